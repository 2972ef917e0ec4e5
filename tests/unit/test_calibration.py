"""Scores become probabilities that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.calibration import (
    Temperature,
    expected_calibration_error,
    fit_fusion,
    fit_mixture,
    fit_temperature,
    softmax,
)

SCORES = np.array([[2.0, 1.0, 0.0], [0.0, 5.0, -1.0]], dtype=np.float32)


def test_probabilities_of_a_row_sum_to_one_and_keep_its_order() -> None:
    probabilities = softmax(SCORES)
    assert probabilities.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert probabilities.argsort(axis=1).tolist() == SCORES.argsort(axis=1).tolist()
    assert probabilities[0] == pytest.approx([0.6652, 0.2447, 0.0900], abs=1e-4)


def test_a_high_temperature_doubts_and_a_low_one_is_sure() -> None:
    assert softmax(SCORES / 0.1)[0].max() > softmax(SCORES)[0].max() > softmax(SCORES / 10)[0].max()


def test_great_scores_do_not_overflow() -> None:
    assert softmax(np.array([1e6, 0.0], dtype=np.float32)).tolist() == [1.0, 0.0]


def drawn(temperature: float) -> tuple[np.ndarray, np.ndarray]:
    """Scores, and labels that were drawn with the probabilities of this temperature."""
    generator = np.random.default_rng(7)
    scores = generator.normal(size=(4000, 5)).astype(np.float32)
    chances = softmax(scores / temperature).astype(np.float64)
    return scores, np.array([generator.choice(5, p=row / row.sum()) for row in chances])


SAME = [60] * 4000


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.0])
def test_the_temperature_by_which_labels_came_about_is_found_back(temperature: float) -> None:
    found = fit_temperature(*drawn(temperature), SAME)
    assert found.at([60]).item() == pytest.approx(temperature, rel=0.1)


def test_lengths_that_tell_nothing_leave_one_temperature_for_all() -> None:
    scores, labels = drawn(0.5)
    lengths = np.random.default_rng(2).integers(20, 400, size=len(labels)).tolist()
    short, long = fit_temperature(scores, labels, lengths).at([30, 300]).ravel()
    assert short == pytest.approx(long, rel=0.15)


def test_texts_whose_scores_lie_closer_together_get_a_lower_temperature() -> None:
    scores, labels = drawn(0.5)
    long = np.arange(len(labels)) % 2 == 1
    scores[long] /= 3  # as sure as the others, said more faintly
    found = fit_temperature(scores, labels, np.where(long, 300, 60).tolist())
    at_short, at_long = found.at([60, 300]).ravel()
    assert at_short == pytest.approx(0.5, rel=0.1)
    assert at_long == pytest.approx(0.5 / 3, rel=0.1)


def test_the_shortest_texts_share_a_temperature() -> None:
    one, ten = Temperature(0.0, -0.5).at([1, 10]).ravel()
    assert one == ten


def test_the_found_temperature_is_calibrated_and_another_one_is_not() -> None:
    scores, labels = drawn(0.5)
    errors = []
    for temperature in (fit_temperature(scores, labels, SAME).at(SAME), 0.1):
        probabilities = softmax(scores / temperature)
        correct = probabilities.argmax(axis=1) == labels
        errors.append(expected_calibration_error(probabilities.max(axis=1), correct))
    assert errors[0] < 0.05 < errors[1]


def test_the_calibration_error_is_the_distance_between_confidence_and_accuracy() -> None:
    confidence = np.array([0.85, 0.85, 0.15, 0.15], dtype=np.float32)
    correct = np.array([True, False, False, False])
    assert expected_calibration_error(confidence, correct) == pytest.approx(0.5 * 0.35 + 0.5 * 0.15)


def test_full_confidence_that_is_right_has_no_error() -> None:
    assert expected_calibration_error(np.ones(3, dtype=np.float32), np.array([True, True, True])) == 0.0


def test_the_weights_by_which_two_classifiers_were_joined_are_found_back() -> None:
    generator = np.random.default_rng(11)
    first, second = (generator.normal(size=(6000, 5)).astype(np.float32) for _ in range(2))
    chances = softmax(2.0 * first + 0.5 * second).astype(np.float64)
    labels = np.array([generator.choice(5, p=row / row.sum()) for row in chances])
    assert fit_fusion(first, second, labels) == pytest.approx((2.0, 0.5), rel=0.1)


def test_a_classifier_that_only_guesses_gets_hardly_any_weight() -> None:
    scores, labels = drawn(0.5)
    noise = np.random.default_rng(3).normal(size=scores.shape).astype(np.float32)
    trusted, ignored = fit_fusion(scores, noise, labels)
    assert ignored < trusted / 10


def test_the_mixture_by_which_labels_came_about_is_found_back() -> None:
    generator = np.random.default_rng(13)
    first, second = (generator.normal(size=(6000, 5)).astype(np.float32) for _ in range(2))
    chances = softmax((first + 0.3 * second) / 0.5).astype(np.float64)
    labels = np.array([generator.choice(5, p=row / row.sum()) for row in chances])
    weight, temperature = fit_mixture(first, second, labels, [60] * len(labels))
    assert weight == pytest.approx(0.3, rel=0.15)
    assert temperature.at([60]).item() == pytest.approx(0.5, rel=0.1)
