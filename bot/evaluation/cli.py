"""The ``wegwijzer evaluate…`` and ``wegwijzer benchmark`` commands."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import typer

from bot.evaluation.kept import ABLATION_FILE, FOLDER, STOCK_FILE, keep
from bot.paths import ROOT
from bot.training import ONE_THREAD, QUIET

EPOCHS = typer.Option(100, min=1, help="Epochs of the ResponseSelector; `rasa init` has 100.")
DIET_EPOCHS = typer.Option(100, min=1, help="Epochs of DIET; `rasa init` has 100.")
QUESTIONS = typer.Option(None, min=1, help="At most so many training questions of each label, for both.")
XSID = typer.Option(None, file_okay=False, exists=True, help="Folder of xSID's data, to measure that too.")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command()(evaluate)
    app.command("evaluate-ablation")(evaluate_ablation)
    app.command("evaluate-stock")(evaluate_stock)
    app.command()(benchmark)


def evaluate(xsid: Path = XSID) -> None:
    """Measure understanding on the questions of tests/nlu; writes docs/evaluation.md and its plots."""
    os.environ.update({**QUIET, **ONE_THREAD})  # threads of numeric libraries only wait for each other
    from bot.evaluation import configured
    from bot.evaluation.entities import entity_scores, find, tagged_messages
    from bot.evaluation.measuring import parser, run
    from bot.evaluation.questions import dialogue, follow_ups, in_domain, outside
    from bot.evaluation.report import Measured, part, report
    from bot.evaluation.variants import learning
    from bot.evaluation.xsid import XsidError, section
    from bot.nlu.encoding import default_encoder
    from bot.training import MODEL

    _trained()
    say("Loading the model")
    parse = parser(MODEL)
    alone = [replace(question, after=None) for question in follow_ups()]
    kinds = {
        "questions": in_domain(),
        "outside the domain": outside(),
        "small talk and look-ups": dialogue(),
        "follow-ups": follow_ups(),
        "follow-ups without the answer before": alone,
    }
    groups = []
    for name, questions in kinds.items():
        say(f"Measuring {len(questions)} messages: {name}")
        groups.append(run(parse, questions))
    tagged = [message for message in tagged_messages() if message.part == "test"]
    entities = entity_scores(find(parse, tagged))
    settings, encoder = configured.classifier(), default_encoder()
    say("Measuring how it learns")
    asked = [outcome.question for outcome in part(groups[0], "test")]
    steps = list(learning(configured.training_data(), encoder, settings, asked))
    extra = []
    if xsid is not None:
        say("Measuring xSID")
        try:
            extra.append(section(xsid, encoder, settings.options))
        except XsidError as error:
            raise typer.BadParameter(str(error)) from error
    inside, beyond, talk, leaning, unleaning = groups
    measured = Measured(
        inside,
        beyond,
        talk,
        configured.thresholds(),
        leaning,
        unleaning,
        entities=entities,
        learning=steps,
        extra=extra,
    )
    text = report(measured, FOLDER)
    (ROOT / "docs" / "evaluation.md").write_text(text, encoding="utf-8")
    typer.echo(text)


def evaluate_ablation() -> None:
    """Measure what each part of the classifier is worth; kept in docs/evaluation, shown by ``evaluate``."""
    os.environ.update({**QUIET, **ONE_THREAD})
    from bot.evaluation import configured
    from bot.evaluation.questions import in_domain, outside
    from bot.evaluation.variants import ablation
    from bot.nlu.encoding import default_encoder

    inside, beyond = ([q for q in questions if q.part == "test"] for questions in (in_domain(), outside()))
    rows = ablation(configured.training_data(), default_encoder(), configured.classifier(), inside, beyond, say)
    note = "The classifier alone, fitted again without one part, on the test part."
    keep(ABLATION_FILE, {"note": note, "variants": rows})
    say(f"Kept in {FOLDER.relative_to(ROOT) / ABLATION_FILE}; `make evaluate` shows it")


def evaluate_stock(epochs: int = EPOCHS, diet_epochs: int = DIET_EPOCHS, questions: int = QUESTIONS) -> None:
    """Train and measure the pipeline of ``rasa init`` beside ours; kept in docs/evaluation, shown by ``evaluate``."""
    os.environ.update(QUIET)
    from bot.evaluation.stock import STOCK_EPOCHS, Epochs, compare

    rows = compare(Epochs(diet_epochs, epochs), questions, say)
    note = "Both were trained from nothing on the same data and measured on the test part, one after the other."
    if questions is not None:
        note += f" Both had at most {questions} questions of each label, so that stock Rasa could finish."
    if Epochs(diet_epochs, epochs) != Epochs():
        note += f" Stock Rasa had {Epochs(diet_epochs, epochs)}, where `rasa init` has {STOCK_EPOCHS} of each."
    keep(STOCK_FILE, {"note": note, "pipelines": rows})
    say(f"Kept in {FOLDER.relative_to(ROOT) / STOCK_FILE}; `make evaluate` shows it")


def benchmark() -> None:
    """Measure speed and memory, with and without each change to Rasa; writes docs/benchmark.md."""
    os.environ.update(QUIET)
    from bot.evaluation.benchmark import report

    _trained()
    text = report(say)
    (ROOT / "docs" / "benchmark.md").write_text(text, encoding="utf-8")
    typer.echo(text)


def say(text: str) -> None:
    """A step, at once."""
    typer.echo(f"==> {text}")


def _trained() -> None:
    from bot.cli import train

    train(force=False)
