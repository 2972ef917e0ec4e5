"""Search with the visitor's own words."""

from __future__ import annotations

import pytest

from bot.knowledge.search import AnswerSearch

SEARCH = AnswerSearch(
    {
        "wasserij": "Een wasserij wast linnen van woonzorgcentra.",
        "loon": "Een maatwerker krijgt een loon volgens de cao van zijn paritair comité.",
        "opdracht": "Een voorbehouden opdracht is een overheidsopdracht voor sociale ondernemingen.",
    }
)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("linnen", "wasserij"),
        ("wasserijen", "wasserij"),
        ("overheidsopdrachten", "opdracht"),
        ("opdragt voorbehouden", "opdracht"),
        ("looon van maatwerkers", "loon"),
        ("paritair comite", "loon"),
    ],
)
def test_words_forms_parts_and_typing_errors_find_the_text(text: str, best: str) -> None:
    assert SEARCH.best(text, 1) == [best]


@pytest.mark.parametrize("text", ["", "wat is de", "xqz", "?"])
def test_words_that_say_nothing_find_nothing(text: str) -> None:
    assert SEARCH.best(text, 3) == []


def test_no_more_than_asked_for_comes_back() -> None:
    assert len(SEARCH.best("voorbehouden opdracht loon linnen", 2)) <= 2
