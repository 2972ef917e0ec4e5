"""Writes docs/evaluation.md and its plots from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.answers.topics import REDIRECTION
from bot.clock import today
from bot.evaluation import plots
from bot.evaluation.entities import EntityScore
from bot.evaluation.kept import ablation_section, stock_section
from bot.evaluation.markdown import percent, table
from bot.evaluation.measuring import Outcome, confusions, percentile, reliability_bins
from bot.evaluation.metrics import auroc, calibration_error
from bot.evaluation.questions import Part
from bot.evaluation.steps import steps_table
from bot.evaluation.tables import f1_cells, outside_table, score_table
from bot.evaluation.thresholds import Goal, Point, Trial, agrees
from bot.nlu.gate import Thresholds

INTRODUCTION = (
    "Made by `make evaluate` on {date}. The questions of `tests/nlu` were written by people who had not seen the "
    "training questions: some for each topic, others for each fact, without the topics at hand (each answer that "
    "states the fact is right). One in four (the validation part) is for choosing thresholds and for mending the data; "
    "every other table counts the test part only. A share of one group carries a few points of chance."
)
MEANING = (
    "*First answer right*: the wanted answer was given at once. *Right or suggested*: it was given or stood among the "
    "suggestions. *Wrong answer*: another one was given; what is missing from 100 % was asked back or searched. "
    "*Top 1* and *top 3*: the ranking before the gate decides."
)


@dataclass(frozen=True)
class Measured:
    """Everything that one run found out, both parts of the questions."""

    inside: Sequence[Outcome]
    outside: Sequence[Outcome]
    dialogue: Sequence[Outcome]
    thresholds: Thresholds
    follow_ups: Sequence[Outcome] = ()
    follow_ups_alone: Sequence[Outcome] = ()
    """The same without the answer before."""
    entities: Sequence[EntityScore] = ()
    learning: Sequence[tuple[float, float, float]] = ()
    extra: Sequence[str] = field(default=())
    """Ready sections, such as another data set."""


def part(outcomes: Sequence[Outcome], wanted: Part) -> list[Outcome]:
    """The outcomes of one part of the questions."""
    return [outcome for outcome in outcomes if outcome.question.part == wanted]


def report(measured: Measured, folder: Path) -> str:
    """The whole report as Markdown; its plots go to ``folder``, where the kept results of slow runs stand too."""
    inside, outside = part(measured.inside, "test"), part(measured.outside, "test")
    sections = [
        "# Evaluation of understanding",
        INTRODUCTION.format(date=today().isoformat()),
        "## Questions that have an answer",
        MEANING,
        score_table("register", inside, lambda outcome: outcome.question.group),
        score_table("written for a", inside, lambda outcome: outcome.question.written_for),
        score_table("who asks", [o for o in inside if o.question.persona], lambda outcome: outcome.question.persona),
        score_table("theme", inside, lambda outcome: outcome.question.theme),
        "## Messages outside the domain",
        _separation(inside, outside),
        outside_table(outside),
        "## Small talk and look-ups",
        score_table("intent", part(measured.dialogue, "test"), lambda outcome: outcome.question.group),
        *_entities(measured.entities),
        "## Thresholds",
        *_thresholds(measured, folder),
        "## Confidence",
        *_confidence(inside, folder),
        *_learning(measured.learning, folder),
        *_steps(measured, inside, outside),
        *stock_section(folder),
        *ablation_section(folder),
        *measured.extra,
        "## Most frequent confusions",
        *_confusions(measured, folder),
        "## Time",
        f"A parse took {percentile(inside, 50):.1f} ms (median), {percentile(inside, 95):.1f} ms (95th percentile), on "
        "one thread of the machine that this ran on, through Rasa. `make benchmark` measures time in earnest.",
    ]
    return "\n\n".join(sections) + "\n"


def _separation(inside: Sequence[Outcome], outside: Sequence[Outcome]) -> str:
    """AUROC of the confidence in the likeliest answer."""
    answerable = [o.answer_confidence for o in inside if not o.question.label.startswith(REDIRECTION)]
    groups = {
        "near the domain": [o.answer_confidence for o in outside if o.question.group == "near"],
        "far outside and nonsense": [o.answer_confidence for o in outside if o.question.group in ("far", "nonsense")],
        "all kinds": [o.answer_confidence for o in outside],
    }
    figures = [f"{name} {auroc(answerable, found):.3f}" for name, found in groups.items() if found and answerable]
    return (
        "How well the confidence in the likeliest answer separates questions that have one from messages that have "
        f"none (AUROC; 1 is perfect, 0.5 is chance): {', '.join(figures)}. A polite redirection (`faq/buiten-…`) is no "
        "false answer."
    )


def _entities(scores: Sequence[EntityScore]) -> list[str]:
    if not scores:
        return []
    header = ("entity", "mentions", "words: precision", "recall", "F1", "value: precision", "recall", "F1")
    rows = [[s.entity, str(s.span.wanted), *f1_cells(s.span), *f1_cells(s.value)] for s in scores]
    explanation = "*Words*: the right words with the right name. *Value*: the right name and value of the catalogue."
    return ["## Entities", explanation, table(header, rows)]


def _thresholds(measured: Measured, folder: Path) -> list[str]:
    goal = Goal()
    trial = Trial(part(measured.inside, "validation"), part(measured.outside, "validation"), measured.thresholds)
    points = trial.curve(goal)
    chosen = measured.thresholds
    plots.threshold_curve(folder / "thresholds.svg", points, chosen.answer, goal)
    plots.risk_coverage(folder / "risk-coverage.svg", points, chosen.answer)
    return [
        f"Chosen on the validation part for this goal: false answers at most {percent(goal.far, 0)} far outside and "
        f"for nonsense, {percent(goal.near, 0)} near the domain, each with {percent(goal.certainty, 0)} certainty on "
        f"so few messages; then the most right answers (up to {percent(goal.slack)} are given up for fewer wrong "
        f"ones); then the most right suggestions while at most {percent(goal.idle, 0)} of the far and nonsense "
        "messages get any.",
        thresholds_table(trial, goal),
        f"![Answers against the threshold]({folder.name}/thresholds.svg)",
        f"![Risk and coverage]({folder.name}/risk-coverage.svg)",
    ]


def thresholds_table(trial: Trial, goal: Goal) -> str:
    """config.yml beside what ``bot.evaluation.thresholds`` proposes, and whether they agree."""
    rows = [_threshold_row("config.yml", trial.point(trial.current, goal))]
    try:
        proposed = trial.propose(goal)
    except ValueError as error:
        verdict = f"Nothing to propose: {error}."
    else:
        rows.append(_threshold_row("proposed", proposed))
        same = agrees(trial.current, proposed.thresholds)
        verdict = "config.yml has the proposed values." if same else "config.yml has other values than proposed."
    header = ("", "answer", "suggest", "outside", "right", "right or suggested", "wrong", "false far", "false near")
    return table((*header, "goal kept"), rows) + f"\n\n{verdict}"


def _threshold_row(name: str, point: Point) -> list[str]:
    values = (point.thresholds.answer, point.thresholds.suggest, point.thresholds.outside)
    shares = (point.right, point.offered, point.wrong, point.far, point.near)
    return [name, *(f"{value:.2f}" for value in values), *map(percent, shares), "yes" if point.holds else "no"]


def _confidence(inside: Sequence[Outcome], folder: Path) -> list[str]:
    bins = reliability_bins(inside)
    plots.reliability_plot(folder / "reliability.svg", bins)
    return [
        f"Expected calibration error of the first label (after temperature scaling, ten bins): "
        f"{calibration_error(bins):.3f}.",
        f"![Confidence against accuracy]({folder.name}/reliability.svg)",
    ]


def _learning(steps: Sequence[tuple[float, float, float]], folder: Path) -> list[str]:
    if not steps:
        return []
    plots.learning_curve(folder / "learning-curve.svg", steps)
    rows = [[f"{count:.0f}", percent(top1), percent(top3)] for count, top1, top3 in steps]
    return [
        "## Learning curve",
        "The classifier alone, trained on so many questions of each topic (the last row: on all; their average).",
        table(("questions per topic", "top 1", "top 3"), rows),
        f"![Learning curve]({folder.name}/learning-curve.svg)",
    ]


def _steps(measured: Measured, inside: Sequence[Outcome], outside: Sequence[Outcome]) -> list[str]:
    if not measured.follow_ups:
        return []
    follow_ups, alone = (part(found, "test") for found in (measured.follow_ups, measured.follow_ups_alone))
    explanation = (
        "The same messages once more: by the ranking alone, without the language identifier; with the first label "
        "always given; and, for follow-ups, without the answer that was given before."
    )
    rows = steps_table(inside, outside, follow_ups, alone, measured.thresholds)
    return ["## What each step is worth", explanation, rows]


def _confusions(measured: Measured, folder: Path) -> list[str]:
    pairs = confusions(part(measured.inside, "test"))
    plots.confusion_plot(folder / "confusions.svg", pairs)
    validation = confusions(part(measured.inside, "validation"))
    lines = "\n".join(f"- {wanted} got {given}: {count}" for wanted, given, count in validation) or "None."
    return [
        f"![Confusions]({folder.name}/confusions.svg)",
        "Those of the validation part, which may be read to mend the data:",
        lines,
    ]
