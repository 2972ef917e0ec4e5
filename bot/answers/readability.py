"""How hard an answer is to read, as a number, so that outliers are found."""

from __future__ import annotations

import re

import pyphen

MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_#]")
SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n\s*\n|\n(?=- )")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_HYPHENATION = pyphen.Pyphen(lang="nl_NL")


def plain(text: str) -> str:
    """The words of a Markdown text."""
    return MARKUP.sub(lambda match: match.group(1) or "", text)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; an item of a list is a sentence."""
    parts = (WORD.findall(part) for part in SENTENCE_END.split(plain(text)))
    return [words for words in parts if words]


def syllables(word: str) -> int:
    """About how many syllables, by Dutch hyphenation."""
    return len(_HYPHENATION.positions(word)) + 1


def reading_ease(text: str) -> float:
    """Flesch's reading ease with Douma's weights for Dutch; higher is easier, 60 and more is plain.

    206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence (W.H. Douma, De leesbaarheid van
    landbouwbladen, Wageningen 1960).
    """
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if not words:
        return 100.0
    per_hundred = 100 * sum(map(syllables, words)) / len(words)
    return 206.84 - 0.77 * per_hundred - 0.93 * len(words) / len(found)


def sentence_length(text: str) -> float:
    """Words per sentence."""
    found = sentences(text)
    return sum(map(len, found)) / len(found) if found else 0.0
