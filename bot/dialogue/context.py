"""What a conversation was last about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

MAX_TURNS = 3
"""An answer of longer ago is no longer what a short question leans on."""


def last_topic(events: Iterable[Event]) -> str | None:
    """The label (``faq/<topic>``) of the last answer, when it was given in one of the last ``MAX_TURNS`` turns."""
    turns = 0
    for event in reversed(list(events)):
        if isinstance(event, UserUttered):
            turns += 1
            if turns > MAX_TURNS:
                return None
        elif isinstance(event, BotUttered) and (topic := _topic(event)):
            return topic
    return None


def _topic(event: BotUttered) -> str | None:
    metadata: dict[str, Any] = event.metadata or {}
    custom: dict[str, Any] = (event.data or {}).get("custom") or {}
    found = custom.get("topic") or (metadata.get("metadata") or {}).get("topic") or metadata.get("topic")
    return str(found) if found else None
