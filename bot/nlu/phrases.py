"""Known phrases of the catalogue (places, activities, recognitions, names) and how a text is searched for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.nlu.language import simple_lemma
from bot.nlu.normalization import fold
from bot.nlu.place_names import (
    MIN_FUZZY_LENGTH,
    PLACE_WORDS,
    SHORT_MESSAGE,
    YEARS,
    is_unknown_place,
    may_be_place,
    misspelt,
)
from bot.nlu.word_forms import COMPOUND, Tails, WordForms
from bot.nlu.words import Word, is_ordinary, split_words

MUNICIPALITY = "municipality"
PROVINCE = "province"
REGION = "region"
UNKNOWN_PLACE = "unknown_place"
ACTIVITY = "activity"
RECOGNITION = "recognition"
ORGANISATION = "organisation"
ENTERPRISE = "enterprise"
PLACES = frozenset({MUNICIPALITY, PROVINCE, REGION})

EXACT = 1.0
UNSURE = 0.5
MAX_PHRASE_WORDS = 7
MAX_COMPANY_WORDS = 4
MIN_COMPANY = 8
"""Letters from which a name with a typing error is recognised."""
MIN_COMPANY_SCORE = 90.0
"""On a scale of 100: from here on it is taken for ours."""
MIN_WORD_SCORE = 85.0
"""So much each of its words must be alike."""
ARTICLES = frozenset({"de", "het", "den"})
ACTIVITY_WINDOW = 3
"""So many other words may stand between the words of an activity: "mijn haag twee keer laten scheren"."""


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
class Match:
    """A phrase found from word ``first`` up to and without word ``last``."""

    phrase: Phrase
    first: int
    last: int
    confidence: float

    @property
    def span(self) -> set[int]:
        return set(range(self.first, self.last))


class PhraseIndex:
    """Finds phrases in messages: names exactly, places with a typing error, activities in any form."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = list(phrases)
        self._names: dict[tuple[str, ...], Phrase] = {}
        self._activities: dict[str, list[tuple[frozenset[str], Phrase]]] = {}
        self._single: dict[str, Phrase] = {}
        self._places: dict[str, Phrase] = {}
        self._companies: dict[str, Phrase] = {}
        for phrase in self.phrases:
            words = phrase.words
            if phrase.entity == ACTIVITY:
                lemmas = frozenset(fold(simple_lemma(word)) for word in words)
                for lemma in lemmas:
                    self._activities.setdefault(lemma, []).append((lemmas, phrase))
                if len(words) == 1:
                    self._single.setdefault(words[0], phrase)
                continue
            self._names.setdefault(words, phrase)
            if phrase.entity in PLACES and len(phrase.text) >= MIN_FUZZY_LENGTH:
                self._places.setdefault(" ".join(words), phrase)
            if phrase.entity == ENTERPRISE and (bare := _without_article(words)):
                self._companies.setdefault(bare, phrase)
        self._place_names = list(self._places)
        self._company_names = list(self._companies)
        self._tails = Tails(lemma for lemma, found in self._activities.items() if any(len(w) > 1 for w, _ in found))
        self._forms = WordForms(self._single)

    def find(self, words: Sequence[Word]) -> list[Match]:
        """Matches in the order of the message; none of them overlap."""
        found = list(self._exact_names(words))
        searches = (
            self._misspelt_companies,
            self._misspelt_places,
            self._listed_activities,
            self._compound_activities,
            self._other_activities,
            _unknown_places,
        )
        for search in searches:
            taken = set().union(*(match.span for match in found))
            found += search(words, taken)
        return sorted(found, key=lambda match: match.first)

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

    def _misspelt_companies(self, words: Sequence[Word], taken: set[int]) -> list[Match]:
        """Names of several words, or one rare word, with a typing error or without their article."""
        found: list[Match] = []
        used = set(taken)
        for length in range(MAX_COMPANY_WORDS, 0, -1):
            for index in range(len(words) - length + 1):
                span = set(range(index, index + length))
                text = " ".join(words[at].text for at in sorted(span))
                if span & used or len(text) < MIN_COMPANY or all(is_ordinary(words[at].text) for at in span):
                    continue
                best = process.extractOne(text, self._company_names, scorer=fuzz.ratio, score_cutoff=MIN_COMPANY_SCORE)
                if best and _alike_by_word(text, best[0]):
                    used |= span
                    found.append(Match(self._companies[best[0]], index, index + length, round(best[1] / 100, 2)))
        return found

    def _misspelt_places(self, words: Sequence[Word], taken: set[int]) -> list[Match]:
        found: list[Match] = []
        until = 0
        for index in range(len(words)):
            if index < until or index in taken or not may_be_place(words, index, taken):
                continue
            if self._is_activity(words[index]):
                continue
            name, length, likeness = misspelt(words, index, taken, self._place_names)
            if length:
                until = index + length
                found.append(Match(self._places[name], index, until, likeness))
        return found

    def _listed_activities(self, words: Sequence[Word], taken: set[int]) -> list[Match]:
        return self._activities_of([word.lemma for word in words], taken, 1, EXACT)

    def _compound_activities(self, words: Sequence[Word], taken: set[int]) -> list[Match]:
        """Work of several words, one of which ends a compound: "geschenkdozen vullen"."""
        lemmas = [word.lemma for word in words]
        loose = [
            lemma if lemma in self._activities else self._tails.of(word.text) or lemma
            for lemma, word in zip(lemmas, words, strict=True)
        ]
        return self._activities_of(loose, taken, 2, COMPOUND) if loose != lemmas else []

    def _activities_of(self, lemmas: list[str], taken: set[int], at_least: int, confidence: float) -> list[Match]:
        lemmas = ["" if index in taken else lemma for index, lemma in enumerate(lemmas)]
        best: dict[str, Match] = {}
        for index, lemma in enumerate(lemmas):
            for wanted, phrase in self._activities.get(lemma, ()) if lemma else ():
                span = _span(lemmas, wanted, index) if len(wanted) >= at_least else None
                if span is None:
                    continue
                match = Match(phrase, *span, confidence)
                known = best.get(phrase.value)
                if known is None or len(wanted) > len(known.phrase.words):
                    best[phrase.value] = match
        found: list[Match] = []
        for match in sorted(best.values(), key=lambda match: -len(match.phrase.words)):
            if not any(match.span & (other.span | taken) for other in found) and not match.span & taken:
                found.append(match)
        return found

    def _other_activities(self, words: Sequence[Word], taken: set[int]) -> list[Match]:
        free = ((index, word) for index, word in enumerate(words) if index not in taken)
        forms = ((index, self._forms.find(word.text)) for index, word in free)
        return [Match(self._single[form[0]], index, index + 1, form[1]) for index, form in forms if form]

    def _is_activity(self, word: Word) -> bool:
        return any(len(wanted) == 1 for wanted, _ in self._activities.get(word.lemma, ()))


