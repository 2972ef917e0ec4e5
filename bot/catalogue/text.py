"""Comparing names as people type them."""

from __future__ import annotations

import re
import unicodedata

_ABBREVIATIONS = {"st": "sint"}
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def plain_text(text: str) -> str:
    """The words of a text without accents, case, hyphens and punctuation."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def search_key(text: str) -> str:
    """A name as it is compared: plain, and ``St.-Niklaas`` and ``sint niklaas`` are one."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in plain_text(text).split())


def stem(word: str) -> str:
    """What plural and singular of a search key begin with: ``studiedagen`` -> studiedag, ``beurzen`` -> beur."""
    if len(word) > 5 and word.endswith("en"):
        root = word[:-2]
        return root[:-1] if root[-1] in "vz" or root[-1] == root[-2] else root
    if len(word) > 4 and word[-1] in "sfz":
        return word[:-1]
    return word
