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
