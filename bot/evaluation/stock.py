"""Trains the pipeline of ``rasa init`` on our data and measures it beside ours, each in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.answers.topics import RETRIEVAL_INTENT
from bot.evaluation.probe import probe
from bot.files import read_yaml
from bot.paths import ROOT
from bot.training import MODEL_NAME, QUIET

STOCK_EPOCHS = 100
"""Those of ``rasa init``."""
LEFT_BEHIND = (".git", ".venv", ".wegwijzer", ".rasa", "models", "node_modules", "tests", "docs")
TRAIN = "from bot.training import train; train(print)"
"""As `wegwijzer train`, without its check of the content: a part of the questions breaks its rules."""
MINUTE = 60
Say = Callable[[str], None]


@dataclass(frozen=True)
class Epochs:
    """How long each network is trained. DIET tells some twenty intents apart and is soon done; the selector is not."""

    diet: int = STOCK_EPOCHS
    selector: int = STOCK_EPOCHS

    def __str__(self) -> str:
        return f"{self.diet} epochs of DIET, {self.selector} of the ResponseSelector"


def stock_pipeline(epochs: Epochs) -> list[dict[str, Any]]:
    """The pipeline that ``rasa init`` writes (Rasa 3.6), with the retrieval intent of our answers."""
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs.diet, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {
            "name": "ResponseSelector",
            "retrieval_intent": RETRIEVAL_INTENT,
            "epochs": epochs.selector,
            "constrain_similarities": True,
        },
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ]


def compare(epochs: Epochs, questions: int | None, say: Say) -> list[Mapping[str, Any]]:
    """A row for ours and one for stock Rasa, for ``bot.evaluation.kept``; at most so many questions of each label."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder / "project", questions)
        say("Training ours from nothing")
        own, seconds = train_ours(folder / "project")
        say(f"Ours took {seconds:.0f} s; measuring it")
        rows: list[Mapping[str, Any]] = [{"name": "ours", "training_seconds": seconds, **probe(own)}]
        say(f"Training stock Rasa, {epochs} (a long time)")
        stock, seconds = train_stock(folder / "stock", folder / "project", epochs)
        say(f"Stock Rasa took {seconds:.0f} s; measuring it")
        rows.append({"name": "`rasa init`", "training_seconds": seconds, **probe(stock)})
    return rows


def copy_project(folder: Path, questions: int | None) -> None:
    """The project without results of earlier work, and with at most so many questions of each label."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND, "*.pyc"))
    if questions is not None:
        for path in [folder / "data" / "nlu.yml", *(folder / "data" / "faq").glob("*.yml")]:
            thin(path, questions)


def thin(path: Path, most: int) -> None:
    """Keep at most ``most`` questions of each label, evenly over its list, so that every way of asking stays."""
    content: Any = read_yaml(path)
    for block in content["nlu"]:
        lines = block["examples"].splitlines()
        step = max(len(lines) / most, 1.0)
        block["examples"] = "\n".join(lines[int(number * step)] for number in range(min(most, len(lines)))) + "\n"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def train_ours(folder: Path, changes: str = "all") -> tuple[Path, float]:
    """Our own model in a copy of the project, with the changes to Rasa that are named; its file and the seconds."""
    seconds = _timed([sys.executable, "-c", TRAIN], folder, WEGWIJZER_ACCELERATION=changes)
    return folder / "models" / f"{MODEL_NAME}.tar.gz", seconds


def train_stock(folder: Path, project: Path, epochs: Epochs) -> tuple[Path, float]:
    """Stock Rasa's understanding of the data of ``project``; its file and the seconds."""
    folder.mkdir(parents=True)
    content = {"recipe": "default.v1", "assistant_id": "stock", "language": "nl", "pipeline": stock_pipeline(epochs)}
    (folder / "config.yml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    options = ["--config", "config.yml", "--nlu", str(project / "data"), "--domain", str(project / "domain.yml")]
    command = [sys.executable, "-m", "rasa", "train", "nlu", *options, "--out", ".", "--fixed-model-name", "stock"]
    return folder / "stock.tar.gz", _timed(command, folder)


def _timed(command: list[str], folder: Path, **settings: str) -> float:
    """Seconds that ``command`` took in ``folder``; tells every minute that it goes on.

    Raises:
        RuntimeError: it failed; with its last line.
    """
    started = time.perf_counter()
    environment = {**os.environ, **QUIET, **settings, "PYTHONPATH": str(folder)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(  # noqa: S603  our own command
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        while process.poll() is None:
            try:
                process.wait(MINUTE)
            except subprocess.TimeoutExpired:
                print(f"    {(time.perf_counter() - started) / MINUTE:.0f} min", file=sys.stderr, flush=True)
        seconds = time.perf_counter() - started
        output.seek(0)
        last = output.read().strip().splitlines()[-1:]
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command[1:4])} failed: {last}")
    return seconds
