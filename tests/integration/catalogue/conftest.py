"""Real databases: SQLite files, and a PostgreSQL database that lives for the session."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Integer, create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.catalogue.importers import seed
from bot.database import make_engine, session_factory, transaction
from bot.database.metadata import metadata
from bot.database.migrate import upgrade
from bot.paths import CATALOGUE

POSTGRES = os.environ.get("WEGWIJZER_TEST_POSTGRES_URL", "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")
ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[Callable[[str], str]]:
    """Makes an empty schema in a database of this session, and gives the URL that works in it."""
    server = create_engine(POSTGRES, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"wegwijzer_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL server to test on (WEGWIJZER_TEST_POSTGRES_URL): {error.orig}")
    database = make_url(POSTGRES).set(database=name)

    def empty(schema: str) -> str:
        engine = create_engine(database, future=True)
        with engine.begin() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
            connection.execute(text(f'CREATE SCHEMA "{schema}"'))
        engine.dispose()
        options = f"-csearch_path={schema} -csynchronous_commit=off"
        return database.update_query_dict({"options": options}).render_as_string(hide_password=False)

    yield empty
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_schema: Callable[[str], str]) -> str:
    url = postgres_schema("migrated")
    upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database without a row, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "wegwijzer.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("migrated_postgres")
    tables = ", ".join(metadata.tables)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    engine.dispose()
    return url


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that was never migrated; for SQLite not even the file and its folder exist."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new folder' / 'wegwijzer.db'}"
    return str(request.getfixturevalue("postgres_schema")("empty"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def seeded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "seeded.db"
    _fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def seeded_postgres(postgres_schema: Callable[[str], str]) -> str:
    url = postgres_schema("seeded")
    _fill(url)
    return url


def _fill(url: str) -> None:
    upgrade(url)
    engine = make_engine(url)
    assert all(report.applied for report in seed(engine, CATALOGUE))
    engine.dispose()


@pytest.fixture(scope="session", params=ENGINES)
def seeded(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The catalogue that comes with the product; for reading only."""
    found = request.getfixturevalue(f"seeded_{'sqlite' if request.param == 'sqlite' else 'postgres'}")
    engine = make_engine(f"sqlite:///{found}" if request.param == "sqlite" else found)
    yield engine
    engine.dispose()


@pytest.fixture
def stocked(request: pytest.FixtureRequest, engine: Engine) -> Engine:
    """The catalogue that comes with the product, copied, so that a test may change it."""
    if engine.dialect.name == "sqlite":
        shutil.copy(request.getfixturevalue("seeded_sqlite"), engine.url.database)
        return engine
    request.getfixturevalue("seeded_postgres")
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(text(f"INSERT INTO {table.name} SELECT * FROM seeded.{table.name}"))
            if "id" in table.columns and isinstance(table.columns["id"].type, Integer):
                sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                connection.execute(text(f"SELECT setval({sequence}, max(id)) FROM {table.name}"))
    return engine


@pytest.fixture
def catalogue(seeded: Engine) -> Iterator[Session]:
    """A session on the seeded catalogue."""
    with transaction(session_factory(seeded)) as session:
        yield session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue files that a test may spoil."""
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace a text that must be in a file."""

    def replace(path: Path, old: str, new: str) -> None:
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{old!r} is not in {path.name}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def statements() -> Callable[[Engine], list[str]]:
    """The SQL that an engine sends from now on."""

    def record(engine: Engine) -> list[str]:
        sent: list[str] = []

        def keep(connection: object, cursor: object, statement: str, *rest: object) -> None:
            sent.append(statement)

        event.listen(engine, "before_cursor_execute", keep)
        return sent

    return record
