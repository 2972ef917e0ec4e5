"""The quiz: statements, answers, score."""

from __future__ import annotations

from typing import Any

import pytest

from actions.quiz import ActionAskQuizAnswer, ActionOpenQuiz, ActionQuizResult, ValidateQuizForm
from bot.guides.quiz import QuizRound

OPEN, JUDGE, ASK, RESULT = ActionOpenQuiz(), ValidateQuizForm(), ActionAskQuizAnswer(), ActionQuizResult()
FACT, FABLE = "minimumloon", "loon-bij-ama"
HERE = QuizRound((FACT, FABLE, "enclave"))


def slots(here: QuizRound = HERE) -> dict[str, Any]:
    return {"quiz_round": here.as_slot(), "requested_slot": "quiz_answer"}


@pytest.fixture
def judge(run):
    """The visitor answers the current statement."""
    return lambda text, here=HERE, **message: run(JUDGE, text, slots(here), form="quiz_form", **message)


def pressed(verdict: str, statement: str = FACT) -> dict[str, str]:
    return {"intent": "answer_quiz", "quiz_verdict": verdict, "quiz_statement": statement}


def test_a_right_answer_counts_and_is_explained_with_its_sources(judge) -> None:
    outcome = judge("waar")
    details = outcome.messages[0]["custom"]
    assert outcome.responses == ["utter_quiz_right"]
    assert outcome.slots["quiz_round"]["right"] == 1
    assert outcome.slots["quiz_answer"] is None
    assert details["facts"] == ("mythe-geen-echt-loon", "rechten-doelgroepwerknemer")
    assert details["sources"]
    assert details["validity"] == "current"
    assert list(outcome.buttons.values()) == ["/faq/echt-loon"]


def test_a_wrong_answer_does_not_count_and_says_what_is_right(judge) -> None:
    outcome = judge("fabel")
    assert outcome.responses == ["utter_quiz_wrong"]
    assert "een **feit**" in outcome.text
    assert outcome.slots["quiz_round"]["right"] == 0
    assert outcome.slots["quiz_round"]["missed"] == (FACT,)


def test_not_knowing_is_no_shame_but_no_point(judge) -> None:
    outcome = judge("kweet het ni")
    assert outcome.responses == ["utter_quiz_skipped"]
    assert outcome.slots["quiz_round"]["right"] == 0
    assert outcome.slots["quiz_round"]["asked"] == 1


def test_a_button_answers_like_words(judge) -> None:
    assert judge("/answer_quiz", **pressed("feit")).responses == ["utter_quiz_right"]
    assert judge("/answer_quiz", **pressed("fabel")).responses == ["utter_quiz_wrong"]
    assert judge("/answer_quiz", **pressed("weet-niet")).responses == ["utter_quiz_skipped"]


def test_a_button_of_an_earlier_statement_does_not_count_for_this_one(judge) -> None:
    outcome = judge("/answer_quiz", **pressed("feit", "enclave"))
    assert outcome.responses == []
    assert outcome.slots == {"quiz_answer": None}


def test_something_else_is_left_to_the_rules(judge) -> None:
    assert judge("wat is een maatwerkbedrijf", intent="faq").slots == {}
    assert judge("stop", intent="stop").slots == {}
    assert judge("/find_event", intent="find_event").slots == {}


def test_a_short_unclear_message_gets_help_and_the_same_statement(judge) -> None:
    outcome = judge("blauw", intent="nlu_fallback")
    assert outcome.responses == ["utter_quiz_unclear"]
    assert outcome.slots == {"quiz_answer": None}


def test_the_words_that_open_the_quiz_are_no_answer(run) -> None:
    assert run(JUDGE, "waar", slots()).slots == {}


def test_a_statement_shows_how_far_the_visitor_is(run) -> None:
    outcome = run(ASK, slots=slots(HERE.after(right=True)))
    assert "Stelling 2 van 3" in outcome.text
    assert "al 1 juist" in outcome.text
    assert "arbeidsmatige activiteiten" in outcome.text
    assert list(outcome.buttons) == ["Feit", "Fabel", "Ik weet het niet", "Stop"]


def test_the_last_answer_ends_the_round(judge) -> None:
    assert judge("waar", QuizRound((FACT,), asked=9)).slots["quiz_answer"] == "done"


@pytest.mark.parametrize(
    ("right", "shape"), [(10, "good"), (8, "good"), (7, "fair"), (5, "fair"), (4, "low"), (0, "low")]
)
def test_the_closing_words_fit_the_score(run, right: int, shape: str) -> None:
    outcome = run(RESULT, slots=slots(QuizRound((), asked=10, right=right)))
    assert outcome.responses == [f"utter_quiz_result_{shape}"]
    assert f"{right} van de 10 juist" in outcome.text
    assert {"/start_quiz", "/find_enterprise"} <= set(outcome.buttons.values())


def test_the_end_offers_to_read_about_what_was_missed(run) -> None:
    outcome = run(RESULT, slots=slots(QuizRound((), asked=10, right=7, missed=(FACT, FABLE, "enclave"))))
    topics = [target for target in outcome.buttons.values() if target.startswith("/faq/")]
    assert topics == ["/faq/echt-loon", "/faq/ama-loon-uitkering"]


def test_starting_draws_a_round_of_ten(run) -> None:
    outcome = run(OPEN, "quiz", intent="start_quiz")
    assert outcome.responses == ["utter_quiz_intro"]
    assert len(outcome.slots["quiz_round"]["to_ask"]) == 10


def test_taking_it_up_again_keeps_the_round(run) -> None:
    outcome = run(OPEN, "verder met de quiz", slots(HERE.after(right=True)), intent="resume_guide")
    assert outcome.responses == []
    assert outcome.slots == {"quiz_answer": None}


def test_starting_again_begins_with_statements_that_were_not_asked(run) -> None:
    outcome = run(OPEN, "quiz", slots(HERE.after(right=True)), intent="start_quiz")
    begun = outcome.slots["quiz_round"]
    assert FACT not in begun["to_ask"]
    assert (begun["asked"], begun["right"]) == (0, 0)


def test_a_plain_yes_or_no_in_other_words_is_an_answer(judge) -> None:
    assert judge("dat lijkt er wel op", intent="affirm").responses == ["utter_quiz_right"]
    assert judge("daar geloof ik niets van", intent="deny").responses == ["utter_quiz_wrong"]
