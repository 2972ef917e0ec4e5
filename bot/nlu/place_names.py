"""Where in a message a place may stand, and which name a misspelt one is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz import fuzz, process

from bot.nlu.words import Word, is_ordinary

MIN_FUZZY_LENGTH = 5
MIN_FUZZY = 84.0
"""On a scale of 100: from here on a name with a typing error is taken for ours."""
OTHER_LETTER = 5.0
"""So much less alike is a name that begins with another letter."""
MIN_UNKNOWN = 4
"""Letters from which a word behind a place word may be a place that we don't know."""
MAX_PLACE_WORDS = 4
SHORT_MESSAGE = 3
"""Of so few words, the last may be a place without a place word before it: "kringwinkel boom"."""
CANDIDATES = 5

PLACE_WORDS = frozenset(
    "in te bij aan langs uit van rond rondom nabij omgeving regio buurt gemeente stad dorp naar tussen en"  # noqa: SIM905
    " of near".split()
)
"""Words before a name that is an everyday word too."""
ANNOUNCING = frozenset(
    "in te bij uit rond rondom nabij omgeving regio buurt gemeente stad dorp naar near streek omstreken".split()  # noqa: SIM905
)
"""Words right before a place, also one that we don't know."""
AREAS = frozenset("buurt omgeving regio streek rand centrum kanten nabijheid".split())  # noqa: SIM905
NO_PLACES = frozenset("website adres eerste tweede derde laatste meer ruimer verder orde plaats geval".split())  # noqa: SIM905
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


def may_be_place(words: Sequence[Word], index: int, taken: Collection[int]) -> bool:
    """Whether a misspelt place may stand here: behind a place word, or first or last of very few words."""
    if is_announced(words, index):
        return True
    few = len(words) - len(taken) <= SHORT_MESSAGE
    return few and index in (0, len(words) - 1) and words[index].text not in NO_PLACES


def is_announced(words: Sequence[Word], index: int) -> bool:
    """Whether the word before, over an article, says that a place follows."""
    before = index - 1
    if before > 0 and words[before].text in ("de", "het", "den"):
        before -= 1
    if before < 0:
        return False
    return words[before].text in ANNOUNCING or (
        words[before].text == "van" and before > 0 and words[before - 1].text in AREAS
    )


def misspelt(words: Sequence[Word], index: int, taken: Collection[int], names: Sequence[str]) -> tuple[str, int, float]:
    """The name that the words from ``index`` look most like, how many words that are, and how sure it is (0 to 1)."""
    best: tuple[str, int, float] = ("", 0, 0.0)
    for length in range(1, MAX_PLACE_WORDS + 1):
        span = range(index, index + length)
        if span.stop > len(words) or any(at in taken for at in span):
            break
        text = " ".join(words[at].text for at in span)
        if len(text) < MIN_FUZZY_LENGTH or all(is_ordinary(words[at].text) for at in span):
            continue
        for name, score, _ in process.extract(text, names, scorer=fuzz.ratio, score_cutoff=MIN_FUZZY, limit=CANDIDATES):
            likeness = (score if name[0] == text[0] else score - OTHER_LETTER) / 100
            if likeness >= MIN_FUZZY / 100 and likeness > best[2]:
                best = (name, length, round(likeness, 2))
    return best


def is_unknown_place(words: Sequence[Word], index: int) -> bool:
    """A word where a place is expected that is no Dutch word, or a postcode that nobody has."""
    word = words[index].text
    if not is_announced(words, index) or word in NO_PLACES:
        return False
    is_postcode = word.isdigit() and len(word) == 4 and int(word) not in YEARS
    return is_postcode or (word.isalpha() and len(word) >= MIN_UNKNOWN and not is_ordinary(word))
