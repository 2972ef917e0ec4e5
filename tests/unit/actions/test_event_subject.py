"""Which words of a message say what an event should be about."""

from __future__ import annotations

import pytest

from actions.event_subject import Subject, subject

TITLES = {"retrodag", "ateljee", "mivas", "europadag", "maatwerk"}


def words(text: str) -> str:
    return " ".join(subject(text, [], lambda asked: frozenset(asked) & TITLES).words)


@pytest.mark.parametrize(
    "text",
    [
        "welke evenementen komen eraan",
        "is er binnenkort iets te doen rond sociale economie",
        "activiteiten voor lokale besturen",
        "waar kan ik mij inschrijven voor een event",
    ],
)
def test_a_general_question_has_no_subject(text: str) -> None:
    assert words(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zijn er opendeurdagen", "opendeur"),
        ("webinars gepland?", "webinar"),
        ("ik zoek een jobbeurs", "jobbeurs"),
        ("afgelopen netwerkdagen", "netwerkdag"),
    ],
)
def test_a_kind_of_event_counts_also_where_none_is_known(text: str, expected: str) -> None:
    assert words(text) == expected


def test_what_stands_behind_over_counts_also_where_no_event_has_it() -> None:
    assert words("is er iets over blockchain waar ik naartoe kan") == "blockchain"


def test_other_words_count_where_an_event_has_them_in_its_title() -> None:
    assert words("wanneer is de volgende retrodag van ateljee denk je") == "retrodag ateljee"
    assert words("mijn nonkel vraagt of er iets is bij Mivas") == "mivas"


def test_what_says_the_time_or_the_place_is_no_subject() -> None:
    text = "iets over maatwerk in maart"
    start = text.index("maart")
    assert subject(text, [(start, start + 5)], lambda asked: frozenset(asked)) == Subject(("maatwerk",))


def test_the_day_of_something_is_a_title() -> None:
    asked = subject("vorige edities van de dag van de kringwinkel", [], lambda words: frozenset(words))
    assert asked == Subject(("dag", "kringwinkel"), is_title=True)
