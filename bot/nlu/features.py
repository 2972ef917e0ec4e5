"""Sparse features of a text: word and character n-grams, weighted by TF-IDF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

VOCABULARY_FILE = "vocabulary.json"
IDF_FILE = "idf.npz"
BLOCKS = ("word", "char")


class NgramFeatures:
    """Words (1-2) and characters within words (3-4), each TF-IDF block of length 1.

    Character n-grams do for Dutch what a compound splitter and a spelling checker would:
    ``maatwerkbedrijf``, ``maatwerk bedrijf`` and ``maatwerkberijf`` share most of them. N-grams of one or two texts,
    and those of two or five characters, make the model larger and no righter.
    """

    def __init__(self, blocks: Sequence[str] = BLOCKS) -> None:
        known = {
            "word": TfidfVectorizer(
                ngram_range=(1, 2),
                token_pattern=r"(?u)\S+",  # noqa: S106  a pattern
                min_df=2,
                lowercase=False,
                sublinear_tf=True,
                dtype=np.float32,
            ),
            "char": TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(3, 4),
                min_df=3,
                lowercase=False,
                sublinear_tf=True,
                dtype=np.float32,
            ),
        }
        self._blocks = {name: known[name] for name in blocks}

    def fit_transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Learn the n-grams of ``texts``; one row per text."""
        return sparse.hstack([block.fit_transform(texts) for block in self._blocks.values()], format="csr")

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Rows for ``texts``; n-grams never seen in training are left out."""
        return sparse.hstack([block.transform(texts) for block in self._blocks.values()], format="csr")

    def save(self, folder: Path) -> None:
        """Write vocabulary (JSON) and weights (npz) to ``folder``."""
        ordered = {name: block.get_feature_names_out().tolist() for name, block in self._blocks.items()}
        text = json.dumps(ordered, ensure_ascii=False)
        (folder / VOCABULARY_FILE).write_text(text, encoding="utf-8")
        np.savez_compressed(folder / IDF_FILE, **{name: block.idf_ for name, block in self._blocks.items()})

    @classmethod
    def load(cls, folder: Path) -> NgramFeatures:
        """The features as ``save`` wrote them."""
        features = cls()
        ordered = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / IDF_FILE) as weights:
            for name, block in features._blocks.items():
                block.vocabulary = {ngram: column for column, ngram in enumerate(ordered[name])}
                block.idf_ = weights[name]
        return features
