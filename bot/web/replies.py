"""From Rasa's bot messages to one reply of the web contract, and back from stored events to history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from rasa.core.channels.channel import OutputChannel

CHANNEL = "web"

STATUSES = (
    "answered",
    "suggested",
    "searched",
    "looked-up",
    "asked",
    "smalltalk",
    "handed-over",
    "refused",
    "error",
)

ANSWER_FIELDS = ("topic", "facts", "as_of", "validity", "sources", "redirect")


class ReplyCollector(OutputChannel):
    """Collects the bot's messages of one turn, whole, with their metadata."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


def message_id(timestamp: float) -> str:
    """The public id of a bot message: its time in microseconds, unique within a conversation."""
    return format(round(timestamp * 1_000_000), "x")


def message_of(bot_message: Mapping[str, Any]) -> dict[str, Any]:
    """A bot message, as Rasa sends or stores it, in the form of the web contract."""
    metadata = details_of(bot_message)
    custom = bot_message.get("custom") or {}
    message = {
        "id": message_id(bot_message["timestamp"]),
        "text": (bot_message.get("text") or "").strip(),
        **{field: metadata[field] for field in ANSWER_FIELDS if metadata.get(field) is not None},
        "buttons": [button_of(button) for button in bot_message.get("buttons") or []],
        "cards": [card_of(card) for card in custom.get("cards", [])],
    }
    return message


def button_of(button: Mapping[str, Any]) -> dict[str, str]:
    """A button with its title and payload, and its topic where it leads to an answer."""
    return {key: str(button[key]) for key in ("title", "payload", "topic") if button.get(key)}


def card_of(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card; that of a coming event also has the address, relative to the channel, that adds it to a calendar."""
    if card.get("kind") != "event" or card.get("past") or not card.get("uid"):
        return dict(card)
    return {**card, "calendar_url": f"events.ics?uid={quote(str(card['uid']), safe='')}"}


def details_of(bot_message: Mapping[str, Any]) -> dict[str, Any]:
    """What is known beside the text: of the response itself, completed by what an action sent along."""
    metadata = bot_message.get("metadata") or {}
    return {**metadata, **(bot_message.get("custom") or {})}


def reply_of(token: str, bot_messages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One reply with exactly one status: that of its last message that has one."""
    messages = list(bot_messages)
    statuses = [status for message in messages if (status := details_of(message).get("status")) in STATUSES]
    return {
        "conversation": token,
        "status": statuses[-1] if statuses else "error",
        "messages": [message_of(message) for message in messages],
    }
