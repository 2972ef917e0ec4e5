"""An ablation leaves out what it says, and its numbers come from the questions that it is given."""

from __future__ import annotations

import itertools
from collections import Counter

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.evaluation.configured import Configured
from bot.evaluation.questions import Question
from bot.evaluation.variants import CURVE, VARIANTS, ablation, learning, plain
from bot.nlu.model import Options
from tests.support.nlu import EXAMPLES

CONFIGURED = Configured(Options(), 0.0)
OFTEN = Counter(example.text for example in EXAMPLES)
ASKED = [Question(e.text, e.label, "typos", "test") for e in EXAMPLES if OFTEN[e.text] == 1]
BEYOND = [Question(text, "refused", kind, "test") for text, kind in (("pizza bestellen", "far"), ("pensioen", "near"))]


def training_data() -> TrainingData:
    messages = []
    # Three of each, as n-grams of one or two texts are left out.
    for example, opening in itertools.product(EXAMPLES, ("", "zeg ", "hallo ")):
        intent, _, key = example.label.partition("/")
        content = {
            "text": opening + example.text,
            "intent": intent,
            "intent_response_key": example.label if key else None,
        }
        messages.append(Message({name: value for name, value in content.items() if value}))
    return TrainingData(messages)


def test_each_variant_gives_a_row_that_starts_with_the_whole_classifier() -> None:
    rows = ablation(training_data(), None, CONFIGURED, ASKED, BEYOND, lambda _: None)
    assert [row["name"] for row in rows] == [variant.name for variant in VARIANTS]
    assert rows[0]["name"] == "nothing"
    assert rows[0]["top1"] == 1.0
    assert rows[0]["typos"] == 1.0


def test_more_questions_are_learned_from_step_by_step() -> None:
    steps = list(learning(training_data(), None, CONFIGURED, ASKED))
    assert [most for most, _, _ in steps] == list(CURVE)
    assert steps[-1][1] >= steps[0][1]
    assert all(top3 >= top1 for _, top1, top3 in steps)


def test_without_the_normaliser_a_visitors_spelling_stays() -> None:
    assert plain("Wa is da, SIFO?") == "wa is da, sifo ?"
