"""Search with the visitor's own words over the texts of the answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

MIN_SIMILARITY = 0.12
"""Below this, texts share only common words; a first guess."""

# Words that say nothing of the subject; the visitor's other words do the searching.
STOP_WORDS = [
    "de",
    "het",
    "een",
    "en",
    "of",
    "in",
    "op",
    "te",
    "van",
    "voor",
    "met",
    "is",
    "zijn",
    "was",
    "wat",
    "wie",
    "waar",
    "wanneer",
    "hoe",
    "hoeveel",
    "waarom",
    "welke",
    "dat",
    "die",
    "dit",
    "deze",
    "ik",
    "je",
    "jij",
    "u",
    "we",
    "wij",
    "ze",
    "zij",
    "hij",
    "er",
    "om",
    "aan",
    "als",
    "ook",
    "niet",
    "geen",
    "wel",
    "nog",
    "maar",
    "dan",
    "dus",
    "bij",
    "naar",
    "uit",
    "over",
    "door",
    "kan",
    "kun",
    "kunnen",
    "moet",
    "mag",
    "wil",
    "zou",
    "heb",
    "heeft",
    "hebben",
    "ben",
    "bent",
    "wordt",
    "worden",
    "mijn",
    "jouw",
    "uw",
    "ons",
    "hun",
    "mij",
    "me",
    "iets",
    "iemand",
    "veel",
    "meer",
    "doe",
    "doet",
    "doen",
    "gaat",
    "gaan",
    "krijg",
    "krijgt",
    "krijgen",
    "weten",
    "zeggen",
    "eens",
    "al",
    "zo",
    "na",
    "tot",
    "the",
    "and",
    "for",
    "you",
    "what",
    "how",
    "is",
]


class AnswerSearch:
    """TF-IDF over words and word parts; documents are topic id -> text."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._ids = list(documents)
        self._vectorizer = TfidfVectorizer(
            strip_accents="unicode", stop_words=STOP_WORDS, sublinear_tf=True, ngram_range=(1, 2), min_df=1
        )
        self._rows = self._vectorizer.fit_transform(documents.values())

    def best(self, text: str, limit: int) -> list[str]:
        """Ids of the documents that share the most telling words with ``text``; empty when none does."""
        scores = (self._rows @ self._vectorizer.transform([text]).T).toarray().ravel()
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self._ids[i] for i in order if scores[i] >= MIN_SIMILARITY]
