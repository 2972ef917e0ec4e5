"""Thresholds are chosen for a goal, on rankings that were measured once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.measuring import Outcome
from bot.evaluation.questions import Question
from bot.evaluation.thresholds import Goal, Trial, agrees
from bot.nlu.gate import Thresholds

CURRENT = Thresholds(answer=0.5, suggest=0.1, outside=0.5)
GOAL = Goal(far=0.1, near=0.2, certainty=0.5, idle=1.0, slack=0.0)


def asked(confidence: float, *, right: bool = True) -> Outcome:
    """A question about loon with one clear answer, as the gate of CURRENT decides on it."""
    named = "faq/loon" if right else "faq/premie"
    status = "answered" if confidence >= 0.5 else "suggested" if confidence >= 0.1 else "searched"
    given = named if status == "answered" else None
    candidates = (named,) if status == "suggested" else ()
    question = Question("hoeveel verdien ik", "faq/loon", "neutral", "validation")
    return Outcome(question, status, given, candidates, ((named, confidence),))


def strange(confidence: float, kind: str) -> Outcome:
    """A message outside the domain that looks like an answer with this probability."""
    return replace(asked(confidence), question=Question("regent het", "refused", kind, "validation"))


INSIDE = [asked(0.9), asked(0.7), asked(0.45), asked(0.35), asked(0.15), asked(0.3, right=False)]
OUTSIDE = [*(strange(0.02, "far") for _ in range(20)), *(strange(0.02, "near") for _ in range(20))]


def test_a_lower_threshold_gives_more_answers_right_and_wrong() -> None:
    trial = Trial(INSIDE, OUTSIDE, CURRENT)
    high, low = (trial.point(replace(CURRENT, answer=answer), GOAL) for answer in (0.6, 0.25))
    assert (high.right, high.wrong) == pytest.approx((2 / 6, 0.0))
    assert (low.right, low.wrong) == pytest.approx((4 / 6, 1 / 6))
    assert low.coverage == pytest.approx(5 / 6)
    assert low.risk == pytest.approx(1 / 5)


def test_the_proposal_answers_as_much_as_the_goal_allows() -> None:
    false_near = [strange(0.4, "near")] * 6  # six of 26 would be more than the goal
    point = Trial(INSIDE, [*OUTSIDE, *false_near], CURRENT).propose(GOAL)
    assert point.holds
    assert point.near == 0.0
    assert point.thresholds.answer == pytest.approx(0.45)  # the highest that still answers the third question


def test_without_false_answers_every_right_one_is_given() -> None:
    point = Trial(INSIDE, OUTSIDE, CURRENT).propose(GOAL)
    assert point.thresholds.answer == pytest.approx(0.15)
    assert point.right == pytest.approx(5 / 6)


def test_slack_gives_up_a_right_answer_for_fewer_wrong_ones() -> None:
    point = Trial(INSIDE, OUTSIDE, CURRENT).propose(replace(GOAL, slack=0.2))
    assert point.thresholds.answer == pytest.approx(0.35)
    assert point.wrong == 0.0


def test_a_margin_on_few_messages_asks_for_more_than_the_bare_share() -> None:
    outside = [*OUTSIDE, strange(0.4, "far")]  # one of 21, under ten percent as it stands
    bare = Trial(INSIDE, outside, CURRENT).propose(GOAL)
    sure = Trial(INSIDE, outside, CURRENT).propose(replace(GOAL, certainty=0.95))
    assert bare.thresholds.answer < 0.4 < sure.thresholds.answer


def test_a_goal_that_nothing_keeps_is_said() -> None:
    with pytest.raises(ValueError, match="no threshold keeps the goal"):
        Trial(INSIDE, [strange(1.0, "far")] * 9, CURRENT).propose(GOAL)


def test_what_a_rule_decided_is_left_as_it_was() -> None:
    ruled = replace(asked(0.9), status="refused", label="personal_data")
    point = Trial([ruled], OUTSIDE, CURRENT).point(replace(CURRENT, answer=0.1), GOAL)
    assert point.right == 0.0


def test_suggestions_to_messages_far_outside_are_limited() -> None:
    idle = [strange(0.12, "far")] * 20
    loud = Trial(INSIDE, [*OUTSIDE, *idle], CURRENT).propose(replace(GOAL, certainty=0.3))
    quiet = Trial(INSIDE, [*OUTSIDE, *idle], CURRENT).propose(replace(GOAL, certainty=0.3, idle=0.1))
    assert quiet.idle <= 0.1
    assert quiet.thresholds.suggest > 0.12
    assert loud.offered >= quiet.offered


def test_agreement_is_to_two_decimals() -> None:
    assert agrees(CURRENT, replace(CURRENT, answer=0.502))
    assert not agrees(CURRENT, replace(CURRENT, answer=0.51))
    assert not agrees(CURRENT, replace(CURRENT, suggest=0.05))
