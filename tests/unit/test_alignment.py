"""Folding a text without losing where its characters stood."""

from __future__ import annotations

import pytest

from bot.nlu.alignment import FoldedText
from bot.nlu.normalization import fold


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("Coöperatie in Gent", "gent", "Gent"),
        ("½ en Lièr", "lier", "Lièr"),
        ("e\u0301e\u0301n Lie\u0300r.", "lier", "Lie\u0300r"),
        ("İstanbul of Aalst", "aalst", "Aalst"),
        ("plain ascii", "ascii", "ascii"),
    ],
)
def test_a_word_is_found_back_in_the_text(text: str, word: str, said: str) -> None:
    folded = FoldedText(text)
    start = folded.folded.index(word)
    first, last = folded.span(start, start + len(word))
    assert text[first:last] == said


@pytest.mark.parametrize("text", ["", "Coöperatie’", "½ ﬁets", "ἈΧ Ⅷ"])
def test_it_folds_as_everything_else_does(text: str) -> None:
    assert FoldedText(text).folded == fold(text)
