"""What a visitor types in answer to a statement."""

from __future__ import annotations

import pytest

from bot.guides.verdicts import answer_of


@pytest.mark.parametrize(
    "text",
    [
        "feit",
        "Feit!",
        "waar",
        "klopt",
        "ja",
        "jaja da klopt",
        "ik denk dat het waar is",
        "geen fabel",
        "da's juist he",
        "akkoord",
    ],
)
def test_agreeing_in_any_words_means_fact(text: str) -> None:
    assert answer_of(text) == "feit"


@pytest.mark.parametrize(
    "text",
    [
        "fabel",
        "FABEL",
        "ni waar",
        "niet waar",
        "da klopt niet",
        "nee",
        "neen, fout",
        "geen feit",
        "volgens mij een fabel",
        "onzin",
        "niet",
    ],
)
def test_disagreeing_in_any_words_means_fable(text: str) -> None:
    assert answer_of(text) == "fabel"


@pytest.mark.parametrize(
    "text", ["maakt mij niet uit", "weet niet", "kweet het ni", "ik weet het niet", "geen idee", "pas", "sla over", "?"]
)
def test_not_knowing_is_an_answer(text: str) -> None:
    assert answer_of(text) == "weet-niet"


@pytest.mark.parametrize(
    "text",
    [
        "waar is er een kringwinkel in gent?",
        "is dat waar?",
        "stop",
        "wat is een maatwerkbedrijf",
        "feit of fabel quiz",
        "feit of fabel",
        "ik weet niet goed wat een maatwerkbedrijf eigenlijk voor een bedrijf is",
        "",
    ],
)
def test_a_question_or_something_else_is_no_answer(text: str) -> None:
    assert answer_of(text) is None


def test_the_claim_counts_more_than_the_yes_or_no_before_it() -> None:
    assert answer_of("nee, dat is juist") == "feit"
    assert answer_of("ja fout") == "fabel"
