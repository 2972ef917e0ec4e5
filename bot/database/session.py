"""One session per piece of work: committed when it ends well, rolled back when it doesn't, always closed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.database.engine import SQLITE_BEGIN, sqlite_path
from bot.database.errors import DatabaseUnavailable, reporting_unavailability

WRITE_TIMEOUT = 10.0
"""Seconds to wait for the other writers of this process to the same SQLite file."""


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
    turn = _write_turn(factory.kw["bind"]) if write else nullcontext()
    with turn, reporting_unavailability(), factory.begin() as session:
        if write:
            session.connection(execution_options={SQLITE_BEGIN: "IMMEDIATE"})
        yield session


@contextmanager
def _write_turn(engine: Engine) -> Iterator[None]:
    """Let the threads of this process write to a SQLite file one after the other, in the order they came.

    SQLite itself lets whoever tries again at the right moment go first; with eight visitors at once some waited until
    its time-out.
    """
    path = sqlite_path(engine.url)
    if path is None:
        yield
        return
    with _QUEUES.setdefault(path, _Queue()).turn():
        yield


class _Queue:
    """First come, first served; a plain lock is not."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        ticket = object()
        with self._changed:
            self._waiting.append(ticket)
            if not self._changed.wait_for(lambda: self._waiting[0] is ticket, WRITE_TIMEOUT):
                self._waiting.remove(ticket)
                raise DatabaseUnavailable("other writes take too long")
        try:
            yield
        finally:
            with self._changed:
                self._waiting.popleft()
                self._changed.notify_all()


_QUEUES: dict[Path, _Queue] = {}
