"""A database that is away, empty or locked is one plain exception, and soon."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError

from bot.catalogue.importers import import_activities
from bot.catalogue.models import Activity
from bot.catalogue.queries import coming_events, count_enterprises
from bot.database import DatabaseUnavailable, make_engine, session_factory, transaction
from bot.database.migrate import current_revision, upgrade
from bot.paths import CATALOGUE

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    path = tmp_path / "wegwijzer.db"
    upgrade(f"sqlite:///{path}")
    return path


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another program holds the database."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(how)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("DELETE FROM catalogue_import_run")
    try:
        yield
    finally:
        other.close()


def test_a_file_that_is_removed_while_the_engine_lives_is_unavailable(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    with transaction(factory) as session:
        assert count_enterprises(session) == 0
    sqlite_file.unlink()
    with (
        pytest.raises(DatabaseUnavailable, match="unable to open") as caught,
        transaction(factory) as session,
    ):
        count_enterprises(session)
    assert isinstance(caught.value.__cause__, OperationalError)
    assert not sqlite_file.exists()


def test_an_empty_file_in_its_place_is_unavailable(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    sqlite_file.unlink()
    sqlite_file.touch()
    with pytest.raises(DatabaseUnavailable, match="no such table"), transaction(factory) as session:
        count_enterprises(session)


def test_a_file_that_is_no_database_is_unavailable(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    sqlite_file.write_text("dit is geen databank " * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="not a database"), transaction(factory) as session:
        count_enterprises(session)


def test_writing_to_a_locked_file_is_unavailable_within_three_seconds(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    with held(sqlite_file, "PRAGMA locking_mode = NORMAL"):
        started = time.monotonic()
        with (
            pytest.raises(DatabaseUnavailable, match="locked"),
            transaction(factory, write=True) as session,
        ):
            session.add(Activity(code="x", label="X"))
        assert 1.5 < time.monotonic() - started < 3
        with transaction(factory) as session:
            assert coming_events(session, now=NOW).total == 0


def test_reading_is_unavailable_too_when_the_other_program_shares_nothing(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    with held(sqlite_file, "PRAGMA locking_mode = EXCLUSIVE"):
        started = time.monotonic()
        with pytest.raises(DatabaseUnavailable, match="locked"), transaction(factory) as session:
            count_enterprises(session)
        assert time.monotonic() - started < 3
    with transaction(factory) as session:
        assert count_enterprises(session) == 0


def test_an_import_into_a_missing_database_is_unavailable_not_a_rejection(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'nergens.db'}")
    with pytest.raises(DatabaseUnavailable):
        import_activities(engine, CATALOGUE / "activities.csv")
    with pytest.raises(DatabaseUnavailable):
        current_revision(engine)


def test_a_server_that_does_not_answer_is_unavailable() -> None:
    factory = session_factory(make_engine("postgresql://postgres@127.0.0.1:9/wegwijzer"))
    started = time.monotonic()
    with pytest.raises(DatabaseUnavailable), transaction(factory) as session:
        count_enterprises(session)
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
def test_missing_tables_are_unavailable(empty_url: str) -> None:
    engine = make_engine(empty_url)
    with pytest.raises(DatabaseUnavailable), transaction(session_factory(engine)) as session:
        count_enterprises(session)
    engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_the_server_closed_is_replaced(engine: Engine) -> None:
    factory = session_factory(engine)
    with transaction(factory) as session:
        own = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    killer = make_engine(engine.url.render_as_string(hide_password=False))
    with killer.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
    killer.dispose()
    with transaction(factory) as session:
        assert count_enterprises(session) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_breaks_halfway_is_unavailable(engine: Engine) -> None:
    with pytest.raises(DatabaseUnavailable), transaction(session_factory(engine)) as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_a_broken_rule_of_the_data_is_not_unavailability(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(session_factory(engine), write=True) as session:
        session.add_all([Activity(code="x", label="zelfde"), Activity(code="y", label="zelfde")])


def test_a_mistake_in_a_statement_is_not_unavailability(engine: Engine) -> None:
    with (
        pytest.raises((OperationalError, ProgrammingError)) as caught,
        transaction(session_factory(engine)) as session,
    ):
        session.execute(text("SELEC 1"))
    assert isinstance(caught.value, DBAPIError)


def test_work_that_fails_is_rolled_back(engine: Engine) -> None:
    factory = session_factory(engine)

    def fail() -> None:
        with transaction(factory, write=True) as session:
            session.add(Activity(code="x", label="X"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with transaction(factory) as session:
        assert session.execute(select(Activity)).first() is None


def test_two_writers_take_turns(engine: Engine) -> None:
    """Each reads the number and writes one more, at the same time."""
    factory = session_factory(engine)
    with transaction(factory, write=True) as session:
        session.add(Activity(code="teller", label="0"))
    failures: list[BaseException] = []

    def add_one() -> None:
        try:
            for _ in range(10):
                with transaction(factory, write=True) as session:
                    counter = session.execute(select(Activity).with_for_update()).scalar_one()
                    counter.label = str(int(counter.label) + 1)
        except DatabaseUnavailable as error:
            failures.append(error)

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with transaction(factory) as session:
        assert session.execute(select(Activity.label)).scalar_one() == "40"


def test_eight_writers_of_one_process_all_come_to_their_turn(sqlite_file: Path) -> None:
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    failed: list[Exception] = []

    def write(code: str) -> None:
        try:
            with transaction(factory, write=True) as session:
                session.add(Activity(code=code, label=code))
                time.sleep(0.35)
        except DatabaseUnavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(f"werk-{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with transaction(factory) as session:
        assert len(session.execute(select(Activity)).scalars().all()) == 8


def test_a_writer_that_waits_too_long_for_the_others_is_told(
    sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.session.WRITE_TIMEOUT", 0.1)
    factory = session_factory(make_engine(f"sqlite:///{sqlite_file}"))
    with ThreadPoolExecutor(1) as pool, transaction(factory, write=True):
        late = pool.submit(lambda: transaction(factory, write=True).__enter__())
        with pytest.raises(DatabaseUnavailable, match="other writes"):
            late.result()
    with transaction(factory, write=True) as session:  # who gave up no longer stands in the queue
        session.add(Activity(code="later", label="later"))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://root@localhost/x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises((ValueError, ModuleNotFoundError)):
        make_engine(url)
