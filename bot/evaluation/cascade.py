"""What the cascade saves: ``python -m bot.evaluation.cascade MODEL`` times the classifier alone and prints JSON."""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.evaluation.probe import RESULT, run_alone
from bot.evaluation.questions import in_domain
from bot.nlu.encoding import MAX_ENCODED_CHARACTERS, Encoder, default_encoder
from bot.nlu.model import MODEL_FILE, AnswerModel
from bot.nlu.normalization import normalize

MESSAGES = 400
"""So many questions, evenly over the test part, are timed; the encoder on each of them takes a while."""


def cascade(model: Path) -> list[dict[str, Any]]:
    """A row for each way to use the encoder: name, median and 95th percentile in milliseconds, share encoded.

    Raises:
        RuntimeError: the model can't be loaded.
    """
    found: list[dict[str, Any]] = run_alone("bot.evaluation.cascade", model)["rows"]
    return found


class _Counting:
    """The encoder, and how often it had to work; it keeps what it encoded only when told to."""

    def __init__(self, encoder: Encoder, keeps: bool = False) -> None:
        self.name, self.dimension, self.asked = encoder.name, encoder.dimension, 0
        self._encoder = encoder
        self._kept: dict[str, Any] | None = {} if keeps else None

    def encode(self, text: str) -> Any:
        if self._kept is not None and text in self._kept:
            return self._kept[text]
        vector = self.encode_once(text)
        if self._kept is not None:
            self._kept[text] = vector
        return vector

    def encode_once(self, text: str) -> Any:
        self.asked += 1
        return self._encoder.encode_once(text)

    def open_for_thread(self) -> None:
        self._encoder.open_for_thread()


def measure(archive: Path) -> list[Mapping[str, Any]]:
    """The same in this process."""
    texts = [normalize(question.text) for question in in_domain() if question.part == "test"]
    texts = [texts[index] for index in np.linspace(0, len(texts) - 1, MESSAGES).astype(int)]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder)  # noqa: S202  our own model
        model = AnswerModel.load(next(Path(folder).rglob(MODEL_FILE)).parent)
    encoder = default_encoder()
    rows = [_row("n-grams alone", model, None, texts)]
    if encoder is None:
        return rows
    everything = model.with_options(sure=1.1, encoder_characters=MAX_ENCODED_CHARACTERS * 10)
    long_too = model.with_options(encoder_characters=MAX_ENCODED_CHARACTERS * 10)
    rows.append(_row("encoder for each message", everything, _Counting(encoder), texts))
    rows.append(_row("encoder for unsure messages of any length", long_too, _Counting(encoder), texts))
    rows.append(_row("encoder for unsure, short messages (as configured)", model, _Counting(encoder), texts))
    keeping = _Counting(encoder, keeps=True)
    for text in texts:
        model.probabilities(text, keeping)
    keeping.asked = 0
    rows.append(_row("the same, each message a second time", model, keeping, texts))
    return rows


def _row(name: str, model: AnswerModel, encoder: _Counting | None, texts: Sequence[str]) -> Mapping[str, Any]:
    times = []
    for text in texts:
        started = time.perf_counter()
        model.probabilities(text, encoder)
        times.append((time.perf_counter() - started) * 1000)
    p50, p95 = (float(np.percentile(times, percent)) for percent in (50, 95))
    return {"name": name, "p50": p50, "p95": p95, "encoded": encoder.asked / len(texts) if encoder else 0.0}


if __name__ == "__main__":
    print(RESULT + json.dumps({"rows": measure(Path(sys.argv[1]))}))
