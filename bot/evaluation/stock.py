"""Trains the pipeline of ``rasa init`` on our data and measures it beside ours, each in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.answers.topics import RETRIEVAL_INTENT
from bot.evaluation.probe import probe
from bot.paths import ROOT
from bot.training import MODEL_NAME, QUIET

STOCK_EPOCHS = 100
"""Those of ``rasa init``."""
LEFT_BEHIND = (".git", ".venv", ".wegwijzer", ".rasa", "models", "node_modules", "tests", "docs")
Say = Callable[[str], None]


def stock_pipeline(epochs: int) -> list[dict[str, Any]]:
    """The pipeline that ``rasa init`` writes (Rasa 3.6), with the retrieval intent of our answers."""
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "retrieval_intent": RETRIEVAL_INTENT, "epochs": epochs},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ]


def compare(epochs: int, say: Say) -> list[Mapping[str, Any]]:
    """A row for ours and one for stock Rasa, for ``bot.evaluation.kept``."""
    with tempfile.TemporaryDirectory() as folder:
        say("Training ours from nothing")
        own, seconds = train_ours(Path(folder) / "ours")
        say("Measuring ours")
        rows: list[Mapping[str, Any]] = [{"name": "ours", "training_seconds": seconds, **probe(own)}]
        say(f"Training stock Rasa, {epochs} epochs of each network (a long time)")
        stock, seconds = train_stock(Path(folder) / "stock", epochs)
        say("Measuring stock Rasa")
        name = f"`rasa init`, {epochs} epochs"
        rows.append({"name": name, "training_seconds": seconds, **probe(stock)})
    return rows


def train_ours(folder: Path) -> tuple[Path, float]:
    """Our own model in a copy of the project that holds no result of earlier work; its file and the seconds."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND, "*.pyc"))
    seconds = _timed([sys.executable, "-m", "bot.cli", "train"], folder)
    return folder / "models" / f"{MODEL_NAME}.tar.gz", seconds


def train_stock(folder: Path, epochs: int) -> tuple[Path, float]:
    """Stock Rasa's understanding of the same data; its file and the seconds."""
    folder.mkdir(parents=True)
    content = {"recipe": "default.v1", "assistant_id": "stock", "language": "nl", "pipeline": stock_pipeline(epochs)}
    (folder / "config.yml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    options = ["--config", "config.yml", "--nlu", str(ROOT / "data"), "--domain", str(ROOT / "domain.yml")]
    command = [sys.executable, "-m", "rasa", "train", "nlu", *options, "--out", ".", "--fixed-model-name", "stock"]
    return folder / "stock.tar.gz", _timed(command, folder)


def _timed(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise RuntimeError(f"{' '.join(command[1:4])} failed: {last}")
    return time.perf_counter() - started
