"""Known phrases of the catalogue (places, activities, enterprises) and how a text is searched for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from bot.nlu.language import simple_lemma
from bot.nlu.normalization import fold

MUNICIPALITY = "municipality"
ACTIVITY = "activity"
ENTERPRISE = "enterprise"

EXACT = 1.0
MIN_FUZZY_LENGTH = 5
MIN_FUZZY_SCORE = 84.0
MAX_PHRASE_WORDS = 7
ACTIVITY_WINDOW = 3
"""So many other words may stand between the words of an activity: "mijn haag twee keer laten scheren"."""

SHORT_MESSAGE = 3
"""Of so few words, the last may be a place without a place word before it: "kringwinkel boom"."""

PLACE_WORDS = frozenset(
    "in te bij uit van rond rondom nabij omgeving regio buurt gemeente stad dorp naar tussen en of near".split()  # noqa: SIM905
)
ORDINARY_PLACES = frozenset(
    [
        "as",
        "balen",
        "bever",
        "boom",
        "essen",
        "geel",
        "halen",
        "ham",
        "kapellen",
        "landen",
        "lede",
        "lint",
        "lo",
        "malle",
        "menen",
        "mol",
        "peer",
        "putte",
        "schelle",
        "schilde",
        "schoten",
        "staden",
        "voeren",
        "vorst",
        "wellen",
    ]
)
"""Names of places that are everyday words too; simplemma's dictionary can't tell, for it knows Gent and Aalst."""
YEARS = range(1990, 2041)
"""Numbers that are postcodes and years: they are a place only after the word postcode."""


@dataclass(frozen=True)
class Phrase:
    """One way to say ``value``; ``ordinary`` marks names that are also everyday words, such as Boom or Mobiel."""

    entity: str
    value: str
    text: str
    ordinary: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(split_words(fold(self.text)))


@dataclass(frozen=True)
class Word:
    """A word of the message with its place in it."""

    text: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True)
class Match:
    """A phrase found from word ``first`` up to and without word ``last``."""

    phrase: Phrase
    first: int
    last: int
    confidence: float


def split_words(text: str) -> list[str]:
    """Words of a folded name: hyphens and punctuation separate."""
    return "".join(char if char.isalnum() or char == "'" else " " for char in text).split()


@lru_cache(maxsize=4096)
def is_ordinary(name: str) -> bool:
    """Whether every word of a name is an everyday Dutch word (simplemma's dictionary)."""
    import simplemma

    return all(len(w) < 4 or simplemma.is_known(w, lang="nl") for w in split_words(fold(name)))


class PhraseIndex:
    """Finds phrases in messages: first exactly, then names with a typing error behind a place word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = list(phrases)
        self._names: dict[tuple[str, ...], Phrase] = {}
        self._activities: dict[str, list[tuple[frozenset[str], Phrase]]] = {}
        self._places: dict[str, Phrase] = {}
        for phrase in self.phrases:
            if phrase.entity == ACTIVITY:
                lemmas = frozenset(simple_lemma(word) for word in phrase.words)
                for lemma in lemmas:
                    self._activities.setdefault(lemma, []).append((lemmas, phrase))
            else:
                self._names.setdefault(phrase.words, phrase)
                if phrase.entity == MUNICIPALITY and not phrase.text.isdigit():
                    self._places.setdefault(fold(phrase.text), phrase)

    def find(self, words: Sequence[Word]) -> list[Match]:
        """Matches in the order of the message; names don't overlap, activities may stand within a name."""
        names = list(self._exact_names(words))
        taken = {index for match in names for index in range(match.first, match.last)}
        fuzzy = list(self._fuzzy_places(words, taken))
        taken |= {match.first for match in fuzzy}
        activities = [m for m in self._activity_matches(words) if not taken & set(range(m.first, m.last))]
        return sorted([*names, *fuzzy, *activities], key=lambda match: match.first)

    def _exact_names(self, words: Sequence[Word]) -> Iterator[Match]:
        index = 0
        while index < len(words):
            for length in range(min(MAX_PHRASE_WORDS, len(words) - index), 0, -1):
                phrase = self._names.get(tuple(word.text for word in words[index : index + length]))
                if phrase and _fits(phrase, words, index):
                    yield Match(phrase, index, index + length, EXACT)
                    index += length
                    break
            else:
                index += 1

    def _fuzzy_places(self, words: Sequence[Word], taken: set[int]) -> Iterator[Match]:
        for index, word in enumerate(words):
            before = words[index - 1].text if index else ""
            if index in taken or before not in PLACE_WORDS - {"en", "of", "van"} or len(word.text) < MIN_FUZZY_LENGTH:
                continue
            if is_ordinary(word.text):
                continue
            best = process.extractOne(word.text, self._places.keys(), scorer=fuzz.ratio, score_cutoff=MIN_FUZZY_SCORE)
            if best:
                yield Match(self._places[best[0]], index, index + 1, round(best[1] / 100, 2))

    def _activity_matches(self, words: Sequence[Word]) -> Iterator[Match]:
        lemmas = [word.lemma for word in words]
        found: dict[str, Match] = {}
        for index, lemma in enumerate(lemmas):
            for wanted, phrase in self._activities.get(lemma, ()):
                span = _span(lemmas, wanted, index)
                if span is None:
                    continue
                match = Match(phrase, *span, EXACT)
                known = found.get(phrase.value)
                if known is None or len(wanted) > len(known.phrase.words):
                    found[phrase.value] = match
        longest = sorted(found.values(), key=lambda match: -len(match.phrase.words))
        used: set[int] = set()
        for match in longest:
            own = set(range(match.first, match.last))
            if not own & used:
                used |= own
                yield match


def similar_places(text: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """The names closest to ``text``, best first."""
    hits = process.extract(text, list(names), scorer=fuzz.ratio, processor=utils.default_process, limit=limit)
    return [name for name, score, _ in hits if score >= 60]


def _span(lemmas: Sequence[str], wanted: frozenset[str], start: int) -> tuple[int, int] | None:
    """The stretch from ``start`` that holds all wanted lemmas, in any order, with few words between."""
    end = min(len(lemmas), start + len(wanted) + (ACTIVITY_WINDOW if len(wanted) > 1 else 0))
    missing = set(wanted)
    for index in range(start, end):
        missing.discard(lemmas[index])
        if not missing:
            return start, index + 1
    return None


def _fits(phrase: Phrase, words: Sequence[Word], index: int) -> bool:
    """Everyday words are names only where a name may be expected."""
    before = words[index - 1].text if index else ""
    if phrase.text.isdigit():
        return int(phrase.text) not in YEARS or before == "postcode"
    if not phrase.ordinary:
        return True
    alone = len(words) <= len(phrase.words) + 1
    if phrase.entity == MUNICIPALITY:
        keywords = len(words) <= SHORT_MESSAGE and index == len(words) - 1
        return before in PLACE_WORDS or alone or keywords
    return alone or (len(phrase.words) > 1)
