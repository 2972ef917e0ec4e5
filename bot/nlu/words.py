"""Words of a message, and which of them are everyday Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.nlu.normalization import fold


@dataclass(frozen=True)
class Word:
    """A word of the message with its place in it."""

    text: str
    lemma: str
    start: int
    end: int
    capital: bool = False
    """Begins with one, though it doesn't begin the message: it may be a name."""


def split_words(text: str) -> list[str]:
    """Words of a folded name: hyphens and punctuation separate."""
    return "".join(char if char.isalnum() or char == "'" else " " for char in text).split()


@lru_cache(maxsize=4096)
def is_ordinary(name: str) -> bool:
    """Whether every word of a name is an everyday Dutch word (simplemma's dictionary)."""
    import simplemma

    return all(len(w) < 4 or simplemma.is_known(w, lang="nl") for w in split_words(fold(name)))
