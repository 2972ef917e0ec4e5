"""Empty databases to measure on, removed afterwards."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError

from bot.catalogue.importers.seed import seed
from bot.database.engine import CONNECT_TIMEOUT, make_engine
from bot.database.errors import DatabaseUnavailable
from bot.database.migrate import upgrade
from bot.paths import CATALOGUE


@contextmanager
def seeded_sqlite() -> Iterator[Engine]:
    """The catalogue that comes with the product, in a file of its own."""
    with tempfile.TemporaryDirectory() as folder, _seeded(f"sqlite:///{Path(folder) / 'benchmark.db'}") as engine:
        yield engine


@contextmanager
def seeded_postgres(server: str) -> Iterator[Engine]:
    """The same in a new database on a PostgreSQL server.

    Args:
        server: URL of a database on it, of a user who may create databases.

    Raises:
        DatabaseUnavailable: the server can't be reached, or refuses.
    """
    admin = create_engine(
        server, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": CONNECT_TIMEOUT}
    )
    name = f"wegwijzer_benchmark_{uuid.uuid4().hex[:12]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    except OperationalError as error:
        raise DatabaseUnavailable(str(error.orig).strip()) from error
    try:
        with _seeded(make_url(server).set(database=name).render_as_string(hide_password=False)) as engine:
            yield engine
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


@contextmanager
def _seeded(url: str) -> Iterator[Engine]:
    upgrade(url)
    engine = make_engine(url)
    try:
        seed(engine, CATALOGUE)
        yield engine
    finally:
        engine.dispose()
