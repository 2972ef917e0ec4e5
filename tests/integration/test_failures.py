"""What a visitor sees when something behind the assistant breaks while it runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.support.assistant import Assistant, running_assistant
from tests.support.client import TIMEOUT, Visitor


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database file that a test may harm."""
    return tmp_path / "wegwijzer.db"


@pytest.fixture
def fragile(database: Path) -> Iterator[Assistant]:
    """An assistant of its own, limited to five messages a minute where a test counts them."""
    with running_assistant(f"sqlite:///{database}") as assistant:
        yield assistant


def ready(assistant: Assistant) -> requests.Response:
    return requests.get(f"{assistant.channel}/health/ready", timeout=TIMEOUT)


def test_a_removed_or_locked_database_gives_503_and_the_talk_goes_on_when_it_is_back(
    fragile: Assistant, database: Path
) -> None:
    visitor = Visitor(fragile.channel)
    visitor.say("wat is een maatwerkbedrijf")

    away = database.with_suffix(".away")
    database.rename(away)
    response = visitor.send(message="en wat verdien je daar")
    assert (response.status_code, response.json()["error"]["code"]) == (503, "unavailable")
    assert response.headers["retry-after"].isdigit()
    assert ready(fragile).status_code == 503
    assert not database.exists(), "a lost database must not be replaced by an empty one without a word"
    away.rename(database)

    lock = sqlite3.connect(database, isolation_level=None)
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    assert visitor.send(message="hallo").status_code == 503
    lock.rollback()
    lock.close()

    visitor.say("wat verdient een maatwerker")
    said = [turn["text"] for turn in visitor.history() if turn["from"] == "visitor"]
    assert said == ["wat is een maatwerkbedrijf", "wat verdient een maatwerker"]
    assert ready(fragile).status_code == 200


def test_too_many_messages_get_429_with_the_seconds_to_wait(database: Path) -> None:
    with running_assistant(f"sqlite:///{database}", rate_limit="3/minute") as assistant:
        visitor = Visitor(assistant.channel)
        for _ in range(4):  # one that begins the conversation, three within it
            visitor.say("hallo")
        refused = visitor.send(message="hallo")
        assert refused.status_code == 429
        assert refused.json()["error"]["code"] == "too_many"
        assert 1 <= int(refused.headers["retry-after"]) <= 60


def test_the_off_switch_answers_with_503_until_it_is_taken_away(database: Path, tmp_path: Path) -> None:
    switch = tmp_path / "off"
    with running_assistant(f"sqlite:///{database}", off_switch=str(switch)) as assistant:
        visitor = Visitor(assistant.channel)
        switch.touch()
        response = visitor.send(message="hallo")
        assert (response.status_code, response.json()["error"]["code"]) == (503, "switched_off")
        switch.unlink()
        assert visitor.say("hallo")["status"] == "smalltalk"
