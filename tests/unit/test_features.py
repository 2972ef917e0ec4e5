"""Word and character n-grams, the same after they were stored."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse.linalg import norm

from bot.nlu.features import IDF_FILE, VOCABULARY_FILE, NgramFeatures
from tests.support.nlu import EXAMPLES

TEXTS = [example.text for example in EXAMPLES for _ in range(3)]
"""Each three times, as n-grams of one or two texts are left out."""


@pytest.fixture(scope="module")
def features() -> NgramFeatures:
    fitted = NgramFeatures()
    fitted.fit_transform(TEXTS)
    return fitted


def similarity(features: NgramFeatures, first: str, second: str) -> float:
    rows = features.transform([first, second])
    return float((rows[0] @ rows[1].T).toarray().item())


def test_fitting_gives_the_rows_that_transforming_gives_later() -> None:
    features = NgramFeatures()
    assert np.allclose(features.fit_transform(TEXTS).toarray(), features.transform(TEXTS).toarray())


def test_words_and_characters_are_two_blocks_of_length_one(features: NgramFeatures) -> None:
    assert norm(features.transform([TEXTS[0]])) == pytest.approx(2**0.5)


@pytest.mark.parametrize("typed", ["maatwerk bedrijf", "maatwerkberijf", "maatwerkbedrijven"])
def test_a_compound_is_recognised_split_misspelled_and_in_the_plural(features: NgramFeatures, typed: str) -> None:
    assert similarity(features, "maatwerkbedrijf", typed) > 0.4
    assert similarity(features, "kringwinkel", typed) < 0.1


def test_the_order_of_two_words_counts(features: NgramFeatures) -> None:
    assert similarity(features, "subsidie aanvragen", "aanvragen subsidie") < 1.9


def test_a_text_of_unknown_signs_has_no_features(features: NgramFeatures) -> None:
    assert features.transform(["你好"]).nnz == 0


def test_stored_features_give_the_same_rows(features: NgramFeatures, tmp_path: Path) -> None:
    features.save(tmp_path)
    unseen = [*TEXTS, "verdien ik iets in de kringwinkels", "subsdie"]
    difference = features.transform(unseen) - NgramFeatures.load(tmp_path).transform(unseen)
    assert abs(difference).max() < 1e-6


def test_what_is_stored_can_be_read_without_running_code(features: NgramFeatures, tmp_path: Path) -> None:
    features.save(tmp_path)
    vocabulary = json.loads((tmp_path / VOCABULARY_FILE).read_text(encoding="utf-8"))
    with np.load(tmp_path / IDF_FILE, allow_pickle=False) as weights:
        assert {name: len(weights[name]) for name in weights} == {name: len(v) for name, v in vocabulary.items()}
    assert "kringwinkel" in vocabulary["word"]
