"""Dates as a visitor reads them."""

from __future__ import annotations

import pytest

from actions.dates import in_words


@pytest.mark.parametrize(
    ("date", "words"), [("2025-10-07", "7 oktober 2025"), ("2025-10", "oktober 2025"), ("2025", "2025")]
)
def test_a_date_is_said_as_exactly_as_it_is_known(date: str, words: str) -> None:
    assert in_words(date) == words
