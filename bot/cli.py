"""The ``wegwijzer`` command: set up, train, serve, validate, and look after content and data."""

from __future__ import annotations

import datetime as dt
import errno
import sys
import webbrowser
from pathlib import Path
from typing import NoReturn

import typer

from bot.answers.topics import TopicError
from bot.catalogue.benchmark.cli import register as register_benchmark
from bot.clock import today
from bot.database.errors import DatabaseUnavailable
from bot.evaluation.cli import register as register_evaluation
from bot.guides.content import GuideError
from bot.knowledge.facts import FactError
from bot.paths import CATALOGUE
from bot.serving import Address, ServingError
from bot.settings import SettingsError, load_settings
from bot.training import TrainingError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
facts_app = typer.Typer(no_args_is_help=True, help="De feiten: wat moet nagekeken worden.")
catalogue_app = typer.Typer(no_args_is_help=True, help="De lijst van ondernemingen, gemeenten en activiteiten.")
events_app = typer.Typer(no_args_is_help=True, help="De evenementen.")
conversations_app = typer.Typer(no_args_is_help=True, help="De bewaarde gesprekken.")
app.add_typer(facts_app, name="facts")
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(events_app, name="events")
app.add_typer(conversations_app, name="conversations")


def say(text: str) -> None:
    """A step, at once."""
    typer.echo(f"==> {text}" if not text.startswith(" ") else text)
    sys.stdout.flush()


@app.command()
def setup() -> None:
    """Create or migrate the database and fill it with the catalogue."""
    from bot.catalogue.importers.seed import seed
    from bot.database.engine import make_engine
    from bot.database.migrate import upgrade

    url = load_settings().database_url
    upgrade(url)
    for report in seed(make_engine(url), CATALOGUE):
        _show_report(report)


@app.command()
def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Train the model if it is missing or older than its inputs."""
    from bot.training import is_trained
    from bot.training import train as train_model

    if is_trained() and not force:
        say("The model is up to date")
        return
    validate(quiet=True)
    say("Training the model (about a minute)")
    train_model(lambda line: say(f"    {line}"))
    say("Model trained")


@app.command()
def serve(
    port: int = typer.Option(5005, min=1, max=65535, help="Port of the chat page and the web contract."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    open_page: bool = typer.Option(False, "--open", help="Open the chat page in a browser."),
) -> None:
    """Set up the database, train if needed, and serve until Ctrl-C."""
    from bot.serving import check_free
    from bot.serving import serve as serve_both

    address = Address(host, port)
    settings = load_settings()
    check_free(address)
    setup()
    train(force=False)

    def ready() -> None:
        say(f"Ready: {address.page}   (Ctrl-C stops)")
        if open_page:
            webbrowser.open(address.page)

    serve_both(address, settings, say, ready)


@app.command()
def validate(quiet: bool = typer.Option(False, help="Only errors.")) -> None:
    """Controleer feiten, antwoorden en voorbeeldvragen (docs/redactie.md)."""
    from bot.answers.contact_validation import validate_contacts
    from bot.answers.contacts import load_contacts
    from bot.answers.topics import load_topics
    from bot.answers.validation import validate as find
    from bot.guides.entries import load_entries, validate_entries
    from bot.guides.validation import validate_guides
    from bot.knowledge.facts import load_facts

    topics, facts = load_topics(), load_facts()
    findings = [*find(topics, facts, today()), *validate_guides(topics, facts, today())]
    findings += validate_entries(load_entries(), topics)
    findings += validate_contacts(load_contacts(), topics, facts)
    errors = [finding for finding in findings if finding.level == "fout"]
    for finding in errors if quiet else findings:
        typer.echo(f"{finding.level}: {finding.topic}: {finding.text}")
    questions = sum(len(topic.questions) for topic in topics.values())
    summary = f"{len(facts)} feiten, {len(topics)} onderwerpen, {questions} voorbeeldvragen"
    typer.echo(f"{summary}: {len(errors)} fouten, {len(findings) - len(errors)} aandachtspunten")
    if errors:
        raise typer.Exit(1)


@facts_app.command("stale")
def facts_stale(
    days: int = typer.Option(730, min=1, help="Ouder dan zoveel dagen."),
) -> None:
    """Toon de feiten die aan nazicht toe zijn, de oudste eerst."""
    from bot.answers.validation import stale_facts
    from bot.knowledge.facts import load_facts

    due = stale_facts(load_facts().values(), today(), days)
    for fact in due:
        typer.echo(f"{fact.as_of:10}  {fact.id:45} {fact.question}")
    typer.echo(f"{len(due)} feiten na te kijken")


@catalogue_app.command("import")
def catalogue_import(
    folder: Path = typer.Argument(CATALOGUE, exists=True, file_okay=False, help="Map met de CSV-bestanden."),
) -> None:
    """Lees de catalogus opnieuw in; een bestand met een fout wordt in zijn geheel geweigerd."""
    from bot.catalogue.importers.seed import seed
    from bot.database.engine import make_engine
    from bot.database.migrate import upgrade

    url = load_settings().database_url
    upgrade(url)
    reports = seed(make_engine(url), folder)
    for report in reports:
        _show_report(report, always=True)
    if not all(report.applied for report in reports):
        raise typer.Exit(1)


@events_app.command("import")
def events_import(
    source: str = typer.Argument(..., metavar="FILE|URL", help="Een .ics- of .csv-bestand, of een webadres ervan."),
) -> None:
    """Lees evenementen in uit een iCalendar- of CSV-bestand, van schijf of van het web."""
    from bot.catalogue.importers.download import DownloadError
    from bot.catalogue.importers.feeds import import_events
    from bot.database.engine import make_engine
    from bot.database.migrate import upgrade

    url = load_settings().database_url
    upgrade(url)
    try:
        report = import_events(make_engine(url), source)
    except DownloadError as error:
        _stop(str(error))
    _show_report(report, always=True)
    if not report.applied:
        raise typer.Exit(1)


@events_app.command("sync")
def events_sync() -> None:
    """Lees alle agenda's van WEGWIJZER_EVENT_FEEDS opnieuw in (voor cron); een dode agenda verandert niets."""
    from bot.catalogue.importers.feeds import sync
    from bot.database.engine import make_engine
    from bot.database.migrate import upgrade

    settings = load_settings()
    if not settings.event_feeds:
        say("Geen agenda's ingesteld (WEGWIJZER_EVENT_FEEDS)")
        return
    upgrade(settings.database_url)
    failed = 0
    for outcome in sync(make_engine(settings.database_url), settings.event_feeds):
        if outcome.report is not None:
            say(outcome.feed)
            _show_report(outcome.report, always=True)
        else:
            say(f"{outcome.problem}; er is niets gewijzigd")
        failed += not outcome.applied
    if failed:
        say(f"{failed} van {len(settings.event_feeds)} agenda's niet ingelezen")
        raise typer.Exit(1)


