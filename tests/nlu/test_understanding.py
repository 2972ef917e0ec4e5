"""The trained model as Rasa runs it: what it makes of visitors' messages, and of anything else that can be typed."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.evaluation.measuring import Outcome, Parse, false_answers, parser, run, scores
from bot.evaluation.questions import Question, dialogue, follow_ups, in_domain, outside
from bot.evaluation.thresholds import FAR, NEAR, validation
from bot.nlu.normalization import MAX_CHARACTERS
from bot.training import MODEL

STATUSES = {"answered", "dialogue", "suggested", "searched", "refused"}
PIECES = (
    "maatwerk",
    "Gent",
    "hoeveel",
    "premie",
    "€",
    "1.000",
    "12/2026",
    "9000",
    "😀",
    "\u200b",
    "\u202e",
    "e\u0301",
    "🧑🏽‍🦽",
    "<b>",
)
NASTY = (
    "",
    " ",
    "\n\t\r\v",
    "\x00\x01\x1b[31m",
    "\ud800",
    "?" * MAX_CHARACTERS,
    "a" * 5 * MAX_CHARACTERS,
    "ab-" * MAX_CHARACTERS,
    "1 " * MAX_CHARACTERS,
    "soc.ec." * MAX_CHARACTERS,
    "e\u0301" * MAX_CHARACTERS,
    "\u0300" * MAX_CHARACTERS,
    "ﷺ" * MAX_CHARACTERS,
    "Gent Brugge " * 60,
    "(((((((((([[[[[[[[[[{{{{{{{{{{",
    "'; DROP TABLE enterprise; --",
    "<script>alert(1)</script>",
    "%s %d {0} {{utter}} ${HOME}",
    "[Gent](municipality)",
    "ǅ İstanbul ß ﬁ ½ ² Ⅷ",
    "שלום مرحبا 你好",
)


@pytest.fixture(scope="module")
def parse() -> Parse:
    return parser(MODEL)


@pytest.fixture(scope="module")
def asked(parse: Parse) -> list[Outcome]:
    """The validation questions that have an answer, and what became of them."""
    return validation(run(parse, (q for q in in_domain() if q.part == "validation")))


def of(questions: list[Question]) -> Iterator[Question]:
    return (question for question in questions if question.part == "validation")


def test_nine_in_ten_questions_get_their_answer_at_once(asked: list[Outcome]) -> None:
    assert scores(asked).right > 0.9
    assert scores(asked).offered > 0.95


@pytest.mark.parametrize(
    "register", ["colloquial", "elliptical", "keywords", "long", "neutral", "real", "statement", "typos"]
)
def test_every_way_of_asking_is_understood(asked: list[Outcome], register: str) -> None:
    assert scores([o for o in asked if o.question.group == register]).right > 0.85


def test_a_message_outside_the_domain_hardly_ever_gets_an_answer(parse: Parse) -> None:
    outcomes = run(parse, of(outside()))
    assert false_answers(o for o in outcomes if o.question.group in FAR) <= 0.04
    assert false_answers(o for o in outcomes if o.question.group in NEAR) <= 0.12


def test_other_languages_are_recognised(parse: Parse) -> None:
    outcomes = run(parse, (q for q in of(outside()) if q.group == "foreign"))
    assert sum(str(o.label).startswith("foreign_language") for o in outcomes) >= 0.8 * len(outcomes)


def test_small_talk_and_look_ups_are_told_from_questions(parse: Parse) -> None:
    assert scores(run(parse, of(dialogue()))).right > 0.8


def any_messages(count: int) -> Iterator[str]:
    """Messages of arbitrary characters, words of the domain and signs, the same in each run."""
    generator = random.Random(20_261_130)
    for _ in range(count):
        letters = (chr(generator.randrange(1, sys.maxunicode)) for _ in range(generator.randrange(12)))
        words = (generator.choice(PIECES) for _ in range(generator.randrange(12)))
        mixed = [*letters, *words]
        generator.shuffle(mixed)
        yield generator.choice(("", " ", ", ")).join(mixed)


def understood(parse: Parse, text: str) -> dict[str, Any]:
    found = parse(text)
    assert found["intent"]["name"]
    assert 0.0 <= found["intent"]["confidence"] <= 1.0
    assert not text.strip() or found["gate"]["status"] in STATUSES
    assert all(0 <= e["start"] < e["end"] <= len(text) for e in found["entities"])
    return found


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:20]))
def test_nothing_that_can_be_typed_raises(parse: Parse, text: str) -> None:
    understood(parse, text)


def test_no_mixture_of_characters_raises(parse: Parse) -> None:
    for text in any_messages(300):
        understood(parse, text)


def test_only_the_first_characters_of_a_message_are_read(parse: Parse) -> None:
    question = "wat is een maatwerkbedrijf? "
    filled = question + "." * (MAX_CHARACTERS - len(question))
    rankings = [parse(text)["label_ranking"] for text in (filled, filled + " of toch een kringwinkel in Gent")]
    assert rankings[0] == rankings[1]
    assert rankings[0][0]["name"] == "faq/maatwerkbedrijf"


def short(questions: Iterator[Question]) -> list[Question]:
    """Those that may lean on an answer before them."""
    return [question for question in questions if len(question.text.split()) <= 7]


def after_another(questions: list[Question]) -> list[Question]:
    """The questions, each asked after an answer to something else."""
    answers = sorted({question.label for question in of(in_domain())})
    generator = random.Random(7)
    return [replace(question, after=generator.choice(answers)) for question in questions]


def test_a_follow_up_is_understood_from_the_answer_before(parse: Parse) -> None:
    found = scores(run(parse, of(follow_ups())))
    assert found.right > 0.75
    assert found.offered > 0.9


def test_a_new_question_after_an_answer_keeps_its_own(parse: Parse) -> None:
    questions = short(of(in_domain()))
    alone, after = scores(run(parse, questions)), scores(run(parse, after_another(questions)))
    assert after.right > alone.right - 0.03


def test_a_message_outside_the_domain_stays_so_after_an_answer(parse: Parse) -> None:
    outcomes = run(parse, after_another(short(of(outside()))))
    assert false_answers(o for o in outcomes if o.question.group in FAR) <= 0.04
    assert false_answers(o for o in outcomes if o.question.group in NEAR) <= 0.12
    assert false_answers(o for o in outcomes if o.question.group == "foreign") == 0.0


def test_the_same_question_again_gets_the_same_answer(parse: Parse) -> None:
    answered = [o for o in run(parse, short(of(in_domain()))) if o.status == "answered"]
    again = run(parse, (replace(o.question, after=o.label) for o in answered))
    changed = [o.question.text for o, other in zip(answered, again, strict=True) if o.label != other.label]
    assert len(changed) <= 0.02 * len(answered), changed


def test_the_same_message_is_always_understood_alike(parse: Parse) -> None:
    texts = [question.text for question in of(in_domain())][:40]
    first = [parse(text)["label_ranking"] for text in texts]
    assert [parse(text)["label_ranking"] for text in reversed(texts)] == first[::-1]
