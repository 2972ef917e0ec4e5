"""The ``wegwijzer evaluate…`` commands."""

from __future__ import annotations

import typer

from bot.evaluation.kept import FOLDER
from bot.paths import ROOT


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(evaluate)


def evaluate() -> None:
    """Measure understanding on the questions of tests/nlu; writes docs/evaluation.md and its plots."""
    from bot.evaluation.configured import thresholds
    from bot.evaluation.entities import entity_scores, find, tagged_messages
    from bot.evaluation.measuring import parser, run
    from bot.evaluation.questions import dialogue, in_domain, outside
    from bot.evaluation.report import Measured, report
    from bot.training import MODEL

    _trained()
    say("Loading the model")
    parse = parser(MODEL)
    groups = []
    for name, questions in (("questions", in_domain()), ("outside", outside()), ("dialogue", dialogue())):
        say(f"Measuring {len(questions)} messages: {name}")
        groups.append(run(parse, questions))
    tagged = [message for message in tagged_messages() if message.part == "test"]
    measured = Measured(groups[0], groups[1], groups[2], thresholds(), entity_scores(find(parse, tagged)))
    text = report(measured, FOLDER)
    (ROOT / "docs" / "evaluation.md").write_text(text, encoding="utf-8")
    typer.echo(text)


def say(text: str) -> None:
    """A step, at once."""
    typer.echo(f"==> {text}")


def _trained() -> None:
    from bot.cli import train

    train(force=False)