@conversations_app.command("prune")
def conversations_prune(
    days: int | None = typer.Option(None, min=0, help="Standaard de bewaartermijn."),
) -> None:
    """Wis gesprekken die ouder zijn dan de bewaartermijn (voor cron)."""
    from bot.database.engine import make_engine
    from bot.database.session import session_factory
    from bot.dialogue.conversations import Conversations

    settings = load_settings()
    kept = dt.timedelta(days=settings.retention_days if days is None else days)
    removed = Conversations(session_factory(make_engine(settings.database_url))).prune(kept)
    typer.echo(f"{removed} gesprekken gewist")


def _show_report(report: object, always: bool = False) -> None:
    from bot.catalogue.importers.report import ImportReport

    if not isinstance(report, ImportReport):
        return
    counts = report.counts
    changed = counts.added or counts.changed or counts.removed
    if always or changed or not report.applied:
        outcome = "ingelezen" if report.applied else "GEWEIGERD"
        numbers = f"{counts.added} nieuw, {counts.changed} gewijzigd, {counts.removed} weg, {counts.unchanged} gelijk"
        say(f"{report.file} {outcome}: {numbers}")
    for rejection in report.rejections:
        say(f"    {rejection}")


register_evaluation(app)
register_benchmark(catalogue_app)


def main() -> None:
    """Run the command; what a person can mend is said in one sentence, without a stack trace."""
    try:
        app()
    except (SettingsError, TrainingError, ServingError, FactError, TopicError, GuideError) as error:
        _stop(str(error))
    except DatabaseUnavailable as error:
        _stop(f"the database can't be used ({error}); check WEGWIJZER_DATABASE_URL and that the server runs.")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            _stop("the disk is full; free some space and try again.")
        raise


def _stop(sentence: str) -> NoReturn:
    typer.echo(f"\nStopped: {sentence}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
