"""Trains the model when its inputs changed, by ``rasa train``."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bot.files import read_yaml
from bot.paths import ROOT, STATE

MODELS = ROOT / "models"
MODEL_NAME = "wegwijzer"
MODEL = MODELS / f"{MODEL_NAME}.tar.gz"
RASA_CACHE = ROOT / ".rasa" / "cache"
LOG = STATE / "logs" / "train.log"

INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.txt",
    "data/**/*.yml",
    "data/catalogue/*.csv",
    "bot/nlu/*.py",
)
YAML_INPUTS = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "data/*.yml")
SHOWN = re.compile(r"sentence vectors|Starting to train component '(?P<component>[^']+)'")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}
"""Settings for every child process: no telemetry, no notices of libraries in front of our own lines."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Threads of one numeric library wait for each other as soon as another process is busy; we use our own."""


class TrainingError(RuntimeError):
    """Training failed; the message says what to mend."""


def fingerprint(root: Path = ROOT) -> str:
    """Changes when anything that the model is made of changes."""
    digest = hashlib.sha256()
    for path in _inputs(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_trained(model: Path = MODEL) -> bool:
    """Whether the model is there and made of the inputs as they are now."""
    stamp = _stamp(model)
    return model.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint()


def train(say: Callable[[str], None], model: Path = MODEL) -> None:
    """Train and keep the model; ``say`` gets the progress. Rasa's own validation is part of ``make validate``.

    Raises:
        TrainingError: a file is no valid YAML, or Rasa can't train on it.
    """
    check_yaml()
    made_of = fingerprint()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bot.rasa_acceleration", "train", "--skip-validation", "--out", str(model.parent)]
    command += ["--fixed-model-name", model.name.removesuffix(".tar.gz")]
    if not RASA_CACHE.exists():
        command.append("--force")  # nothing to take over, so that Rasa needn't compare
    with LOG.open("w", encoding="utf-8") as log, _start(command) as process:
        lines = []
        for line in _lines(process):
            log.write(line + "\n")
            lines.append(line)
            if found := SHOWN.search(line):
                say(f"training {found['component']}" if found["component"] else line.strip())
    if process.returncode != 0:
        raise TrainingError(f"the model can't be trained: {_reason(lines)} Mend it and try again; details: {LOG}")
    _stamp(model).write_text(made_of, encoding="utf-8")


def check_yaml(root: Path = ROOT) -> None:
    """Find broken YAML before Rasa does, and say where.

    Raises:
        TrainingError: with file, line and problem.
    """
    for path in sorted(path for pattern in YAML_INPUTS for path in root.glob(pattern)):
        try:
            content = read_yaml(path)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else "?"
            name = path.relative_to(root)
            raise TrainingError(f"{name}, line {line} is no valid YAML ({error.problem}); mend it.") from error
        if not isinstance(content, dict):
            raise TrainingError(f"{path.relative_to(root)} is empty or no YAML mapping; restore it.")


def _inputs(root: Path) -> list[Path]:
    return sorted({path for pattern in INPUTS for path in root.glob(pattern) if path.is_file()})


def _stamp(model: Path) -> Path:
    return model.with_suffix(".inputs")


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **QUIET, **ONE_THREAD}
    return subprocess.Popen(  # noqa: S603  our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    """Lines as they come; a carriage return ends one too, as progress lines use it."""
    if process.stdout is None:
        return
    rest = b""
    while chunk := os.read(process.stdout.fileno(), 4096):
        *whole, rest = re.split(rb"[\r\n]", rest + chunk)
        yield from (line.decode("utf-8", "replace") for line in whole if line.strip())
    if rest.strip():
        yield rest.decode("utf-8", "replace")


def _reason(lines: list[str]) -> str:
    """The last line that names an error, without colours and module paths."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in lines]
    errors = [line for line in plain if re.match(r"([\w.]+(Error|Exception)|No .*)\b", line)]
    last = (errors or plain or ["unknown reason."])[-1]
    return re.sub(r"^[\w.]+\.(\w+(Error|Exception))", r"\1", last)[:400]
