"""Shared parts: the running assistant on each database, and visitors who talk to it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from tests.support.assistant import Assistant, running_assistant
from tests.support.client import Visitor

POSTGRES = os.environ.get("WEGWIJZER_TEST_POSTGRES_URL", "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A fresh PostgreSQL database for this session."""
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"wegwijzer_test_{uuid.uuid4().hex[:12]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    except OperationalError:
        pytest.skip(f"no PostgreSQL at {make_url(POSTGRES).host}; set WEGWIJZER_TEST_POSTGRES_URL to run this")
    yield str(make_url(POSTGRES).set(database=name))
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def sqlite_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on an SQLite file, shared by all tests that don't harm it."""
    path = tmp_path_factory.mktemp("shared") / "wegwijzer.db"
    with running_assistant(f"sqlite:///{path}") as assistant:
        yield assistant


@pytest.fixture(scope="session")
def postgres_assistant(postgres_url: str) -> Iterator[Assistant]:
    """The assistant on PostgreSQL."""
    with running_assistant(postgres_url) as assistant:
        yield assistant


@pytest.fixture(params=["sqlite", "postgresql"])
def assistant(request: pytest.FixtureRequest) -> Assistant:
    """The running assistant, once on each database."""
    name = "sqlite_assistant" if request.param == "sqlite" else "postgres_assistant"
    found: Assistant = request.getfixturevalue(name)
    return found


@pytest.fixture
def visitor(assistant: Assistant) -> Visitor:
    """A new visitor of the running assistant."""
    return Visitor(assistant.channel)


@pytest.fixture
def new_visitor(assistant: Assistant) -> Callable[[], Visitor]:
    """Makes further visitors."""
    return lambda: Visitor(assistant.channel)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps an event loop running, beside which no test can run one of its own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
