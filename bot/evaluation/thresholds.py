"""Chooses the gate's thresholds on the validation questions, for a stated goal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.evaluation.measuring import Outcome
from bot.evaluation.metrics import share, upper_bound
from bot.nlu.gate import WORD, Thresholds, decide

FAR = frozenset({"far", "nonsense"})
NEAR = frozenset({"near"})
ANSWER_STEPS = tuple(round(0.01 * step, 2) for step in range(5, 96))
OUTSIDE_STEPS = tuple(round(0.05 * step, 2) for step in range(2, 19))
SUGGEST_STEPS = (0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2)


@dataclass(frozen=True)
class Goal:
    """What the thresholds must keep to, in shares of the messages outside the domain."""

    far: float = 0.04
    """False answers to messages far outside and to nonsense."""
    near: float = 0.12
    """False answers to messages about neighbouring subjects."""
    certainty: float = 0.7
    """The margin: on so few messages the true share must lie under the goal with this certainty."""
    idle: float = 0.15
    """Suggestions to messages far outside and to nonsense: no harm, but no help either."""
    slack: float = 0.01
    """Right answers that may be given up for fewer wrong ones."""


@dataclass(frozen=True)
class Point:
    """What one set of thresholds gives; shares of the questions inside and of the messages outside."""

    thresholds: Thresholds
    right: float
    offered: float
    wrong: float
    far: float
    near: float
    idle: float
    holds: bool
    """The goal for false answers is kept, margin included."""

    @property
    def coverage(self) -> float:
        """Share of the questions inside that got an answer at once."""
        return self.right + self.wrong

    @property
    def risk(self) -> float:
        """Share of those answers that are wrong."""
        return self.wrong / self.coverage if self.coverage else 0.0


class Trial:
    """Decides again on rankings that were measured once; what did not come from the ranking stays as it was."""

    def __init__(self, inside: Sequence[Outcome], outside: Sequence[Outcome], current: Thresholds) -> None:
        self.current = current
        self._inside = [(outcome, _free(outcome, current)) for outcome in inside]
        self._outside = [(outcome, _free(outcome, current)) for outcome in outside]

    def point(self, thresholds: Thresholds, goal: Goal) -> Point:
        """What ``thresholds`` would have given."""
        inside = [decided_by_ranking(o, thresholds) if free else o for o, free in self._inside]
        outside = [decided_by_ranking(o, thresholds) if free else o for o, free in self._outside]
        far = [o for o in outside if o.question.group in FAR]
        near = [o for o in outside if o.question.group in NEAR]
        bounds = ((far, goal.far), (near, goal.near))
        return Point(
            thresholds,
            share(o.right for o in inside),
            share(o.offered for o in inside),
            share(o.wrong for o in inside),
            share(o.false for o in far),
            share(o.false for o in near),
            share(o.status == "suggested" for o in far),
            all(upper_bound(sum(o.false for o in found), len(found), goal.certainty) <= most for found, most in bounds),
        )

    def curve(self, goal: Goal) -> list[Point]:
        """One point for each threshold of an answer, the others as they are."""
        return [self.point(replace(self.current, answer=answer), goal) for answer in ANSWER_STEPS]

    def propose(self, goal: Goal) -> Point:
        """First the threshold of an answer, then those that decide about suggestions.

        An answer: of all values that keep the goal, those with the most right answers; of these, within ``slack``, the
        highest, because it gives the fewest wrong ones. Suggestions: the most right ones that keep ``idle``; at equal
        profit the shortest lists.

        Raises:
            ValueError: no value keeps the goal.
        """
        possible = [point for point in self.curve(goal) if point.holds]
        if not possible:
            raise ValueError("no threshold keeps the goal; more training messages outside the domain are needed")
        most = max(point.right for point in possible)
        answer = max(p.thresholds.answer for p in possible if p.right >= most - goal.slack)
        base = replace(self.current, answer=answer)
        points = [
            self.point(replace(base, outside=outside, suggest=suggest), goal)
            for outside, suggest in itertools.product(OUTSIDE_STEPS, SUGGEST_STEPS)
        ]
        quiet = [p for p in points if p.holds and p.idle <= goal.idle] or [p for p in points if p.holds]
        return max(quiet, key=lambda p: (round(p.offered, 4), p.thresholds.suggest, -p.idle, -p.thresholds.outside))


def agrees(current: Thresholds, proposed: Thresholds) -> bool:
    """config.yml has the proposed values, to two decimals."""
    pairs = ((current.answer, proposed.answer), (current.suggest, proposed.suggest))
    return all(abs(ours - theirs) < 0.005 for ours, theirs in (*pairs, (current.outside, proposed.outside)))


def _free(outcome: Outcome, current: Thresholds) -> bool:
    """The thresholds alone decided, not a rule before them (personal data, another language, no words)."""
    again = decide(_ranking(outcome), current, _words(outcome))
    return bool(outcome.ranking) and (again.status, again.label) == (outcome.status, outcome.label)


def decided_by_ranking(outcome: Outcome, thresholds: Thresholds) -> Outcome:
    """What ``thresholds`` make of the ranking alone."""
    decision = decide(_ranking(outcome), thresholds, _words(outcome))
    candidates = tuple(label for label, _ in decision.candidates)
    return replace(outcome, status=decision.status, label=decision.label, candidates=candidates)


def _words(outcome: Outcome) -> int:
    return len(WORD.findall(outcome.question.text))


def _ranking(outcome: Outcome) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence} for name, confidence in outcome.ranking]


def validation(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The part that thresholds may be chosen on."""
    return [outcome for outcome in outcomes if outcome.question.part == "validation"]
