"""The rules that every text of a guide keeps: each one broken alone, and the project's own guides, which break none."""

from __future__ import annotations

import datetime as dt

from bot.answers.topics import load_topics
from bot.guides.content import Passage
from bot.guides.validation import validate_guides, validate_passages
from bot.knowledge.facts import load_facts
from tests.support.content import make_fact, make_topic

OLD = make_fact("oud", status="superseded", superseded_by="loon")
PAST = make_fact("vroeger", status="historical")


def findings(text: str, *facts: str, related: tuple[str, ...] = ()) -> list[str]:
    known = {fact.id: fact for fact in (make_fact(), OLD, PAST)}
    passage = Passage("quiz/loon", text, facts, related)
    return [finding.text for finding in validate_passages([passage], {"loon": make_topic()}, known)]


def test_the_guides_of_the_project_break_no_rule() -> None:
    assert validate_guides(load_topics(), load_facts(), dt.date(2026, 11, 24)) == []


def test_a_text_rests_on_facts_that_exist() -> None:
    assert findings("Je krijgt loon.") == ["de tekst steunt op geen enkel feit"]
    assert findings("Je krijgt loon.", "loon", "premie") == ["feit 'premie' bestaat niet"]


def test_a_number_stands_in_a_fact() -> None:
    assert findings("Je krijgt 12 euro.", "loon") == ["het getal 12 staat in geen van de feiten van deze tekst"]


def test_what_was_replaced_is_not_told_as_current() -> None:
    assert any("is vervangen, maar" in text for text in findings("Je krijgt loon.", "loon", "oud"))
    assert findings("Vroeger kreeg je loon.", "loon", "oud") == []
    assert any("voeg opvolger 'loon' toe" in text for text in findings("Vroeger kreeg je loon.", "oud"))


def test_history_is_told_as_history() -> None:
    assert any("is geschiedenis" in text for text in findings("Je krijgt loon.", "vroeger"))
    assert findings("Vroeger kreeg je loon.", "vroeger") == []


def test_a_related_topic_exists() -> None:
    assert findings("Je krijgt loon.", "loon", related=("loon", "premie")) == [
        "verwant onderwerp 'premie' bestaat niet"
    ]


def test_people_are_named_with_respect() -> None:
    assert findings("Gehandicapten krijgen loon.", "loon") == ["schrijf 'personen met een arbeidsbeperking'"]
