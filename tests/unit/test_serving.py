"""Before anything starts: the port is free, and Rasa gets the endpoints it needs."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from bot import serving
from bot.serving import Address, ServingError, check_free
from bot.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "RUNTIME_ENDPOINTS", tmp_path / "run")


def endpoints(**settings: str) -> dict[str, Any]:
    path = serving._write_endpoints(6001, Settings(**settings), 5105)
    assert path.name == "endpoints-5105.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_taken_port_is_told_with_another_one_to_try(taken: int) -> None:
    with pytest.raises(ServingError, match=rf"port {taken} is in use; .*PORT={taken + 100}"):
        check_free(Address("127.0.0.1", taken))


def test_afree_port_passes_and_stays_free() -> None:
    port = serving.free_port()
    check_free(Address("127.0.0.1", port))
    check_free(Address("127.0.0.1", port))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port))


def test_the_page_stands_at_an_address_that_a_browser_can_open() -> None:
    assert Address("127.0.0.1", 5005).page == "http://127.0.0.1:5005/webhooks/web/"
    everywhere = Address("0.0.0.0", 5105)  # noqa: S104  not bound
    assert everywhere.channel == "http://127.0.0.1:5105/webhooks/web"
    assert Address("192.168.1.5", 80).channel == "http://192.168.1.5:80/webhooks/web"


def test_rasa_finds_the_action_server_and_keeps_all_that_stands_in_endpoints_yml() -> None:
    written = yaml.safe_load((serving.ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    found = endpoints(redis_url="")
    assert found.pop("action_endpoint") == {"url": "http://127.0.0.1:6001/webhook"}
    del written["action_endpoint"]
    assert found == written


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://cache", {"host": "cache", "port": 6379, "db": 0}),
        ("redis://cache:6380/2", {"host": "cache", "port": 6380, "db": 2}),
        ("rediss://:p%40s@cache/1", {"host": "cache", "port": 6379, "db": 1, "password": "p@s"}),
        ("redis://bot:geheim@cache", {"host": "cache", "port": 6379, "username": "bot", "password": "geheim"}),
    ],
)
def test_rasa_locks_conversations_in_the_redis_of_the_settings(url: str, expected: dict[str, Any]) -> None:
    store = LockStore.create(EndpointConfig.from_dict(endpoints(redis_url=url)["lock_store"]))
    pool = store.red.connection_pool
    assert {name: pool.connection_kwargs[name] for name in expected} == expected
    assert (pool.connection_class.__name__ == "SSLConnection") == url.startswith("rediss")


def test_rasa_serves_other_sites_only_where_settings_allow_them(tmp_path: Path) -> None:
    address = Address("127.0.0.1", 5105)
    assert "--cors" not in serving._rasa_command(address, Settings(), tmp_path)
    command = serving._rasa_command(address, Settings(allowed_origins=("https://a.be",)), tmp_path)
    assert command[command.index("--cors") + 1 :] == ["https://a.be"]


def test_rasas_own_http_api_stays_closed(tmp_path: Path) -> None:
    assert "--enable-api" not in serving._rasa_command(Address("127.0.0.1", 5105), Settings(), tmp_path)


def test_a_child_that_stopped_is_told_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "rasa.log"
    log.write_text("een\nRuntimeError: model missing\n\n", encoding="utf-8")
    assert serving._last_line(log) == "RuntimeError: model missing"
    log.write_text("", encoding="utf-8")
    assert serving._last_line(log) == "it said nothing."


def test_the_command_starts_without_loading_rasa_or_the_libraries_for_training() -> None:
    heavy = ("rasa", "tensorflow", "sklearn", "spacy", "matplotlib")
    program = f"import sys, bot.cli; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
