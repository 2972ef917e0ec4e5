"""The linear classifiers: what they learn, and what their twins may not see."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from bot.nlu.heads import LinearHead, fit_discriminant, fit_naive_bayes, fit_svm

GENERATOR = np.random.default_rng(5)
CENTRES = np.array([[3.0, 0.0, 0.0], [0.0, 3.0, 0.0], [0.0, 0.0, 3.0]])
LABELS = np.repeat(np.arange(3), 30)
POINTS = (CENTRES[LABELS] + GENERATOR.normal(size=(90, 3))).astype(np.float32)


@pytest.mark.parametrize("shrinkage", [0.0, 0.5, 1.0])
def test_groups_of_vectors_are_told_apart(shrinkage: float) -> None:
    head = fit_discriminant(POINTS, LABELS, 3, shrinkage)
    assert (head.scores(POINTS).argmax(axis=1) == LABELS).mean() > 0.9


def test_directions_in_which_a_group_spreads_count_less() -> None:
    wide = POINTS * np.array([1.0, 1.0, 1.0], dtype=np.float32)
    wide[:, 0] += GENERATOR.normal(scale=30, size=90).astype(np.float32)
    weights = np.abs(fit_discriminant(wide, LABELS, 3, 0.1).weights)
    assert weights[0].max() < weights[1:].max() / 10


def test_a_label_without_vectors_does_not_win_from_one_that_has_them() -> None:
    head = fit_discriminant(POINTS, LABELS, 4, 0.5)
    assert (head.scores(POINTS).argmax(axis=1) != 3).mean() > 0.9


def test_identical_vectors_give_finite_scores() -> None:
    same = np.ones((6, 3), dtype=np.float32)
    assert np.isfinite(fit_discriminant(same, np.array([0, 0, 0, 1, 1, 1]), 2, 0.5).scores(same)).all()


def test_the_twin_of_the_svm_never_saw_the_held_out_rows() -> None:
    labels = LABELS.copy()
    held_out = np.zeros(90, dtype=bool)
    held_out[::10] = True
    labels[held_out] = (labels[held_out] + 1) % 3  # a lie, which only the rows themselves can teach
    rows = sparse.csr_matrix(POINTS)
    _, scores = fit_svm(rows, labels, np.ones(90, dtype=np.float32), held_out, 1.0)
    assert scores.shape == (9, 3)
    assert (scores.argmax(axis=1) == LABELS[held_out]).mean() > 0.8


def test_a_label_that_the_twin_never_met_gets_the_lowest_score_of_it() -> None:
    labels = LABELS.copy()
    labels[:2] = 3
    held_out = labels == 3
    _, scores = fit_svm(sparse.csr_matrix(POINTS), labels, np.ones(90, dtype=np.float32), held_out, 1.0)
    assert scores[:, 3].tolist() == [-1.0, -1.0]


@pytest.mark.parametrize("rows", [POINTS, sparse.csr_matrix(POINTS)], ids=["dense", "sparse"])
def test_the_number_type_of_the_features_does_not_change_a_score(rows: sparse.csr_matrix) -> None:
    head = LinearHead(CENTRES.astype(np.float32), np.zeros(3, dtype=np.float32))
    double = head.scores(rows.astype(np.float64))
    assert double.dtype == np.float32
    np.testing.assert_array_equal(double, head.scores(rows))


COUNTS = sparse.csr_matrix(np.array([[3, 1, 0], [4, 0, 0], [0, 1, 3], [0, 2, 4]], dtype=np.float32))
TWO = np.array([0, 0, 1, 1])
EQUAL = np.ones(4, dtype=np.float32)


def test_naive_bayes_weighs_an_n_gram_by_how_much_likelier_a_label_makes_it() -> None:
    weights = fit_naive_bayes(COUNTS, TWO, EQUAL, 2, 1.0).weights
    # Label 0 has 7 + 1 of 8 + 3, label 1 has 0 + 1 of 10 + 3.
    assert weights[0, 0] - weights[0, 1] == pytest.approx(np.log((8 / 11) / (1 / 13)), rel=1e-5)
    assert weights.sum(axis=1) == pytest.approx([0.0, 0.0, 0.0], abs=1e-6)


def test_a_text_of_little_weight_teaches_naive_bayes_little() -> None:
    doubted = EQUAL * np.array([1, 1, 1, 0.01], dtype=np.float32)
    certain, doubtful = (fit_naive_bayes(COUNTS, TWO, weights, 2, 1.0).weights for weights in (EQUAL, doubted))
    assert doubtful[2, 1] < certain[2, 1]


def test_naive_bayes_has_no_opinion_for_a_label_without_texts() -> None:
    head = fit_naive_bayes(COUNTS, TWO, EQUAL, 3, 1.0)
    scores = head.scores(COUNTS)
    assert np.isfinite(scores).all()
    assert scores.argmax(axis=1).tolist() == [0, 0, 1, 1]


def test_heads_add_up() -> None:
    one = LinearHead(CENTRES.astype(np.float32), np.ones(3, dtype=np.float32))
    both = one.plus(one, 0.5)
    np.testing.assert_allclose(both.scores(POINTS), 1.5 * one.scores(POINTS), rtol=1e-4)
