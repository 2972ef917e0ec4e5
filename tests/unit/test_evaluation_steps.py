"""What a step is worth is told by the same messages with and without it."""

from __future__ import annotations

from bot.evaluation.measuring import Outcome
from bot.evaluation.questions import Question
from bot.evaluation.steps import steps_table
from bot.nlu.gate import Thresholds

THRESHOLDS = Thresholds(answer=0.5, suggest=0.1, outside=0.5)


def outcome(group: str, wanted: str, given: str | None, first: str, confidence: float) -> Outcome:
    status = "answered" if given else "suggested"
    return Outcome(Question("een vraag", wanted, group, "test"), status, given, (), ((first, confidence),))


def row_of(table: str, measure: str) -> list[str]:
    (line,) = (line for line in table.splitlines() if measure in line)
    return [cell.strip() for cell in line.strip("|").split("|")][2:]


INSIDE = [
    outcome("neutral", "faq/loon", "faq/loon", "faq/loon", 0.9),
    outcome("neutral", "faq/loon", None, "faq/premie", 0.3),
]
OUTSIDE = [
    outcome("near", "refused", None, "faq/premie", 0.2),
    outcome("far", "refused", "out_of_scope", "out_of_scope", 0.9),
    outcome("foreign", "refused", "foreign_language_french", "faq/premie", 0.2),
    outcome("foreign", "refused", "foreign_language_other", "foreign_language_other", 0.9),
]
LEANING = [outcome("follow-up", "faq/duur", "faq/duur", "faq/duur", 0.8)]
ALONE = [outcome("follow-up", "faq/duur", None, "faq/loon", 0.2)]


def test_each_step_is_told_with_and_without() -> None:
    found = steps_table(INSIDE, OUTSIDE, LEANING, ALONE, THRESHOLDS)
    assert row_of(found, "another language") == ["2", "100.0 %", "50.0 %"]
    assert row_of(found, "near the domain") == ["1", "0.0 %", "100.0 %"]
    assert row_of(found, "far outside") == ["1", "0.0 %", "0.0 %"]
    assert row_of(found, "wrong answers") == ["2", "0.0 %", "50.0 %"]
    assert row_of(found, "| follow-ups right |") == ["1", "100.0 %", "0.0 %"]
