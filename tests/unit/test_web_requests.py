"""What may come in over the web, and which error each wrong request gets."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sanic.request import Request

from bot.web.errors import WebError
from bot.web.requests import (
    MAX_BODY_BYTES,
    MAX_MESSAGE_CHARACTERS,
    MAX_TOKEN_CHARACTERS,
    clean_text,
    parse_feedback,
    parse_message,
    read_body,
)


class Stream:
    """The body in the pieces in which a client sends it; remembers how many were read."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    async def read(self) -> bytes | None:
        return self.pieces.pop(0) if self.pieces else None


def read(*pieces: bytes, **headers: str) -> Any:
    given = {"content-type": "application/json"} | {name.replace("_", "-"): text for name, text in headers.items()}
    request = Request(b"/message", given, "1.1", "POST", None, None)
    request.stream = Stream(*pieces)
    return asyncio.run(read_body(request))


def code_of(call: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(WebError) as caught:
        call(*arguments, **options)
    return caught.value.code


def test_a_json_object_is_read_in_whatever_pieces_it_comes() -> None:
    body = json.dumps({"message": "coöperatie"}, ensure_ascii=False).encode()
    assert read(*(bytes([byte]) for byte in body)) == {"message": "coöperatie"}


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_is_accepted_however_its_type_is_written(kind: str) -> None:
    assert read(b"{}", content_type=kind) == {}


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_another_type_is_unsupported(kind: str) -> None:
    assert code_of(read, b"{}", content_type=kind) == "unsupported"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"tekst"',
        b"null",
        b'{"message": NaN}',
        b'{"message": Infinity}',
        b'{"message": "\xff"}',
        b'{"message": "a"} b',
        b"[" * 4000,
    ],
)
def test_what_is_no_json_object_is_malformed(body: bytes) -> None:
    assert code_of(read, body) == "malformed"


def test_a_body_of_exactly_the_limit_is_read() -> None:
    body = b'{"message": "' + b"a" * (MAX_BODY_BYTES - 15) + b'"}'
    assert len(body) == MAX_BODY_BYTES
    assert len(read(body, content_length=str(len(body)))["message"]) == MAX_BODY_BYTES - 15


def test_a_body_that_says_it_is_too_large_is_refused_unread() -> None:
    assert code_of(read, b"{}", content_length=str(MAX_BODY_BYTES + 1)) == "too_large"


def test_a_body_that_does_not_tell_its_length_is_read_no_further_than_the_limit() -> None:
    stream = Stream(*[b" " * 1024] * 100)
    request = Request(b"/message", {"content-type": "application/json"}, "1.1", "POST", None, None)
    request.stream = stream
    assert code_of(lambda: asyncio.run(read_body(request))) == "too_large"
    assert len(stream.pieces) == 95


def test_a_length_that_is_no_number_does_not_stop_the_reading() -> None:
    assert read(b"{}", content_length="veel") == {}


def test_a_message_may_come_with_and_without_a_conversation() -> None:
    assert parse_message({"message": "hallo"}).token is None
    incoming = parse_message({"message": "hallo", "conversation": "abc"})
    assert (incoming.text, incoming.payload, incoming.token) == ("hallo", None, "abc")


def test_a_payload_is_taken_as_it_is() -> None:
    incoming = parse_message({"payload": "/faq/loon", "conversation": "abc"})
    assert (incoming.text, incoming.payload) == (None, "/faq/loon")


def test_fields_that_are_not_ours_are_ignored() -> None:
    assert parse_message({"message": "hallo", "sender": "iemand anders", "metadata": {"a": 1}}).text == "hallo"


@pytest.mark.parametrize(
    "content",
    [
        {"message": 5},
        {"message": ["hallo"]},
        {"message": True},
        {"payload": {"intent": "greet"}},
        {"message": "hallo", "conversation": 7},
        {"message": "hallo", "payload": "/greet"},
    ],
)
def test_fields_of_another_kind_are_malformed(content: dict[str, Any]) -> None:
    assert code_of(parse_message, content) == "malformed"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\ufeff", "/", "// /", "\x00\x07", "\ud800"])
def test_a_message_without_text_is_empty(text: str) -> None:
    assert code_of(parse_message, {"message": text}) == "empty"


@pytest.mark.parametrize("content", [{}, {"message": None}, {"conversation": "abc"}])
def test_a_request_without_a_message_is_empty(content: dict[str, Any]) -> None:
    assert code_of(parse_message, content) == "empty"


def test_a_message_may_have_five_hundred_characters_and_no_more() -> None:
    assert parse_message({"message": "é" * MAX_MESSAGE_CHARACTERS}).text == "é" * 500
    assert code_of(parse_message, {"message": "é" * (MAX_MESSAGE_CHARACTERS + 1)}) == "too_long"


def test_a_token_that_is_too_long_to_be_ours_is_forbidden() -> None:
    assert parse_message({"message": "a", "conversation": "x" * MAX_TOKEN_CHARACTERS}).token
    assert code_of(parse_message, {"message": "a", "conversation": "x" * (MAX_TOKEN_CHARACTERS + 1)}) == "forbidden"


@pytest.mark.parametrize(
    "text", ["/restart", "  /restart", "//restart", "/ /restart", "\u200b/restart", "\x00/restart"]
)
def test_a_typed_command_is_only_text(text: str) -> None:
    assert clean_text(text) == "restart"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("wat\x00is\x1bdit", "wat is dit"),
        ("een\nregel\r\n\nverder", "een regel verder"),
        ("  te   veel   wit ", "te veel wit"),
        ("maat\u00adwerk\u200bbedrijf", "maatwerkbedrijf"),
        ("en/of 1/2", "en/of 1/2"),
        ("<b>vet</b> & 😀", "<b>vet</b> & 😀"),
        ("half\ud83d teken", "half teken"),
    ],
)
def test_the_text_is_cleaned_of_what_nobody_types(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_feedback_tells_conversation_message_and_judgement() -> None:
    body = parse_feedback({"conversation": "abc", "message_id": "1f", "useful": False})
    assert (body.conversation, body.message_id, body.useful) == ("abc", "1f", False)


@pytest.mark.parametrize(
    ("typed", "kept"), [("  te\nlang ", "te lang"), ("\u200b ", None), ("x" * 300, "x" * 300), (None, None)]
)
def test_a_comment_is_cleaned_and_none_when_nothing_is_left(typed: str | None, kept: str | None) -> None:
    content = {"conversation": "abc", "message_id": "1f", "useful": True, "comment": typed}
    assert parse_feedback(content).comment == kept


def test_a_comment_of_301_characters_is_too_long() -> None:
    content = {"conversation": "abc", "message_id": "1f", "useful": True, "comment": "x" * 301}
    assert code_of(parse_feedback, content) == "comment_too_long"


@pytest.mark.parametrize(
    "change",
    [{"useful": "ja"}, {"useful": 1}, {"useful": None}, {"message_id": 5}, {"conversation": None}, {"comment": 7}],
)
def test_feedback_of_another_form_is_malformed(change: dict[str, Any]) -> None:
    content = {"conversation": "abc", "message_id": "1f", "useful": True}
    assert code_of(parse_feedback, content | change) == "malformed"


def test_digits_and_dashes_of_phones_become_plain_so_that_they_can_be_masked() -> None:
    assert clean_text("０４７０ 12–34—56 jan＠x.be") == "0470 12-34-56 jan@x.be"
