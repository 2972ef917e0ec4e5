"""Nobody continues somebody else's talk: only our own, unchanged and fresh tokens open."""

from __future__ import annotations

import time

import pytest
from itsdangerous import TimestampSigner

from bot.web.errors import WebError
from bot.web.tokens import ConversationTokens

KEY = "een sleutel van meer dan tweeendertig tekens"
DAY = 86_400


@pytest.fixture
def tokens() -> ConversationTokens:
    return ConversationTokens(KEY, max_age_days=30)


@pytest.fixture
def days_ago(monkeypatch: pytest.MonkeyPatch, tokens: ConversationTokens) -> object:
    """Signs a new conversation as it was done so many days ago."""

    def sign(days: float) -> tuple[str, str]:
        then = int(time.time() - days * DAY)
        conversation = tokens.new_id()
        with monkeypatch.context() as past:
            past.setattr(TimestampSigner, "get_timestamp", lambda self: then)
            return conversation, tokens.sign(conversation)

    return sign


def refused(tokens: ConversationTokens, token: str) -> bool:
    with pytest.raises(WebError) as caught:
        tokens.open(token)
    return caught.value.code == "forbidden"


def test_a_token_opens_to_the_conversation_it_was_made_for(tokens: ConversationTokens) -> None:
    conversation = tokens.new_id()
    assert tokens.open(tokens.sign(conversation)) == conversation


def test_conversations_are_random(tokens: ConversationTokens) -> None:
    assert len({tokens.new_id() for _ in range(1000)}) == 1000


def test_a_token_fits_in_what_requests_accept(tokens: ConversationTokens) -> None:
    assert len(tokens.sign(tokens.new_id())) < 200


def test_a_restarted_server_opens_the_tokens_of_before(tokens: ConversationTokens) -> None:
    token = tokens.sign(tokens.new_id())
    assert ConversationTokens(KEY, 30).open(token) == tokens.open(token)


def test_a_token_signed_with_another_key_is_forbidden(tokens: ConversationTokens) -> None:
    forged = ConversationTokens("een andere sleutel van genoeg tekens", 30)
    assert refused(tokens, forged.sign(tokens.new_id()))


def test_a_token_signed_with_our_key_for_another_purpose_is_forbidden(tokens: ConversationTokens) -> None:
    assert refused(tokens, TimestampSigner(KEY, salt="other").sign(tokens.new_id()).decode())


def test_a_token_with_any_changed_character_is_forbidden(tokens: ConversationTokens) -> None:
    token = tokens.sign(tokens.new_id())
    for index in range(len(token) - 1):  # the last character of base64 has bits that mean nothing
        other = "A" if token[index] != "A" else "B"
        assert refused(tokens, token[:index] + other + token[index + 1 :])


def test_the_signature_of_one_conversation_does_not_fit_another(tokens: ConversationTokens) -> None:
    signature = tokens.sign(tokens.new_id()).split(".", 1)[1]
    assert refused(tokens, f"{tokens.new_id()}.{signature}")


@pytest.mark.parametrize("token", ["", ".", "..", "abc", "é.é.é", "\ud800", "a" * 200, "null"])
def test_nonsense_is_forbidden(tokens: ConversationTokens, token: str) -> None:
    assert refused(tokens, token)


def test_a_bare_conversation_id_is_forbidden(tokens: ConversationTokens) -> None:
    assert refused(tokens, tokens.new_id())


@pytest.mark.parametrize("name", ["", "kort", "../../etc/passwd", "a" * 23])
def test_even_a_good_signature_opens_only_an_id_of_our_form(tokens: ConversationTokens, name: str) -> None:
    assert refused(tokens, tokens.sign(name))


def test_a_token_opens_until_its_last_day(tokens: ConversationTokens, days_ago) -> None:
    conversation, token = days_ago(29.9)
    assert tokens.open(token) == conversation


def test_a_token_that_expired_is_forbidden(tokens: ConversationTokens, days_ago) -> None:
    assert refused(tokens, days_ago(30.1)[1])
