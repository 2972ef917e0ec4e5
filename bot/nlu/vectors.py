"""Encodes all training texts: on every core, and only those that were not encoded before."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.encoding import Encoder
from bot.paths import STATE

CACHE = STATE / "cache"

Progress = Callable[[int, int], None]
"""Called with (done, total) while texts are encoded."""


def encode_all(encoder: Encoder, texts: Sequence[str], progress: Progress) -> npt.NDArray[np.float32]:
    """One row per text. Rows are kept on disk by text, because encoding is nearly all of the training time."""
    path = CACHE / f"vectors-{encoder.name}.npz"
    known = _load(path, encoder.dimension)
    missing = [text for text in dict.fromkeys(texts) if _key(text) not in known]
    progress(0, len(missing))
    with ThreadPoolExecutor(os.cpu_count() or 1, initializer=encoder.open_for_thread) as pool:
        for number, (text, vector) in enumerate(
            zip(missing, pool.map(encoder.encode_once, missing), strict=True), start=1
        ):
            known[_key(text)] = vector
            progress(number, len(missing))
    used = {_key(text): known[_key(text)] for text in texts}
    if missing:
        _save(path, used)
    return np.stack([used[_key(text)] for text in texts])


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]


def _load(path: Path, dimension: int) -> dict[str, npt.NDArray[np.float32]]:
    """What was kept; a damaged or foreign file is no reason to stop, its rows are made again."""
    try:
        with np.load(path, allow_pickle=False) as content:
            keys, rows = content["keys"], content["rows"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if rows.ndim != 2 or rows.shape[1] != dimension or len(keys) != len(rows):
        return {}
    return dict(zip(keys.tolist(), rows, strict=True))


def _save(path: Path, vectors: dict[str, npt.NDArray[np.float32]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp.npz")
    np.savez(temporary, keys=np.array(list(vectors)), rows=np.stack(list(vectors.values())))
    temporary.replace(path)
