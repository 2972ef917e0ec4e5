"""Numbers that say how good a ranking, a confidence or a set of entities is; plain functions on plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta, rankdata

BINS = 10


def share(values: Iterable[object]) -> float:
    """Share of true values, between 0 and 1; 0 when there are none."""
    kept = [bool(value) for value in values]
    return sum(kept) / len(kept) if kept else 0.0


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores higher than a negative; a tie counts half (Mann and Whitney 1947).

    Raises:
        ValueError: one of both is empty.
    """
    if not positive or not negative:
        raise ValueError("AUROC needs at least one value on either side")
    ranks = rankdata([*positive, *negative])
    above = float(ranks[: len(positive)].sum()) - len(positive) * (len(positive) + 1) / 2
    return above / (len(positive) * len(negative))


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability diagram: what was promised and what came of it, as shares."""

    count: int
    confidence: float
    accuracy: float


def reliability(confidence: Sequence[float], correct: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Equal bins of confidence that hold something, from low to high."""
    values, right = np.array(confidence), np.array(correct)
    numbers = np.minimum((values * bins).astype(int), bins - 1)
    found = [numbers == number for number in range(bins)]
    return [Bin(int(i.sum()), float(values[i].mean()), float(right[i].mean())) for i in found if i.any()]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance of confidence and accuracy, by count (Naeini et al. 2015, AAAI)."""
    total = sum(found.count for found in bins)
    return sum(found.count * abs(found.confidence - found.accuracy) for found in bins) / total if total else 0.0


@dataclass(frozen=True)
class F1:
    """``wanted`` and ``found`` count things, ``both`` those that were found as wanted."""

    wanted: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.wanted if self.wanted else 0.0

    @property
    def score(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / (self.wanted + self.found) if self.wanted + self.found else 0.0


def f1(pairs: Iterable[tuple[Sequence[Hashable], Sequence[Hashable]]]) -> F1:
    """Micro-averaged over (wanted, found) of each message; doubles count as often as they stand there."""
    wanted = found = both = 0
    for wished, given in pairs:
        wanted += len(wished)
        found += len(given)
        both += (Counter(wished) & Counter(given)).total()
    return F1(wanted, found, both)


def upper_bound(hits: int, count: int, certainty: float) -> float:
    """The true share lies below this with so much certainty (Jeffreys' one-sided interval); 1 when nothing was seen."""
    if not count or hits == count:
        return 1.0
    return float(beta.ppf(certainty, hits + 0.5, count - hits + 0.5))
