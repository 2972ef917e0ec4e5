"""The ``wegwijzer catalogue benchmark`` command."""

from __future__ import annotations

from contextlib import AbstractContextManager

import typer
from sqlalchemy.engine import Engine

POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(benchmark)


def benchmark(
    enterprises: int = typer.Option(50_000, min=0, help="Zoveel ondernemingen."),
    events: int = typer.Option(10_000, min=0, help="Zoveel evenementen."),
    rounds: int = typer.Option(100, min=1, help="Zo vaak wordt elke soort vraag gesteld."),
    postgres: str = typer.Option(POSTGRES, help="PostgreSQL-server om ook op te meten; leeg slaat dat over."),
) -> None:
    """Meet hoe snel zoekvragen gaan op een opgeblazen catalogus; raakt de eigen databank niet aan."""
    from bot.catalogue.benchmark.databases import seeded_postgres, seeded_sqlite
    from bot.database.errors import DatabaseUnavailable

    _measure("SQLite", seeded_sqlite(), enterprises, events, rounds)
    if postgres:
        try:
            _measure("PostgreSQL", seeded_postgres(postgres), enterprises, events, rounds)
        except DatabaseUnavailable as error:
            typer.echo(f"PostgreSQL: overgeslagen ({error})")


def _measure(title: str, database: AbstractContextManager[Engine], enterprises: int, events: int, rounds: int) -> None:
    from bot.catalogue.benchmark.large import enlarge
    from bot.catalogue.benchmark.timing import GOAL, heading, line, measure

    with database as engine:
        typer.echo(f"\n{title}: {enterprises} ondernemingen en {events} evenementen maken ...")
        enlarge(engine, enterprises, events)
        typer.echo(heading(title))
        timings = []
        for timing in measure(engine, rounds):
            typer.echo(line(timing))
            timings.append(timing)
    in_time = sum(timing.in_time for timing in timings)
    typer.echo(f"{title}: {in_time} van {len(timings)} soorten vragen binnen {GOAL:.0f} ms (p95)")