def _without_article(words: Sequence[str]) -> str:
    """The name by which it is looked for; nothing where that is short or one everyday word."""
    bare = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    name = " ".join(bare)
    return "" if len(name) < MIN_COMPANY or (len(bare) == 1 and is_ordinary(name)) else name


def _alike_by_word(typed: str, name: str) -> bool:
    """Whether each word looks like its counterpart: "kringwinkel was" is not Kringwinkel West."""
    pairs = list(zip(typed.split(), name.split(), strict=False))
    return typed.count(" ") == name.count(" ") and all(fuzz.ratio(*pair) >= MIN_WORD_SCORE for pair in pairs)


def _unknown_places(words: Sequence[Word], taken: set[int]) -> list[Match]:
    return [
        Match(Phrase(UNKNOWN_PLACE, word.text, word.text), index, index + 1, UNSURE)
        for index, word in enumerate(words)
        if index not in taken and is_unknown_place(words, index)
    ]


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
    if not phrase.ordinary or (phrase.entity == ENTERPRISE and words[index].capital):
        return True
    alone = len(words) <= len(phrase.words) + 1
    if phrase.entity in PLACES:
        keywords = len(words) <= SHORT_MESSAGE and index == len(words) - 1
        return before in PLACE_WORDS or alone or keywords
    return alone or (len(phrase.words) > 1)
