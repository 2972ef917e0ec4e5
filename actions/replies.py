"""Small helpers that every action shares: entities in, buttons and cards out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

Button = dict[str, str]
Card = dict[str, Any]
HANDED_OVER = "handed-over"


def entity_of(tracker: Tracker, name: str) -> str | None:
    """The first value of an entity in the latest message."""
    return next((str(value) for value in tracker.get_latest_entity_values(name) if value), None)


def payload(intent: str, **entities: object) -> str:
    """A button payload in Rasa's ``/intent{entities}`` form; empty entities are left out."""
    given = {name: str(value) for name, value in entities.items() if value not in (None, "")}
    return f"/{intent}{json.dumps(given, ensure_ascii=False)}" if given else f"/{intent}"


def topic_button(topic: str, title: str) -> Button:
    """A button that leads to an answer."""
    return {"title": title, "payload": f"/faq/{topic}", "topic": f"faq/{topic}"}


def say(
    dispatcher: CollectingDispatcher,
    response: str,
    *,
    buttons: Iterable[Button] = (),
    cards: Iterable[Card] = (),
    details: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Send a response of domain.yml with its values filled in; buttons, cards and details go along as data."""
    shown = list(cards)
    custom = {**({"cards": shown} if shown else {}), **(details or {})}
    dispatcher.utter_message(
        response=response,
        buttons=list(buttons),
        json_message=custom or None,
        **{k: str(v) for k, v in values.items()},
    )


def button_title(domain: dict[str, Any], response: str, **values: object) -> str:
    """A button's title from domain.yml."""
    template = str(domain["responses"][response][0]["text"])
    return template.format(**values)


def details_before(tracker: Tracker) -> list[dict[str, Any]]:
    """What is known beside the last message with a status of each earlier turn, oldest first."""
    turns: list[dict[str, Any]] = []
    current: dict[str, Any] | None = None
    for event in tracker.events:
        if event.get("event") == "user":
            if current:
                turns.append(current)
            current = None
        elif event.get("event") == "bot" and (details := _details(event)).get("status"):
            current = details
    return turns


def status_of_this_turn(tracker: Tracker) -> str | None:
    """The status of what was sent since the visitor's last message, or None."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return None
        if event.get("event") == "bot" and (status := _details(event).get("status")):
            return str(status)
    return None


def last_answer(tracker: Tracker) -> dict[str, Any] | None:
    """What is known beside the last answer with sources, or None."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot" and (details := _details(event)).get("sources"):
            return details
    return None


def last_facts(tracker: Tracker) -> dict[str, Any]:
    """What is known beside the last message that rests on facts or has a topic; nothing when there was none."""
    for event in reversed(tracker.events):
        details = _details(event) if event.get("event") == "bot" else {}
        if details.get("status") != HANDED_OVER and (details.get("topic") or details.get("facts")):
            return details
    return {}


def _details(event: dict[str, Any]) -> dict[str, Any]:
    metadata = event.get("metadata") or {}
    custom = (event.get("data") or {}).get("custom") or {}
    return {**(metadata.get("metadata") or {}), **custom}
