"""The buttons under an answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.generator import SourcedResponseGenerator
from bot.answers.topics import topic_base
from bot.paths import FAQ, ROOT


@pytest.fixture(scope="module")
def generator() -> SourcedResponseGenerator:
    return SourcedResponseGenerator(None, Domain.load([str(ROOT / "domain.yml"), str(FAQ)]))


def payloads(generator: SourcedResponseGenerator, topic: str, *events: Any) -> list[str]:
    tracker = DialogueStateTracker.from_events("bezoeker", list(events))
    message = asyncio.run(generator.generate(f"utter_faq/{topic}", tracker, "web"))
    assert message is not None
    return [button["payload"] for button in message["buttons"]]


@pytest.mark.parametrize(
    ("topic", "guide"),
    [
        ("voorbehouden-opdracht", "/start_contract_guide"),
        ("privebedrijf-uitbesteden", '/start_contract_guide{"contract_role": "company"}'),
        ("sociale-onderneming-starten", "/start_student_guide"),
        ("niet-alleen-kringwinkel", "/start_quiz"),
    ],
)
def test_a_fitting_guide_stands_last_after_the_related_answers(generator, topic: str, guide: str) -> None:
    related = [f"/faq/{name}" for name in topic_base()[topic].metadata.related]
    assert payloads(generator, topic) == [*related, guide]


def test_other_answers_offer_no_guide(generator) -> None:
    assert not [payload for payload in payloads(generator, "sifo") if payload.startswith("/start")]


def test_within_a_guide_none_is_offered_because_it_would_begin_anew(generator) -> None:
    shown = payloads(generator, "voorbehouden-opdracht", ActiveLoop("contract_form"))
    assert shown
    assert not [payload for payload in shown if payload.startswith("/start")]
