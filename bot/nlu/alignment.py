"""A folded text that still knows where each of its characters stood."""

from __future__ import annotations

import unicodedata

from bot.nlu.normalization import fold


class FoldedText:
    """``folded`` is ``fold(text)``; ``span`` gives back the place of a stretch of it in ``text``.

    Folding may make a text longer (``½``) or shorter (a combining accent), so offsets in it can't be used as they are.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        if text.isascii():
            self.folded, self._origins = fold(text), list(range(len(text)))
            return
        folded = [fold(char) for char in text]
        self.folded = "".join(folded)
        self._origins = [index for index, part in enumerate(folded) for _ in part]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``folded[start:end]``, which may not be empty, stands in the text, with its accents."""
        last = self._origins[end - 1] + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return self._origins[start], last
