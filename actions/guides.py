"""What all guided conversations (forms) share: asking again after an interruption, and what counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Button, say, status_of_this_turn

QUESTION = re.compile(
    r"\?\s*$|^(en |maar |eigenlijk )?(wat|wie|waar\w*|wanneer|waarom|hoe\w*|welke?|mag|moet|moeten|kan|kunnen|"
    r"bestaa[nt]|is|heeft|hebben|krijg\w*|geldt|telt|vertel|leg|toon|geef|zoek|bron)\b",
    re.IGNORECASE,
)
"""How a visitor begins something else than an answer to the guide's question."""


def is_question(text: str) -> bool:
    """Whether a message asks something; a button's payload never does."""
    return not text.startswith("/") and bool(QUESTION.search(text.strip()))


def is_open(tracker: Tracker, form: str) -> bool:
    """Whether ``form`` was waiting for this message; not when this message opens it."""
    return bool((tracker.active_loop or {}).get("name") == form and tracker.get_slot("requested_slot"))


ENDS = {"action_contract_result": "contract", "action_quiz_result": "quiz", "action_student_done": "student"}
"""The guide that each of these actions ends."""


def unfinished_guide(tracker: Tracker, ended: str) -> str | None:
    """The guide that was left before ``ended`` was begun, and that can still be taken up; the latest one."""
    left: list[str] = []
    for event in tracker.events:
        begun = event.get("value") if event.get("event") == "slot" and event.get("name") == "guide" else None
        done = ENDS.get(str(event.get("name"))) if event.get("event") == "action" else None
        left = [guide for guide in left if guide not in (begun, done)]
        if begun:
            left.append(str(begun))
    return next((guide for guide in reversed(left) if guide != ended), None)


def ask(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    response: str,
    *,
    buttons: Iterable[Button] = (),
    details: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Put a guide's question; ``details`` go along as data.

    After an interruption the question stands again under the answer to it, and that answer keeps its status: to
    the visitor, and to whoever counts what went unanswered, it is the answer that the message got.
    """
    before = status_of_this_turn(tracker)
    known = {**(details or {}), **({"status": before} if before else {})}
    say(dispatcher, response, buttons=buttons, details=known or None, **values)
