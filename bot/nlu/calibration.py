"""Turns scores of a linear classifier into probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar

Floats = npt.NDArray[np.float32]

BINS = 10


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities over the last axis."""
    scaled = scores / temperature
    exponentials = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True), dtype=np.float32)


def fit_temperature(scores: Floats, labels: npt.NDArray[np.int64]) -> float:
    """The temperature with the best log-likelihood on held-out ``scores`` (rows) with true ``labels``.

    Temperature scaling: Guo et al. 2017, On Calibration of Modern Neural Networks, arXiv 1706.04599.
    """
    rows = np.arange(len(labels))

    def loss(log_temperature: float) -> float:
        chosen = softmax(scores, float(np.exp(log_temperature)))[rows, labels]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    best = minimize_scalar(loss, bounds=(-5.0, 3.0), method="bounded")
    return float(np.exp(best.x))


def fit_fusion(first: Floats, second: Floats, labels: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Two positive weights that give ``softmax(a * first + b * second)`` the best log-likelihood on held-out rows.

    Temperature scaling of two classifiers at once; what comes out is calibrated.
    """
    rows = np.arange(len(labels))

    def loss(logarithms: npt.NDArray[np.float64]) -> float:
        a, b = np.exp(logarithms)
        chosen = softmax(a * first + b * second, 1.0)[rows, labels]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    start = np.log([1 / fit_temperature(first, labels), 1 / fit_temperature(second, labels) / 4])
    best = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 120})
    a, b = np.exp(best.x)
    return float(a), float(b)


def expected_calibration_error(confidence: Floats, correct: npt.NDArray[np.bool_]) -> float:
    """Mean distance between confidence and accuracy over ten equal bins (Naeini et al. 2015, AAAI)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    total = 0.0
    for index in range(BINS):
        inside = bins == index
        if inside.any():
            total += inside.mean() * abs(correct[inside].mean() - confidence[inside].mean())
    return float(total)
