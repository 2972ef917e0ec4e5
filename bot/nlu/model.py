"""The flat text classifier without Rasa: n-grams first, sentence vectors when those are unsure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bot.nlu.calibration import Floats, Labels, Temperature, fit_fusion, fit_mixture, fit_temperature, softmax
from bot.nlu.encoding import Encoder
from bot.nlu.features import NgramFeatures
from bot.nlu.heads import SEED, LinearHead, fit_discriminant, fit_naive_bayes, fit_svm
from bot.nlu.vectors import Progress, encode_all

WEIGHTS_FILE = "weights.npz"
MODEL_FILE = "model.json"


@dataclass(frozen=True)
class Example:
    """One training text. ``weight`` below 1 marks text that is not a visitor's own, such as a sentence of an answer."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class Options:
    """Settings of the classifier; what they give stands in docs/evaluation.md."""

    regularisation: float = 1.0
    sure: float = 0.7
    """The n-grams alone decide from this probability on; below it the encoder is asked."""
    encoder_characters: int = 120
    """Longer texts are not encoded: the encoder's time grows with them, while n-grams get surer."""
    encoded_questions: int = 4
    """So many questions of a label are encoded for training; more take minutes and gain nothing on validation."""
    shrinkage: float = 0.8
    naive_bayes: bool = True
    smoothing: float = 0.003
    """Added to the weight of each n-gram under each label by naive Bayes."""
    calibration_share: float = 0.2


@dataclass(frozen=True)
class Meaning:
    """How vectors join the n-grams: ``softmax(ngram_weight * n-gram scores + vector_weight * vector scores)``.

    The scores of the n-grams are divided by their temperature before.
    """

    head: LinearHead
    ngram_weight: float
    vector_weight: float


class AnswerModel:
    """Which answer a text asks for: a probability for each label."""

    def __init__(
        self,
        labels: Sequence[str],
        features: NgramFeatures,
        head: LinearHead,
        temperature: Temperature,
        meaning: Meaning | None,
        options: Options,
    ) -> None:
        self.labels = list(labels)
        self._features = features
        self._head = head
        self._temperature = temperature
        self._meaning = meaning
        self._options = options

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        encoder: Encoder | None,
        options: Options | None = None,
        progress: Progress = lambda done, total: None,
        features: NgramFeatures | None = None,
    ) -> AnswerModel:
        """Train on normalised texts. The same examples in the same order give the same model.

        Raises:
            ValueError: no label has two texts of visitors.
        """
        options = options or Options()
        names = sorted({example.label for example in examples})
        index = {name: number for number, name in enumerate(names)}
        labels = np.array([index[example.label] for example in examples])
        weights = np.array([example.weight for example in examples], dtype=np.float32)
        held_out = _held_out(labels, weights, options.calibration_share)
        if not held_out.any():
            raise ValueError("no label has two questions: there is nothing to calibrate on")
        features = features or NgramFeatures()
        rows = features.fit_transform([example.text for example in examples])
        head, held_scores, temperature = _fit_ngrams(examples, rows, labels, weights, held_out, options)
        meaning = None
        if encoder is not None:
            encoded = _encoded(examples, labels, options)
            vectors = encode_all(encoder, [examples[row].text for row in encoded], progress)
            meaning = _fit_meaning(vectors, encoded, labels, held_out, held_scores, options)
        return cls(names, features, head, temperature, meaning, options)

    def probabilities(self, text: str, encoder: Encoder | None) -> Floats:
        """One probability for each of ``labels``; the encoder is only asked when the n-grams are unsure."""
        scores = self._head.scores(self._features.transform([text])) / self._temperature.at([len(text)])
        result: Floats = softmax(scores)[0]
        if self._meaning is None or encoder is None or result.max() >= self._options.sure:
            return result
        if len(text) > self._options.encoder_characters:
            return result
        said = self._meaning.head.scores(encoder.encode(text)[np.newaxis])
        joined: Floats = softmax(self._meaning.ngram_weight * scores + self._meaning.vector_weight * said)[0]
        return joined

    def with_options(self, **changes: Any) -> AnswerModel:
        """The same model with other settings of the cascade (``sure``, ``encoder_characters``)."""
        options = replace(self._options, **changes)
        return AnswerModel(self.labels, self._features, self._head, self._temperature, self._meaning, options)

    def save(self, folder: Path) -> None:
        """Write JSON and npz files to ``folder`` (weights of n-grams as 16-bit floats; no pickle)."""
        folder.mkdir(parents=True, exist_ok=True)
        self._features.save(folder)
        arrays: dict[str, npt.NDArray[Any]] = {
            "ngram_weights": self._head.weights.astype(np.float16),
            "ngram_bias": self._head.bias,
        }
        facts: dict[str, object] = {
            "labels": self.labels,
            "options": self._options.__dict__,
            "temperature": [self._temperature.level, self._temperature.slope],
        }
        if self._meaning is not None:
            arrays |= {"vector_weights": self._meaning.head.weights, "vector_bias": self._meaning.head.bias}
            facts["fusion"] = [self._meaning.ngram_weight, self._meaning.vector_weight]
        np.savez(folder / WEIGHTS_FILE, **arrays)
        (folder / MODEL_FILE).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> AnswerModel:
        """The model as ``save`` wrote it."""
        facts = json.loads((folder / MODEL_FILE).read_text(encoding="utf-8"))
        meaning = None
        with np.load(folder / WEIGHTS_FILE) as arrays:
            head = LinearHead(arrays["ngram_weights"].astype(np.float32, order="C"), arrays["ngram_bias"])
            if "fusion" in facts:
                meaning = Meaning(LinearHead(arrays["vector_weights"], arrays["vector_bias"]), *facts["fusion"])
        options = Options(**facts["options"])
        temperature = Temperature(*facts["temperature"])
        return cls(facts["labels"], NgramFeatures.load(folder), head, temperature, meaning, options)


