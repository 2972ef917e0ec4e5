"""Fits the classifier again with a part left out or with fewer questions, beside Rasa, on the same questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.evaluation.configured import Configured
from bot.evaluation.measuring import Outcome, reliability_bins
from bot.evaluation.metrics import auroc, calibration_error, share
from bot.evaluation.questions import Question
from bot.nlu.classifier import RANKING_LENGTH, training_examples
from bot.nlu.encoding import Encoder
from bot.nlu.features import NgramFeatures
from bot.nlu.model import AnswerModel, Example
from bot.nlu.normalization import MAX_CHARACTERS, normalize
from bot.privacy import mask

OWN = 1.0
"""Weight of a visitor's own text, as opposed to a sentence of an answer."""
CURVE = (5, 10, 20, 40)


@dataclass(frozen=True)
class Variant:
    """A classifier with something left out; ``rewrite`` takes the place of the normaliser."""

    name: str
    encoder: bool = True
    answers: bool = True
    naive_bayes: bool = True
    blocks: tuple[str, ...] = ("word", "char")
    rewrite: Callable[[str], str] = normalize


def plain(text: str) -> str:
    """What stays of a text without the normaliser: its words in lower case."""
    return " ".join(text[:MAX_CHARACTERS].lower().replace("?", " ?").split())


VARIANTS = (
    Variant("nothing"),
    Variant("normaliser", rewrite=plain),
    Variant("sentence encoder", encoder=False),
    Variant("sentences of the answers", answers=False),
    Variant("n-grams of characters", blocks=("word",)),
    Variant("n-grams of words", blocks=("char",)),
    Variant("naive Bayes beside the SVM", naive_bayes=False),
)


def fit(training_data: Any, encoder: Encoder | None, variant: Variant, configured: Configured) -> AnswerModel:
    """The classifier that ``variant`` describes."""
    weight = configured.answer_weight if variant.answers else 0.0
    examples = training_examples(training_data, weight, variant.rewrite)
    options = replace(configured.options, naive_bayes=variant.naive_bayes)
    read = encoder if variant.encoder else None
    return AnswerModel.fit(examples, read, options, features=NgramFeatures(variant.blocks))


def outcomes(
    model: AnswerModel, encoder: Encoder | None, questions: Sequence[Question], rewrite: Callable[[str], str]
) -> list[Outcome]:
    """What the classifier alone makes of ``questions``, before the gate."""
    found = []
    for question in questions:
        probabilities = model.probabilities(rewrite(mask(question.text)[0]), encoder)
        best = probabilities.argsort()[::-1][:RANKING_LENGTH]
        ranking = tuple((model.labels[i], float(probabilities[i])) for i in best)
        found.append(Outcome(question, "ranked", ranking[0][0], (), ranking))
    return found


def ablation(
    training_data: Any,
    encoder: Encoder | None,
    configured: Configured,
    inside: Sequence[Question],
    outside: Sequence[Question],
    say: Callable[[str], None],
) -> list[Mapping[str, Any]]:
    """One row per variant, for ``bot.evaluation.kept``."""
    rows: list[Mapping[str, Any]] = []
    for variant in VARIANTS:
        say(f"without {variant.name}")
        model = fit(training_data, encoder, variant, configured)
        read = encoder if variant.encoder else None
        right, wrong = (outcomes(model, read, questions, variant.rewrite) for questions in (inside, outside))
        rows.append({"name": variant.name, **_scores(right, wrong)})
    return rows


def learning(
    training_data: Any, encoder: Encoder | None, configured: Configured, questions: Sequence[Question]
) -> Iterator[tuple[float, float, float]]:
    """(questions per label at most, first label right, among the first three), for ever more training questions."""
    examples = training_examples(training_data, configured.answer_weight)
    for most in CURVE:
        model = AnswerModel.fit(_first(examples, most), encoder, configured.options)
        found = outcomes(model, encoder, questions, normalize)
        yield most, share(o.among_first(1) for o in found), share(o.among_first(3) for o in found)


def _first(examples: Sequence[Example], most: int) -> list[Example]:
    """The first ``most`` questions of each label, and all sentences of answers."""
    seen: dict[str, int] = {}
    kept = []
    for example in examples:
        if example.weight >= OWN:
            seen[example.label] = seen.get(example.label, 0) + 1
            if seen[example.label] > most:
                continue
        kept.append(example)
    return kept


def _scores(inside: Sequence[Outcome], outside: Sequence[Outcome]) -> dict[str, float]:
    def top(count: int, group: str | None = None) -> float:
        return share(o.among_first(count) for o in inside if group in (None, o.question.group))

    def separation(groups: tuple[str, ...]) -> float:
        return auroc(
            [o.answer_confidence for o in inside],
            [o.answer_confidence for o in outside if o.question.group in groups],
        )

    return {
        "top1": top(1),
        "top3": top(3),
        "long": top(1, "long"),
        "typos": top(1, "typos"),
        "calibration_error": calibration_error(reliability_bins(inside)),
        "auroc_near": separation(("near",)),
        "auroc_far": separation(("far", "nonsense")),
    }
