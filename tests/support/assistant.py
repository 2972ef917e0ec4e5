"""Starts the real assistant: `wegwijzer serve` with its own database, on a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT = 900
"""Seconds; the first start on a new machine trains the model."""


@dataclass(frozen=True)
class Assistant:
    """A running assistant; ``channel`` is the root of the web contract."""

    channel: str
    database_url: str
    process: subprocess.Popen[str]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_assistant(database_url: str, port: int | None = None, **settings: str) -> Iterator[Assistant]:
    """The assistant on ``database_url``; further settings without their WEGWIJZER_ prefix."""
    port = port or free_port()
    environment = {**os.environ, "WEGWIJZER_DATABASE_URL": database_url, "WEGWIJZER_RATE_LIMIT": "off"}
    environment |= {f"WEGWIJZER_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watchdog = threading.Timer(START_TIMEOUT, process.kill)
    watchdog.start()
    said: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if "Ready:" in line:
                break
        else:
            raise RuntimeError("the assistant did not start:\n" + "".join(said))
        watchdog.cancel()
        yield Assistant(f"http://127.0.0.1:{port}/webhooks/web", database_url, process)
    finally:
        watchdog.cancel()
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()
