"""Every error has a code, a status and a Dutch sentence."""

from __future__ import annotations

import pytest
import yaml

from bot.web.errors import RETRY_AFTER, STATUS, TEXTS, WebError, error_texts


@pytest.mark.parametrize("code", STATUS)
def test_every_code_has_a_sentence_for_the_visitor(code: str) -> None:
    sentence = error_texts()[code]
    assert len(sentence) > 20
    assert sentence.endswith(".")
    assert WebError(code).body() == {"error": {"code": code, "message": sentence}}


def test_no_sentence_is_left_over() -> None:
    written = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["errors"]
    assert set(written) == set(STATUS)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("malformed", 400),
        ("forbidden", 403),
        ("too_long", 413),
        ("comment_too_long", 413),
        ("too_large", 413),
        ("unsupported", 415),
        ("too_many", 429),
        ("unavailable", 503),
        ("starting", 503),
        ("switched_off", 503),
    ],
)
def test_a_code_has_the_status_of_the_contract(code: str, status: int) -> None:
    assert WebError(code).status == status


def test_who_comes_while_we_are_not_ready_is_told_when_to_try_again() -> None:
    assert WebError("starting").retry_after == RETRY_AFTER
    assert WebError("starting", retry_after=5).retry_after == 5


def test_a_wrong_request_is_not_to_be_tried_again() -> None:
    assert WebError("malformed").retry_after is None


def test_an_error_without_a_code_of_the_list_can_not_be_made() -> None:
    with pytest.raises(KeyError):
        WebError("zomaar")
