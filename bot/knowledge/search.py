"""Search with the visitor's own words over the texts of the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.preprocessing import normalize

from bot.nlu.normalization import fold

MIN_SIMILARITY = 0.15
"""Below this, texts share only common words: 9 in 10 of our training questions reach it, 4 in 10 off-topic ones."""
PARTS = (3, 5)
"""Letters in a part of a word, so that word forms, compounds and typing errors find each other."""

# Words that say nothing of the subject; the visitor's other words do the searching.
STOP_WORDS = (  # noqa: SIM905
    "de het een en of in op te van voor met is zijn was wat wie waar wanneer hoe hoeveel waarom welke dat "
    "die dit deze ik je jij u we wij ze zij hij er om aan als ook niet geen wel nog maar dan dus bij naar "
    "uit over door kan kun kunnen moet mag wil zou heb heeft hebben ben bent wordt worden mijn jouw uw "
    "ons hun mij me iets iemand veel meer doe doet doen gaat gaan krijg krijgt krijgen weten zeggen eens "
    "al zo na tot the and for you what how"
).split()
_STOP = frozenset(STOP_WORDS)


class AnswerSearch:
    """TF-IDF over words and over parts of words, in equal weight; documents are topic id -> text."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._ids = list(documents)
        self._features = make_union(
            TfidfVectorizer(strip_accents="unicode", stop_words=STOP_WORDS, sublinear_tf=True),
            TfidfVectorizer(
                strip_accents="unicode",
                analyzer="char_wb",
                ngram_range=PARTS,
                sublinear_tf=True,
                preprocessor=_telling_words,
            ),
        )
        self._rows = normalize(self._features.fit_transform(documents.values()))

    def best(self, text: str, limit: int) -> list[str]:
        """Ids of the documents that share the most telling words with ``text``; empty when none does."""
        scores = (self._rows @ normalize(self._features.transform([text])).T).toarray().ravel()
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self._ids[i] for i in order if scores[i] >= MIN_SIMILARITY]


def _telling_words(text: str) -> str:
    """Without the words that say nothing, which share parts with many others."""
    return " ".join(word for word in re.findall(r"\w+", fold(text)) if word not in _STOP)
