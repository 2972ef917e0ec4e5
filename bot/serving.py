"""Starts the action server and Rasa, waits until they can answer, and stops both together."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import yaml

from bot.paths import ROOT, STATE
from bot.settings import Settings
from bot.training import MODEL, ONE_THREAD, QUIET

LOGS = STATE / "logs"
RUNTIME_ENDPOINTS = STATE / "run"
READY_TIMEOUT = 180.0
STOP_TIMEOUT = 8.0


class ServingError(RuntimeError):
    """The assistant can't start or stopped; the message says what to do."""


@dataclass(frozen=True)
class Address:
    """Where the assistant listens."""

    host: str
    port: int

    @property
    def page(self) -> str:
        """The chat page."""
        return f"{self.channel}/"

    @property
    def channel(self) -> str:
        """The root of the web contract."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104  compared, not bound
        return f"http://{host}:{self.port}/webhooks/web"


def serve(address: Address, settings: Settings, say: Callable[[str], None], on_ready: Callable[[], None]) -> None:
    """Run until a signal or until a child stops.

    Raises:
        ServingError: the port is taken, a child stops by itself, or it isn't ready in time.
    """
    check_free(address)
    actions_port = free_port()
    endpoints = _write_endpoints(actions_port, settings, address.port)
    with _stopping_on_signals() as stopped, contextlib.ExitStack() as stack:
        say("Starting the action server and Rasa")
        children = [
            stack.enter_context(_child("actions", address.port, _actions_command(actions_port))),
            stack.enter_context(_child("rasa", address.port, _rasa_command(address, settings, endpoints))),
        ]
        _wait_until_ready(address, children, stopped, say)
        if not stopped():
            on_ready()
        while not stopped():
            _must_run(children)
            time.sleep(0.2)
        say("Stopping")


def _actions_command(port: int) -> list[str]:
    return [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]


def _rasa_command(address: Address, settings: Settings, endpoints: Path) -> list[str]:
    command = [sys.executable, "-m", "bot.rasa_acceleration", "run", "--model", str(MODEL)]
    command += ["--endpoints", str(endpoints), "--credentials", str(ROOT / "credentials.yml")]
    command += ["-i", address.host, "-p", str(address.port)]
    if settings.allowed_origins:
        command += ["--cors", *settings.allowed_origins]
    return command


def _write_endpoints(actions_port: int, settings: Settings, port: int) -> Path:
    """endpoints.yml with the action server's port, and Redis locks where Redis is set."""
    content = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    content["action_endpoint"] = {"url": f"http://127.0.0.1:{actions_port}/webhook"}
    if settings.redis_url:
        content["lock_store"] = _redis_locks(settings.redis_url)
    RUNTIME_ENDPOINTS.mkdir(parents=True, exist_ok=True)
    path = RUNTIME_ENDPOINTS / f"endpoints-{port}.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def _redis_locks(url: str) -> dict[str, str | int | bool]:
    """Rasa's lock store wants the parts of the address: what it calls ``url`` is the host alone."""
    parts = urllib.parse.urlsplit(url)
    login = {"username": parts.username, "password": parts.password}
    return {
        "type": "redis",
        "url": parts.hostname or "localhost",
        "port": parts.port or 6379,
        "db": int(parts.path.strip("/") or 0),
        "use_ssl": parts.scheme == "rediss",
        **{name: urllib.parse.unquote(value) for name, value in login.items() if value},
    }


@dataclass(frozen=True)
class _Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


@contextlib.contextmanager
def _child(name: str, port: int, command: list[str]) -> Iterator[_Child]:
    """A child in a session of its own, so that Ctrl-C reaches only us and we stop all in order."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}-{port}.log"
    environment = {**os.environ, **QUIET, **ONE_THREAD, "SANIC_HOST": "127.0.0.1"}
    if log.exists():
        log.replace(log.with_suffix(".log.1"))  # what the last run said before it stopped
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  our own command
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _Child(name, process, log)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_TIMEOUT)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def _stopping_on_signals() -> Iterator[Callable[[], bool]]:
    """Ctrl-C, a terminal that closes and ``kill`` all end the assistant in order."""
    received: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, remember) for number in numbers}
    try:
        yield lambda: bool(received)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_until_ready(
    address: Address, children: list[_Child], stopped: Callable[[], bool], say: Callable[[str], None]
) -> None:
    started = time.monotonic()
    told = 0
    while not stopped() and not _is_ready(address):
        _must_run(children)
        waited = time.monotonic() - started
        if waited > READY_TIMEOUT:
            raise ServingError(f"not ready after {READY_TIMEOUT:.0f} seconds; see {children[-1].log}.")
        if waited > (told + 1) * 5:
            told += 1
            say(f"  waiting for the model to load ({waited:.0f} s)")
        time.sleep(0.2)


def _is_ready(address: Address) -> bool:
    try:
        with urllib.request.urlopen(f"{address.channel}/health/ready", timeout=5):  # noqa: S310  our own address
            return True
    except urllib.error.HTTPError as error:
        return _is_only_switched_off(error)
    except (urllib.error.URLError, OSError):
        return False


def _is_only_switched_off(error: urllib.error.HTTPError) -> bool:
    try:
        checks = json.loads(error.read())["checks"]
    except (ValueError, KeyError, TypeError, OSError):
        return False
    return all(ready for name, ready in checks.items() if name != "switched_on")


def _must_run(children: list[_Child]) -> None:
    for child in children:
        if child.process.poll() is not None:
            raise ServingError(f"{child.name} stopped: {_last_line(child.log)} See {child.log}.")


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else "it said nothing."


def check_free(address: Address) -> None:
    """Raise ``ServingError`` when the port is taken or not ours to take."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except PermissionError as error:
            raise ServingError(f"port {address.port} needs more rights; choose one above 1024: PORT=5105.") from error
        except OSError as error:
            other = address.port + 100
            raise ServingError(
                f"port {address.port} is in use; choose another one, for example PORT={other}."
            ) from error


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
