"""The assistant is started with and without each change to Rasa, and talked to."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.evaluation.questions import in_domain
from bot.paths import ROOT
from bot.serving import free_port
from bot.settings import ACCELERATIONS

TURNS = 60
"""Turns of each kind that are timed, after a few that are not."""
WARM_UP = 5
AT_ONCE = 8
LOOK_UPS = ("groenonderhoud in turnhout", "kringwinkel in gent", "strijkdienst in leuven", "metaal in genk")


@dataclass(frozen=True)
class Result:
    """Seconds until ready, MB of both processes after the talk, milliseconds a turn, turns a second."""

    name: str
    start: float
    memory: float
    answer: tuple[float, float]
    """Median and 95th percentile of a turn that an answer is given in."""
    look_up: tuple[float, float]
    """The same of a turn with an action on the database."""
    throughput: float
    """Answers a second for so many visitors at once as ``AT_ONCE``."""


def served(name: str, changes: str) -> Result:
    """The assistant with the changes that ``WEGWIJZER_ACCELERATION`` names."""
    with tempfile.TemporaryDirectory() as folder, _serving(changes, Path(folder)) as (url, seconds, process):
        return _measured(name, url, seconds, process)


def variants() -> Iterator[tuple[str, str]]:
    """(name, value of WEGWIJZER_ACCELERATION): everything, each change left out once, nothing."""
    yield "all changes", "all"
    for left_out in ACCELERATIONS:
        if left_out not in ("reading", "archive"):  # those only matter for training
            yield f"all but *{left_out}*", ",".join(name for name in ACCELERATIONS if name != left_out)
    yield "none: stock Rasa", "none"


@contextmanager
def _serving(changes: str, folder: Path) -> Iterator[tuple[str, float, int]]:
    """The assistant on a database of its own: address of the channel, seconds until ready, main process."""
    port = free_port()
    settings = {"DATABASE_URL": f"sqlite:///{folder}/benchmark.db", "RATE_LIMIT": "off", "ACCELERATION": changes}
    environment = {**os.environ, **{f"WEGWIJZER_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if "Starting" in line:
                started = time.perf_counter()  # without setting up the database
            if "Ready:" in line:
                break
        else:
            raise RuntimeError("the assistant did not start: " + "".join(said)[-400:])
        seconds = time.perf_counter() - started
        yield f"http://127.0.0.1:{port}/webhooks/web", seconds, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _measured(name: str, url: str, seconds: float, process: int) -> Result:
    questions = [question.text for question in in_domain() if question.part == "validation"]
    for text in [*questions[:WARM_UP], *LOOK_UPS]:
        _ask(url, text)
    answers = [_ask(url, text) for text in questions[:TURNS]]
    look_ups = [_ask(url, text) for text in itertools.islice(itertools.cycle(LOOK_UPS), TURNS)]
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        count = len(list(pool.map(lambda text: _ask(url, text), questions[TURNS : 5 * TURNS])))
    throughput = count / (time.perf_counter() - started)
    return Result(
        name, seconds, _memory_of_children(process), _percentiles(answers), _percentiles(look_ups), throughput
    )


def _memory_of_children(parent: int) -> float:
    """MB that the child processes hold, as Linux counts them; not a number elsewhere."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        except OSError:  # it ended meanwhile
            continue
        if fields.get("PPid", "").strip() == str(parent):
            total += float(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return total or float("nan")


def _ask(url: str, text: str) -> float:
    """Milliseconds of one turn of a new visitor."""
    body = json.dumps({"message": text}).encode()
    request = urllib.request.Request(f"{url}/message", body, {"Content-Type": "application/json"})  # noqa: S310
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310  our own address
        reply.read()
    return (time.perf_counter() - started) * 1000


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))
