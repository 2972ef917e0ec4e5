"""The whole of `make benchmark`: serving, parsing and training, each beside stock Rasa in one run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.clock import today
from bot.evaluation.cascade import cascade
from bot.evaluation.markdown import percent, table
from bot.evaluation.probe import probe
from bot.evaluation.served import AT_ONCE, served, variants
from bot.evaluation.stock import Epochs, copy_project, train_ours, train_stock
from bot.training import MODEL

STOCK_QUESTIONS, STOCK_EPOCHS = 3, Epochs(1, 1)
"""How little stock Rasa is trained here: enough for the time of a parse, which depends on neither."""
FEW_QUESTIONS = 23
"""Of each of some 300 labels: as many questions as 200 topics with 35 each."""
Say = Callable[[str], None]


def report(say: Say) -> str:
    """The whole of docs/benchmark.md."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    with tempfile.TemporaryDirectory() as name:
        sections = [
            "# Benchmark",
            f"Made by `make benchmark` on {today().isoformat()} ({machine}). The client runs on the same machine; "
            "believe ratios, not single figures. `make evaluate-stock` compares understanding with the pipeline of "
            "`rasa init`, `make benchmark-catalogue` times the look-ups.",
            *_serving(say),
            *_parsing(Path(name), say),
            *_cascade(say),
            *_training(Path(name), say),
        ]
    return "\n\n".join(sections) + "\n"


def _serving(say: Say) -> Iterator[str]:
    yield "## Serving"
    yield (
        "Our pipeline each time. *All changes* is what `wegwijzer serve` does; *stock Rasa* has none of them; "
        "`bot/rasa_acceleration.py` says what each is. *Memory*: both processes together."
    )
    header = ("Rasa with", "start", "memory", "answer p50 / p95", "look-up p50 / p95", f"answers/s, {AT_ONCE} at once")
    rows = []
    for name, changes in variants():
        say(f"Serving with {name}")
        result = served(name, changes)
        rows.append(
            [
                result.name,
                f"{result.start:.1f} s",
                f"{result.memory:.0f} MB",
                _pair(*result.answer),
                _pair(*result.look_up),
                f"{result.throughput:.0f}",
            ]
        )
    yield table(header, rows)


def _parsing(folder: Path, say: Say) -> Iterator[str]:
    yield "## Parsing"
    yield (
        "Each of the test questions once, with the sentence encoder, on one thread, through Rasa with its stock "
        "imports. The pipeline of `rasa init` was trained on few of our questions and for one epoch: that takes "
        "nothing off the time of a parse."
    )
    say("Training the pipeline of `rasa init`, a little")
    project = folder / "little"
    copy_project(project, STOCK_QUESTIONS)
    stock, _ = train_stock(folder / "stock", project, STOCK_EPOCHS)
    rows = []
    for name, model in (("ours", MODEL), ("`rasa init`", stock)):
        for machine, busy in (("alone", 0), ("another process keeps a core busy", 1)):
            say(f"Parsing the test questions: {name}, {machine}")
            with _busy(busy):
                found = probe(model)
            rows.append([name, machine, _pair(found["p50"], found["p95"]), f"{found['memory_mb']:,.0f} MB"])
    yield table(("pipeline", "machine", "p50 / p95", "memory"), rows)


def _cascade(say: Say) -> Iterator[str]:
    yield "## The cascade"
    yield "The classifier alone, without Rasa, on some of the test questions: when it asks the sentence encoder."
    say("Timing the classifier alone")
    rows = [[row["name"], percent(row["encoded"]), _pair(row["p50"], row["p95"])] for row in cascade(MODEL)]
    yield table(("classifier", "messages encoded", "p50 / p95"), rows)


def _training(folder: Path, say: Say) -> Iterator[str]:
    yield "## Training"
    yield (
        "What `wegwijzer train` does behind its check of the content, from nothing: no result of earlier work, no "
        "vector kept. `make evaluate-stock` has the time of the pipeline of `rasa init`."
    )
    rows = []
    for name, changes, most in (
        ("all changes", "all", None),
        ("none: stock Rasa", "none", None),
        ("all changes", "all", FEW_QUESTIONS),
    ):
        said = "all" if most is None else f"at most {most} of each label"
        say(f"Training with {name}, questions: {said}")
        project = folder / f"{changes}-{most}"
        copy_project(project, most)
        rows.append([name, said, f"{train_ours(project, changes)[1]:.0f} s"])
    yield table(("Rasa with", "questions", "training"), rows)


def _pair(p50: float, p95: float) -> str:
    return f"{p50:.1f} / {p95:.1f} ms"


@contextmanager
def _busy(processes: int) -> Iterator[None]:
    """So many processes that do nothing but keep a core busy."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()
