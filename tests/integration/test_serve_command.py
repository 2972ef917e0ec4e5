"""`wegwijzer serve` as a person uses it: it says what is wrong, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.support.assistant import ROOT, free_port, running_assistant


def run_serve(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **{f"WEGWIJZER_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "bot.cli", "serve", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_a_port_in_use_is_one_plain_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run_serve("--port", str(port))
    assert result.returncode == 1
    assert f"port {port} is in use" in result.stderr
    assert "PORT=" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_is_named_with_what_to_set() -> None:
    result = run_serve("--port", str(free_port()), database_url="mysql://nope")
    assert result.returncode == 1
    assert "WEGWIJZER_DATABASE_URL" in result.stderr
    assert "sqlite:///" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unreachable_database_is_one_plain_sentence() -> None:
    result = run_serve("--port", str(free_port()), database_url="postgresql://nobody@127.0.0.1:1/nothing")
    assert result.returncode == 1
    assert "the database can't be used" in result.stderr
    assert "Traceback" not in result.stderr


def test_ctrl_c_stops_all_children(tmp_path: Path) -> None:
    with running_assistant(f"sqlite:///{tmp_path / 'w.db'}") as assistant:
        children = child_processes(assistant.process.pid)
        assert len(children) >= 2
        assistant.process.send_signal(signal.SIGINT)
        assert assistant.process.wait(20) == 0
        time.sleep(0.5)
        assert [pid for pid in children if is_running(pid)] == []
        try:
            requests.get(f"{assistant.channel}/health/live", timeout=2)
        except requests.ConnectionError:
            return
        raise AssertionError("something still listens")


def child_processes(parent: int) -> list[int]:
    listing = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listing.splitlines()[1:]]
    return [pid for pid, parent_pid in pairs if parent_pid == parent]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
