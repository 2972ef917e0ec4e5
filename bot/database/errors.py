"""When the database can't be used, callers get one exception and need not know SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_SQLITE_SIGNS = (
    "no such table",
    "no such column",
    "has no column named",
    "unable to open",
    "locked",
    "busy",
    "readonly",
    "disk i/o",
    "disk is full",
    "malformed",
    "not a database",
)
_POSTGRES_MISSING = {"42P01": "table", "42703": "column", "3F000": "schema"}


class DatabaseUnavailable(Exception):
    """The database can't be reached, is locked too long, or doesn't hold the tables it should.

    The cause is chained. A broken rule of the data itself (integrity) is never this.
    """


@contextmanager
def reporting_unavailability() -> Iterator[None]:
    """Turn an engine's way of saying "not now" into :class:`DatabaseUnavailable`; the rest passes."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise DatabaseUnavailable(reason) from error


def _reason(error: DBAPIError | PoolTimeout) -> str | None:
    if isinstance(error, PoolTimeout):
        return "all database connections are in use"
    # The first line only: what follows may repeat values of the statement.
    message = str(error.orig).partition("\n")[0].strip() or type(error.orig).__name__
    if error.connection_invalidated:
        return message
    if type(error.orig).__module__.startswith("sqlite3"):
        known = isinstance(error, DatabaseError) and any(sign in message.lower() for sign in _SQLITE_SIGNS)
        return message if known or isinstance(error, InterfaceError) else None
    if isinstance(error, (OperationalError, InterfaceError)):
        return message
    return message if getattr(error.orig, "pgcode", None) in _POSTGRES_MISSING else None
