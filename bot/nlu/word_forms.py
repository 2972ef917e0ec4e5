"""Words that nobody listed but that hold a listed one: compounds, other endings, typing errors."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.nlu.language import simple_lemma
from bot.nlu.words import is_ordinary

MIN_HEAD = 4
"""Letters of a listed word that may begin a compound: ``verfbedrijf`` has none of ``verven``."""
MIN_TAIL = 6
"""Letters of a listed word that may end one: ``industriewasserij``."""
MIN_FUZZY_LENGTH = 7
MIN_FUZZY = 86.0
COMPOUND = 0.9
BINDINGS = ("", "s", "en", "e", "n")
TAILS = frozenset(
    "werk werken werkje bedrijf bedrijven firma dienst diensten atelier ateliers winkel winkels ploeg ploegen"  # noqa: SIM905
    " opdracht opdrachten onderhoud project projecten klus klussen taak taken specialist vakman man vrouw team hulp"
    " service sector productie producten centrum centra cooperatie cooperaties afdeling onderneming aannemer"
    " bewerking verwerking materiaal".split()
)
"""What a listed word may stand before without a change of what the work is."""


class WordForms:
    """Finds the listed word that an unlisted one is made of."""

    def __init__(self, listed: Iterable[str]) -> None:
        words = [word for word in listed if word.isalpha()]
        self._words = [word for word in words if len(word) >= MIN_FUZZY_LENGTH - 1]
        self._heads: dict[str, str] = {}
        for word in words:
            for head in (word, word.removesuffix("en") if len(word) > MIN_HEAD + 2 else word):
                if len(head) >= MIN_HEAD:
                    self._heads.setdefault(head, word)
        self._tails = {word for word in words if len(word) >= MIN_TAIL}

    def find(self, word: str) -> tuple[str, float] | None:
        """The listed word and how sure that is (0 to 1), or nothing."""
        if len(word) < MIN_FUZZY_LENGTH or not word.isalpha():
            return None
        for at in range(len(word) - MIN_HEAD, MIN_HEAD - 1, -1):
            for binding in BINDINGS:
                head = word[:at].removesuffix(binding) if binding else word[:at]
                if word[at:] in TAILS and head in self._heads:
                    return self._heads[head], COMPOUND
        for at in range(3, len(word) - MIN_TAIL + 1):
            if word[at:] in self._tails:
                return word[at:], COMPOUND
        if is_ordinary(word):
            return None
        best = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=MIN_FUZZY)
        return (best[0], round(best[1] / 100, 2)) if best else None


class Tails:
    """Finds the word of a phrase that a compound ends with: ``geschenkdozen`` -> dozen."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        self._lemmas = {lemma for lemma in lemmas if lemma.isalpha() and len(lemma) >= MIN_HEAD}

    def of(self, word: str) -> str | None:
        """The lemma of the longest end that a phrase has; nothing for a word that is none of these."""
        if len(word) < MIN_FUZZY_LENGTH or not word.isalpha():
            return None
        ends = (simple_lemma(word[at:]) for at in range(MIN_HEAD - 1, len(word) - MIN_HEAD + 1))
        return next((end for end in ends if end in self._lemmas), None)
