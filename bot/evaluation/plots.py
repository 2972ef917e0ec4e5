"""The plots of docs/evaluation.md: the same numbers give the same file, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.evaluation.metrics import Bin
from bot.evaluation.thresholds import Goal, Point

STYLE = {
    "svg.hashsalt": "wegwijzer",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
}
BLUE, ORANGE, GREEN, RED, GREY = "#2563a8", "#c8641e", "#2e7d4f", "#b3262e", "#6b7280"


@contextmanager
def _axes(path: Path, x: str, y: str, size: tuple[float, float] = (6.4, 3.8)) -> Iterator[Any]:
    """Axes to draw on, saved to ``path`` as SVG without a date."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    path.parent.mkdir(parents=True, exist_ok=True)
    with rc_context(STYLE):
        figure = Figure(figsize=size)
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        yield axes
        handles, _ = axes.get_legend_handles_labels()
        if handles:
            axes.legend(frameon=False, fontsize=9)
        figure.savefig(path, format="svg", metadata={"Date": None})


def threshold_curve(path: Path, points: Sequence[Point], chosen: float, goal: Goal) -> None:
    """Right, wrong and false answers against the threshold of an answer, on the validation part."""
    steps = [point.thresholds.answer for point in points]
    with _axes(path, "threshold of an answer", "share (%)") as axes:
        for name, colour, values in (
            ("right answers", GREEN, [p.right for p in points]),
            ("wrong answers", RED, [p.wrong for p in points]),
            ("false answers, near the domain", ORANGE, [p.near for p in points]),
            ("false answers, far and nonsense", BLUE, [p.far for p in points]),
        ):
            axes.plot(steps, [100 * value for value in values], color=colour, label=name)
        axes.axhline(100 * goal.near, color=ORANGE, linestyle=":", linewidth=1)
        axes.axhline(100 * goal.far, color=BLUE, linestyle=":", linewidth=1)
        axes.axvline(chosen, color=GREY, linestyle="--", label="config.yml")
        axes.set_ylim(0, 100)


def risk_coverage(path: Path, points: Sequence[Point], chosen: float) -> None:
    """Share of answers that are wrong against the share of questions answered at once, on the validation part."""
    with _axes(path, "questions answered at once (%)", "of those wrong (%)") as axes:
        axes.plot([100 * p.coverage for p in points], [100 * p.risk for p in points], color=BLUE)
        at = min(points, key=lambda point: abs(point.thresholds.answer - chosen))
        axes.plot([100 * at.coverage], [100 * at.risk], "o", color=GREY, label="config.yml")
        axes.set_ylim(bottom=0)


def reliability_plot(path: Path, bins: Sequence[Bin]) -> None:
    """Confidence of the first label against how often it is right; the area of a dot is the number of questions."""
    total = sum(found.count for found in bins) or 1
    with _axes(path, "confidence (%)", "right (%)", (4.8, 4.2)) as axes:
        axes.plot([0, 100], [0, 100], color=GREY, linestyle="--", label="perfect")
        sizes = [20 + 1500 * found.count / total for found in bins]
        confidence = [100 * found.confidence for found in bins]
        axes.plot(confidence, [100 * found.accuracy for found in bins], color=BLUE, label="measured")
        axes.scatter(confidence, [100 * found.accuracy for found in bins], s=sizes, color=BLUE, alpha=0.35)
        axes.set_xlim(0, 103)
        axes.set_ylim(0, 103)


def learning_curve(path: Path, steps: Sequence[tuple[float, float, float]]) -> None:
    """(questions per topic, first label right, among the first three) as shares."""
    with _axes(path, "training questions per topic", "share of the test questions (%)") as axes:
        counts = [count for count, _, _ in steps]
        axes.plot(counts, [100 * top3 for _, _, top3 in steps], "o-", color=GREEN, label="among the first three")
        axes.plot(counts, [100 * top1 for _, top1, _ in steps], "o-", color=BLUE, label="first")
        axes.set_xlim(left=0)


def confusion_plot(path: Path, pairs: Sequence[tuple[str, str, int]]) -> None:
    """How often one answer was given for another."""
    with _axes(path, "times", "", (7.6, 0.7 + 0.3 * max(len(pairs), 1))) as axes:
        names = [f"{given} instead of {wanted}" for wanted, given, _ in reversed(pairs)]
        axes.barh(range(len(pairs)), [count for _, _, count in reversed(pairs)], color=ORANGE)
        axes.set_yticks(range(len(pairs)), names, fontsize=7)
        axes.xaxis.get_major_locator().set_params(integer=True)
