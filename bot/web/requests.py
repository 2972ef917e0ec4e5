"""Reads requests: size, type, JSON and fields, each with its own error."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Extra, StrictBool, StrictStr, ValidationError
from sanic.request import Request

from bot.web.errors import WebError

MAX_BODY_BYTES = 4096
MAX_MESSAGE_CHARACTERS = 500
MAX_COMMENT_CHARACTERS = 300
MAX_TOKEN_CHARACTERS = 200
# Invisible characters that are no text: a message of these alone is empty.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u2800\u3164\ufe0f"
# One dash and plain digits: a phone number is masked however a phone spells it.
DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")


class MessageBody(BaseModel):
    """A visitor's message, or the payload of a button that this conversation was offered."""

    message: StrictStr | None = None
    payload: StrictStr | None = None
    conversation: StrictStr | None = None

    class Config:
        extra = Extra.ignore


class FeedbackBody(BaseModel):
    """A visitor's judgement of one message, with a word of their own if they like."""

    conversation: StrictStr
    message_id: StrictStr
    useful: StrictBool
    comment: StrictStr | None = None

    class Config:
        extra = Extra.ignore


@dataclass(frozen=True)
class IncomingMessage:
    """A checked request: exactly one of ``text`` and ``payload``."""

    token: str | None
    text: str | None
    payload: str | None


async def read_body(request: Request) -> dict[str, Any]:
    """The JSON object of the body, read no further than ``MAX_BODY_BYTES``.

    Raises:
        WebError: unsupported, too_large or malformed.
    """
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type != "application/json":
        raise WebError("unsupported")
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BODY_BYTES:
        raise WebError("too_large")
    body = b""
    while chunk := await request.stream.read():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise WebError("too_large")
    try:
        content = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise WebError("malformed") from error
    if not isinstance(content, dict):
        raise WebError("malformed")
    return content


def parse_message(content: dict[str, Any]) -> IncomingMessage:
    """A checked message.

    Raises:
        WebError: malformed, empty or too_long; forbidden for a token that can't be ours.
    """
    try:
        body = MessageBody.parse_obj(content)
    except ValidationError as error:
        raise WebError("malformed") from error
    if (body.message is None) == (body.payload is None):
        raise WebError("malformed" if body.message is not None else "empty")
    if body.conversation is not None and len(body.conversation) > MAX_TOKEN_CHARACTERS:
        raise WebError("forbidden")
    if body.payload is not None:
        return IncomingMessage(body.conversation, None, body.payload)
    assert body.message is not None  # noqa: S101  one of the two is there, see above
    return IncomingMessage(body.conversation, clean_text(body.message), None)


def parse_feedback(content: dict[str, Any]) -> FeedbackBody:
    """A checked judgement; its comment is cleaned, and None where nothing is left of it.

    Raises:
        WebError: malformed, or comment_too_long.
    """
    try:
        body = FeedbackBody.parse_obj(content)
    except ValidationError as error:
        raise WebError("malformed") from error
    if body.comment is None:
        return body
    if len(body.comment) > MAX_COMMENT_CHARACTERS:
        raise WebError("comment_too_long")
    comment = _visible(body.comment)[:MAX_COMMENT_CHARACTERS]
    return body.copy(update={"comment": comment or None})


def clean_text(text: str) -> str:
    """The text without control characters, and without a leading slash, which to Rasa is a command.

    Raises:
        WebError: empty or too_long.
    """
    if len(text) > MAX_MESSAGE_CHARACTERS:
        raise WebError("too_long")
    cleaned = _visible(text)[:MAX_MESSAGE_CHARACTERS].lstrip("/ ")
    if not cleaned:
        raise WebError("empty")
    return cleaned


def _visible(text: str) -> str:
    """One line of what can be seen, in one spelling of each character."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    visible = "".join(char if char.isprintable() else " " for char in plain if char not in INVISIBLE)
    return " ".join(visible.encode("utf-8", "ignore").decode("utf-8").split())


def _no_constant(name: str) -> None:
    raise ValueError(name)