def _fit_ngrams(
    examples: Sequence[Example],
    rows: sparse.csr_matrix,
    labels: Labels,
    weights: Floats,
    held_out: npt.NDArray[np.bool_],
    options: Options,
) -> tuple[LinearHead, Floats, Temperature]:
    """SVM and naive Bayes as one head, scores of the held-out rows by twins that saw none of them, the temperature.

    The scores are divided by the temperature.
    """
    count = int(labels.max()) + 1
    svm, svm_scores = fit_svm(rows, labels, weights, held_out, options.regularisation)
    lengths = [len(examples[row].text) for row in np.flatnonzero(held_out)]
    if not options.naive_bayes:
        temperature = fit_temperature(svm_scores, labels[held_out], lengths)
        return svm, svm_scores / temperature.at(lengths), temperature
    bayes = fit_naive_bayes(rows, labels, weights, count, options.smoothing)
    seen = ~held_out
    twin = fit_naive_bayes(rows[seen], labels[seen], weights[seen], count, options.smoothing)
    bayes_scores = twin.scores(rows[held_out])
    share, temperature = fit_mixture(svm_scores, bayes_scores, labels[held_out], lengths)
    return svm.plus(bayes, share), (svm_scores + share * bayes_scores) / temperature.at(lengths), temperature


def _fit_meaning(
    vectors: Floats,
    encoded: Labels,
    labels: Labels,
    held_out: npt.NDArray[np.bool_],
    held_scores: Floats,
    options: Options,
) -> Meaning | None:
    """The head on all vectors; its weight beside the n-grams comes from a twin that saw no held-out text.

    None when no held-out text was encoded.
    """
    count = int(labels.max()) + 1
    unseen = held_out[encoded]
    if not unseen.any():
        return None
    head = fit_discriminant(vectors, labels[encoded], count, options.shrinkage)
    twin = fit_discriminant(vectors[~unseen], labels[encoded[~unseen]], count, options.shrinkage)
    row_of = {row: number for number, row in enumerate(np.flatnonzero(held_out))}
    rows = [row_of[row] for row in encoded[unseen]]
    weights = fit_fusion(held_scores[rows], twin.scores(vectors[unseen]), labels[encoded[unseen]])
    return Meaning(head, *weights)


def _encoded(examples: Sequence[Example], labels: Labels, options: Options) -> Labels:
    """The rows to encode: visitors' own texts, not too long, an arbitrary but steady choice of each label."""
    chosen: list[int] = []
    for label in np.unique(labels):
        own = [row for row in np.flatnonzero(labels == label) if examples[row].weight >= 1.0]
        short = [row for row in own if len(examples[row].text) <= options.encoder_characters]
        pool = short or sorted(own, key=lambda row: len(examples[row].text))[:1]
        chosen += sorted(pool, key=lambda row: _digest(examples[row].text))[: options.encoded_questions]
    return np.array(sorted(chosen))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()


def _held_out(labels: Labels, weights: Floats, share: float) -> npt.NDArray[np.bool_]:
    """A share of the visitors' own texts of each label, never all of a label."""
    chosen = np.zeros(len(labels), dtype=bool)
    generator = np.random.default_rng(SEED)
    for label in np.unique(labels):
        own = np.flatnonzero((labels == label) & (weights >= 1.0))
        count = max(int(len(own) * share), int(len(own) > 1))
        chosen[generator.permutation(own)[:count]] = True
    return chosen
