"""Making an engine: the differences between SQLite and PostgreSQL live here."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.pool import NullPool

CONNECT_TIMEOUT = 5
"""Seconds to wait for a PostgreSQL server, or for a free connection in the pool."""
BUSY_TIMEOUT = 2.0
"""Seconds to wait for another process that is writing to the SQLite file."""
SQLITE_BEGIN = "sqlite_begin"
"""Execution option of a connection: ``IMMEDIATE`` takes the write lock at the start of the transaction."""


def make_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """Make an engine; no connection is opened yet.

    A SQLite file must exist already: only :func:`bot.database.migrate.upgrade` creates one. If it disappears
    while the server runs, the next transaction fails instead of starting an empty database.

    Args:
        url: ``sqlite:///path/to/file.db`` or ``postgresql://user:password@host/name``.
        foreign_keys: only migrations put this off, because SQLite rebuilds a table by dropping it.

    Raises:
        ValueError: for a SQLite database in memory, or another kind of database.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite_engine(parsed, foreign_keys)
    if backend == "postgresql":
        return create_engine(
            parsed,
            future=True,
            pool_pre_ping=True,
            pool_timeout=CONNECT_TIMEOUT,
            connect_args={"connect_timeout": CONNECT_TIMEOUT},
        )
    raise ValueError(f"use sqlite:///… or postgresql://…, not {backend}")


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite URL, absolute; ``None`` for another kind of database.

    Raises:
        ValueError: for a SQLite database in memory.
    """
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ValueError("use sqlite:///path/to/file.db: a database in memory is lost with its connection")
    return Path(url.database).expanduser().absolute()


def _sqlite_engine(url: URL, foreign_keys: bool) -> Engine:
    path = sqlite_path(url)
    if path is None:
        raise ValueError("not a SQLite URL")
    address = f"{path.as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)
        try:
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(url, future=True, creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Start the transaction ourselves: Python's driver would leave reads and DDL outside of it."""
    how = connection.get_execution_options().get(SQLITE_BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")
