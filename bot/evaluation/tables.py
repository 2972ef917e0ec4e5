"""Markdown tables of outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.evaluation.markdown import percent, table
from bot.evaluation.measuring import Outcome, Scores, false_answers, scores
from bot.evaluation.metrics import F1

COLUMNS = ("questions", "first answer right", "right or suggested", "wrong answer", "top 1", "top 3")


def score_cells(found: Scores) -> list[str]:
    """The cells of one row, in the order of ``COLUMNS``."""
    return [str(found.count), *map(percent, (found.right, found.offered, found.wrong, found.top1, found.top3))]


def score_table(name: str, outcomes: Sequence[Outcome], group: Callable[[Outcome], str]) -> str:
    """One row per group, and one for all."""
    names = sorted({group(outcome) for outcome in outcomes})
    rows = [[n, *score_cells(scores([o for o in outcomes if group(o) == n]))] for n in names]
    return table([name, *COLUMNS], [*rows, ["**all**", *score_cells(scores(outcomes))]])


def outside_table(outcomes: Sequence[Outcome]) -> str:
    """Per kind of message outside the domain: what it got."""

    def row(name: str, found: Sequence[Outcome]) -> list[str]:
        suggested = sum(outcome.status == "suggested" for outcome in found) / max(len(found), 1)
        return [name, str(len(found)), percent(false_answers(found)), percent(suggested)]

    kinds = sorted({outcome.question.group for outcome in outcomes})
    rows = [row(kind, [o for o in outcomes if o.question.group == kind]) for kind in kinds]
    return table(("kind", "messages", "false answers", "only suggestions"), [*rows, row("**all**", outcomes)])


def f1_cells(found: F1) -> list[str]:
    """Precision, recall and F1."""
    return [percent(value) for value in (found.precision, found.recall, found.score)]
