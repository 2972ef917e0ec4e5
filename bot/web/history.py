"""What a conversation holds: its turns, the buttons it was offered, the messages it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.web.replies import details_of, message_id, message_of


class Rating(Protocol):
    """What a visitor found of a message."""

    @property
    def useful(self) -> bool: ...

    @property
    def comment(self) -> str | None: ...


def offered_buttons(events: Iterable[Event]) -> dict[str, str]:
    """Title by payload of every button that the assistant offered."""
    return {
        button["payload"]: button["title"]
        for event in events
        if isinstance(event, BotUttered)
        for button in event.data.get("buttons") or []
    }


def has_message(events: Iterable[Event], identifier: str) -> bool:
    """Whether the assistant sent a message with this id."""
    return any(isinstance(e, BotUttered) and message_id(e.timestamp) == identifier for e in events)


def turns(events: Iterable[Event], ratings: Mapping[str, Rating]) -> list[dict[str, Any]]:
    """The talk in order: ``{"from": "visitor", "text", "at"}``, ``{"from": "assistant", "status", "message", "at"}``.

    ``at`` is in seconds since 1970, UTC. A pressed button shows its title. A message that the visitor judged has
    ``feedback``: ``{"useful", "comment"}``.
    """
    kept = list(events)
    titles = offered_buttons(kept)
    history: list[dict[str, Any]] = []
    for event in kept:
        if isinstance(event, UserUttered) and event.text:
            history.append({"from": "visitor", "text": titles.get(event.text, event.text), "at": event.timestamp})
        elif isinstance(event, BotUttered):
            bot_message = event.message()
            status = details_of(bot_message).get("status", "smalltalk")
            message = message_of(bot_message)
            if rating := ratings.get(message["id"]):
                message["feedback"] = {"useful": rating.useful, "comment": rating.comment}
            history.append({"from": "assistant", "status": status, "message": message, "at": event.timestamp})
    return history
