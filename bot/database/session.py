"""One session per piece of work: committed when it ends well, rolled back when it doesn't, always closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.database.engine import SQLITE_BEGIN
from bot.database.errors import reporting_unavailability


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions on this engine, 2.0 style; what was read stays readable after the commit."""
    return sessionmaker(bind=engine, future=True, expire_on_commit=False)


@contextmanager
def transaction(factory: sessionmaker[Session], *, write: bool = False) -> Iterator[Session]:
    """Hold one session with one transaction.

    Args:
        factory: from :func:`session_factory`.
        write: set it when the work reads first and writes then. SQLite takes the write lock at once and waits
            its turn; otherwise another process may write in between and the work fails. PostgreSQL needs
            nothing.

    Raises:
        DatabaseUnavailable: the database can't be reached, is locked, or lacks its tables.
    """
    with reporting_unavailability(), factory.begin() as session:
        if write:
            session.connection(execution_options={SQLITE_BEGIN: "IMMEDIATE"})
        yield session
