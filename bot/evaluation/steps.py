"""What the steps around the classifier are worth: the same messages with and without each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.evaluation.markdown import percent, table
from bot.evaluation.measuring import Outcome, false_answers
from bot.evaluation.metrics import share
from bot.evaluation.thresholds import FAR, NEAR, decided_by_ranking
from bot.nlu.gate import FOREIGN_LABELS, Thresholds

Rate = Callable[[Sequence[Outcome]], float]


@dataclass(frozen=True)
class Step:
    """``rate`` of the same messages with and without the step."""

    name: str
    measure: str
    rate: Rate
    whole: Sequence[Outcome]
    without: Sequence[Outcome]


def steps_table(
    inside: Sequence[Outcome],
    outside: Sequence[Outcome],
    follow_ups: Sequence[Outcome],
    alone: Sequence[Outcome],
    thresholds: Thresholds,
) -> str:
    """``alone`` are the follow-ups again, read without the answer before."""
    foreign = [o for o in outside if o.question.group == "foreign"]
    near, far = ([o for o in outside if o.question.group in groups] for groups in (NEAR, FAR))
    unheard = [decided_by_ranking(o, thresholds) for o in foreign]
    steps = (
        Step("language identifier", "messages in another language recognised", _foreign, foreign, unheard),
        Step("gate", "false answers near the domain", false_answers, near, _ungated(near)),
        Step("gate", "false answers far outside and to nonsense", false_answers, far, _ungated(far)),
        Step("gate", "wrong answers", _wrong, inside, _ungated(inside)),
        Step("last answer in mind", "follow-ups right", _right, follow_ups, alone),
        Step("last answer in mind", "follow-ups right or suggested", _offered, follow_ups, alone),
    )
    rows = [[s.name, s.measure, str(len(s.whole)), percent(s.rate(s.whole)), percent(s.rate(s.without))] for s in steps]
    return table(("step", "measure", "messages", "with", "without"), rows)


def _ungated(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The first label is given, however unsure."""
    return [replace(o, status="answered", label=o.ranking[0][0], candidates=()) if o.ranking else o for o in outcomes]


def _foreign(outcomes: Sequence[Outcome]) -> float:
    return share(o.label in FOREIGN_LABELS for o in outcomes)


def _right(outcomes: Sequence[Outcome]) -> float:
    return share(o.right for o in outcomes)


def _offered(outcomes: Sequence[Outcome]) -> float:
    return share(o.offered for o in outcomes)


def _wrong(outcomes: Sequence[Outcome]) -> float:
    return share(o.wrong for o in outcomes)
