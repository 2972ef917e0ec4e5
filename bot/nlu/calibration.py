"""Turns scores of a linear classifier into probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

BINS = 10
REFERENCE = 60
SHORTEST = 10
"""Characters: a usual question, and a length from which on shorter texts are treated alike."""
STEADY = 1e-3
"""Keeps the slope at zero where the lengths tell nothing."""


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Temperature:
    """A temperature for each length of text: ``exp(level + slope * log(characters / 60))``.

    Temperature scaling is Guo et al. 2017, On Calibration of Modern Neural Networks, arXiv 1706.04599. The scores of
    a long story, whose words are about many things, lie closer together than those of a short question that is as
    easy to place; with one temperature for both, its probabilities would be far too low.
    """

    level: float
    slope: float

    def at(self, lengths: Sequence[int]) -> Floats:
        """One row for each of ``lengths`` (characters), to divide rows of scores by."""
        relative = np.log(np.maximum(lengths, SHORTEST) / REFERENCE)
        return np.asarray(np.exp(self.level + self.slope * relative), dtype=np.float32)[:, np.newaxis]


def fit_temperature(scores: Floats, labels: Labels, lengths: Sequence[int]) -> Temperature:
    """The temperature with the best log-likelihood on held-out ``scores`` (rows) with true ``labels``.

    ``lengths`` are the characters of the rows' texts.
    """

    def loss(parameters: npt.NDArray[np.float64]) -> float:
        temperature = Temperature(*parameters)
        return _surprise(scores / temperature.at(lengths), labels) + STEADY * temperature.slope**2

    same = minimize_scalar(lambda level: loss(np.array([level, 0.0])), bounds=(-5.0, 3.0), method="bounded")
    best = minimize(loss, [same.x, 0.0], method="Nelder-Mead", options={"maxiter": 80, "xatol": 1e-3})
    return Temperature(*map(float, best.x))


def fit_mixture(first: Floats, second: Floats, labels: Labels, lengths: Sequence[int]) -> tuple[float, Temperature]:
    """The weight and the temperature that give ``(first + weight * second) / temperature`` the best log-likelihood.

    One search over both: a temperature alone says nothing of the second classifier.
    """

    def loss(parameters: npt.NDArray[np.float64]) -> float:
        weight, temperature = np.exp(parameters[0]), Temperature(*parameters[1:])
        return _surprise((first + weight * second) / temperature.at(lengths), labels) + STEADY * temperature.slope**2

    alone = fit_temperature(first, labels, lengths)
    start = [np.log(np.std(first) / max(float(np.std(second)), 1e-9)) - 1.0, alone.level, alone.slope]
    best = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 150, "xatol": 1e-3})
    return float(np.exp(best.x[0])), Temperature(*map(float, best.x[1:]))


def fit_fusion(first: Floats, second: Floats, labels: Labels) -> tuple[float, float]:
    """Two positive weights that give ``softmax(a * first + b * second)`` the best log-likelihood on held-out rows.

    Temperature scaling of two classifiers at once; what comes out is calibrated.
    """

    def loss(logarithms: npt.NDArray[np.float64]) -> float:
        a, b = np.exp(logarithms)
        return _surprise(a * first + b * second, labels)

    lengths = [REFERENCE] * len(labels)
    levels = [fit_temperature(scores, labels, lengths).level for scores in (first, second)]
    start = np.array([-levels[0], -levels[1] - np.log(4)])
    best = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 120})
    a, b = np.exp(best.x)
    return float(a), float(b)


def _surprise(scores: Floats, labels: Labels) -> float:
    """Mean negative log-likelihood of the true labels."""
    chosen = softmax(np.asarray(scores, dtype=np.float32))[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chosen, 1e-9)).mean())


def expected_calibration_error(confidence: Floats, correct: npt.NDArray[np.bool_]) -> float:
    """Mean distance between confidence and accuracy over ten equal bins (Naeini et al. 2015, AAAI)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    total = 0.0
    for index in range(BINS):
        inside = bins == index
        if inside.any():
            total += inside.mean() * abs(correct[inside].mean() - confidence[inside].mean())
    return float(total)
