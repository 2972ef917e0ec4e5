"""Whom a visitor is sent to."""

from __future__ import annotations

from typing import Any

import pytest

from actions.contact import ActionContact
from tests.unit.actions.conftest import bot_event

CONTACT = ActionContact()


def after(**details: Any) -> list[dict[str, Any]]:
    return [{"event": "user", "text": "iets"}, bot_event("answered", **details)]


def test_without_a_subject_the_general_contact_points_are_given(run) -> None:
    outcome = run(CONTACT, "ik wil iemand spreken")
    assert outcome.responses == ["utter_ask_human"]
    assert all(name in outcome.text for name in ("WEWIS", "VDAB", "vlaanderen.be"))
    assert "departement-wewis" in outcome.messages[0]["custom"]["facts"]
    assert outcome.messages[0]["custom"]["sources"]


@pytest.mark.parametrize(
    ("topic", "about", "body"),
    [
        ("faq/voorbehouden-opdracht", "voorbehouden opdrachten", "VVSG"),
        ("faq/individueel-maatwerk-aanvragen", "individueel maatwerk", "WSE-loket"),
        ("faq/sifo", "financiering", "Europa WSE"),
        ("faq/erkende-sociale-onderneming", "sociaal ondernemen", "FOD Economie"),
        ("faq/maatwerkbedrijf", "collectief maatwerk", "0800 30 700"),
    ],
)
def test_the_contact_points_belong_to_the_last_answer(run, topic: str, about: str, body: str) -> None:
    outcome = run(CONTACT, "ik wil iemand spreken", before=after(topic=topic))
    assert f"Over **{about}**" in outcome.text
    assert body in outcome.text


def test_what_a_guide_or_the_quiz_told_is_a_subject_too(run) -> None:
    outcome = run(CONTACT, "een mens aub", before=after(facts=["beperkte-waarde-30000"]))
    assert "VVSG" in outcome.text


def test_a_look_up_in_between_keeps_the_subject(run) -> None:
    before = [*after(topic="faq/sifo"), {"event": "user", "text": "in gent"}, bot_event("looked-up")]
    assert "financiering" in run(CONTACT, "iemand bellen", before=before).text


def test_a_subject_in_the_message_itself_goes_first(run) -> None:
    outcome = run(CONTACT, "kan ik iemand bellen over individueel maatwerk?", before=after(topic="faq/sifo"))
    assert "Over **individueel maatwerk**" in outcome.text


def test_asking_twice_gives_the_same_people(run) -> None:
    handed_over = bot_event("handed-over", facts=["vvsg"])
    before = [*after(topic="faq/sifo"), {"event": "user", "text": "een mens"}, handed_over]
    assert "financiering" in run(CONTACT, "een mens!", before=before).text


def test_a_theme_without_its_own_points_gets_the_general_ones(run) -> None:
    assert run(CONTACT, "een mens", before=after(topic="faq/liefdadigheid")).responses == ["utter_ask_human"]
