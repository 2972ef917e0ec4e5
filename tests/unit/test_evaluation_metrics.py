"""The numbers of docs/evaluation.md, against ones worked out by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.metrics import auroc, calibration_error, f1, reliability, share, upper_bound


def test_a_perfect_separation_has_auroc_one_and_a_reversed_one_zero() -> None:
    assert auroc([0.8, 0.9], [0.1, 0.2]) == 1.0
    assert auroc([0.1, 0.2], [0.8, 0.9]) == 0.0


def test_auroc_counts_the_pairs_in_the_right_order() -> None:
    # Pairs: .9>.5, .9>.3, .4<.5, .4>.3: three of four.
    assert auroc([0.9, 0.4], [0.5, 0.3]) == pytest.approx(0.75)


def test_a_tie_counts_half() -> None:
    assert auroc([0.5], [0.5]) == pytest.approx(0.5)
    # Pairs: .7=.7 (half), .7>.2, .5<.7, .5>.2: two and a half of four.
    assert auroc([0.7, 0.5], [0.7, 0.2]) == pytest.approx(0.625)


def test_auroc_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="either side"):
        auroc([0.5], [])


def test_bins_hold_what_was_promised_and_what_came_of_it() -> None:
    bins = reliability([0.95, 0.95, 0.32, 0.38, 1.0], [True, False, False, True, True])
    assert [found.count for found in bins] == [2, 3]
    assert bins[0].confidence == pytest.approx(0.35)
    assert bins[0].accuracy == pytest.approx(0.5)
    assert bins[1].confidence == pytest.approx(2.9 / 3)
    assert bins[1].accuracy == pytest.approx(2 / 3)


def test_the_calibration_error_weighs_each_bin_by_its_questions() -> None:
    bins = reliability([0.85, 0.85, 0.85, 0.15], [True, True, False, False])
    # |0.85 - 2/3| for three questions, |0.15 - 0| for one.
    assert calibration_error(bins) == pytest.approx((3 * (0.85 - 2 / 3) + 0.15) / 4)
    assert calibration_error([]) == 0.0


def test_f1_balances_what_was_missed_and_what_was_made_up() -> None:
    scores = f1([(["gent", "fiets"], ["gent"]), ([], ["aalst"]), (["brugge"], ["brugge", "damme"])])
    assert (scores.wanted, scores.found, scores.both) == (3, 4, 2)
    assert scores.precision == pytest.approx(0.5)
    assert scores.recall == pytest.approx(2 / 3)
    assert scores.score == pytest.approx(4 / 7)


def test_the_same_entity_twice_must_be_found_twice() -> None:
    assert f1([(["gent", "gent"], ["gent"])]).recall == pytest.approx(0.5)


def test_nothing_wanted_and_nothing_found_scores_zero_without_a_stumble() -> None:
    assert f1([([], [])]).score == 0.0
    assert share([]) == 0.0


def test_the_upper_bound_of_a_share_shrinks_with_more_messages() -> None:
    # Beta(0.5, 20.5) and Beta(2.5, 28.5): tables of the beta distribution.
    assert upper_bound(0, 20, 0.75) == pytest.approx(0.0322, abs=2e-3)
    assert upper_bound(2, 30, 0.75) == pytest.approx(0.1054, abs=4e-3)
    assert upper_bound(0, 200, 0.75) < upper_bound(0, 20, 0.75) < upper_bound(0, 20, 0.95)
    assert upper_bound(0, 0, 0.75) == 1.0
    assert upper_bound(3, 3, 0.75) == 1.0
