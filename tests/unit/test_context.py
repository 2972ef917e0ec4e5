"""Follow-ups lean on the answer before; other messages don't."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.dialogue.context import MAX_TURNS, last_topic
from bot.nlu.calibration import Floats
from bot.nlu.context import LastAnswer, in_context, is_follow_up, load_answers, save_answers
from bot.nlu.normalization import normalize

LABELS = ["faq/duur", "faq/loon", "faq/zelfstandigen"]
LAST = LastAnswer("hoeveel loon krijgt een maatwerker", ("faq/duur",))


@pytest.mark.parametrize(
    "text",
    [
        "En voor zelfstandigen?",
        "hoeveel is dat dan",
        "sinds wanneer?",
        "en in 't onderwijs",
        "hoelang duurt dat",
        "waarom",
        "wie beslist daarover?",
    ],
)
def test_an_elliptical_question_is_a_follow_up(text: str) -> None:
    assert is_follow_up(normalize(text))


@pytest.mark.parametrize(
    "text",
    [
        "wat is een maatwerkbedrijf",
        "hoeveel maatwerkbedrijven zijn er in vlaanderen",
        "erkenning aanvragen",
        "",
        "?!",
        "mijn zus heeft een beperking en zij zoekt werk maar weet niet waar dat kan",
    ],
)
def test_a_whole_question_is_none(text: str) -> None:
    assert not is_follow_up(normalize(text))


def reader(alone: list[float], together: list[float]) -> object:
    def probabilities(text: str) -> Floats:
        return np.array(together if text.startswith(LAST.title) else alone, dtype=np.float32)

    return probabilities


def best(alone: list[float], together: list[float], last: LastAnswer = LAST) -> str:
    mixed = in_context("en voor zelfstandigen", last, "faq/loon", LABELS, reader(alone, together))  # type: ignore[arg-type]
    assert mixed.sum() <= 1.0 + 1e-5
    return LABELS[int(mixed.argmax())]


def test_the_answer_before_settles_what_the_words_leave_open() -> None:
    assert best([0.34, 0.32, 0.34], [0.1, 0.1, 0.8]) == "faq/zelfstandigen"


def test_the_answer_just_given_is_not_simply_given_again() -> None:
    assert best([0.3, 0.3, 0.4], [0.05, 0.8, 0.15], LastAnswer(LAST.title)) == "faq/zelfstandigen"


def test_an_answer_that_editors_put_beside_it_goes_first() -> None:
    even = [0.4, 0.2, 0.4]
    assert best(even, even) == "faq/duur"


def test_where_only_the_answer_just_given_fits_its_neighbours_are_offered_without_certainty() -> None:
    probabilities = reader([0.3, 0.4, 0.3], [0.0, 1.0, 0.0])
    mixed = in_context("hoelang", LAST, "faq/loon", LABELS, probabilities)  # type: ignore[arg-type]
    assert 0.1 < mixed[0] < 0.3
    assert mixed[1] < 0.2


def test_words_that_are_clear_by_themselves_stay_clear() -> None:
    assert best([0.0, 0.0, 1.0], [0.4, 0.3, 0.3], LastAnswer(LAST.title)) == "faq/zelfstandigen"


def test_answers_are_the_same_after_reload(tmp_path: Path) -> None:
    answers = {"faq/loon": LAST, "faq/duur": LastAnswer("hoelang duurt het")}
    save_answers(answers, tmp_path)
    assert load_answers(tmp_path) == answers


def said(topic: str) -> BotUttered:
    return BotUttered("antwoord", metadata={"utter_action": "utter_faq", "metadata": {"topic": topic}})


def test_the_last_answer_of_a_conversation_is_found() -> None:
    events: list[Event] = [UserUttered("a"), said("faq/duur"), UserUttered("b"), said("faq/loon"), UserUttered("c")]
    assert last_topic(events) == "faq/loon"


def test_an_answer_of_long_ago_is_forgotten() -> None:
    events: list[Event] = [UserUttered("a"), said("faq/loon")]
    for _ in range(MAX_TURNS):
        events += [UserUttered("x"), BotUttered("dag")]
    assert last_topic(events) == "faq/loon"
    assert last_topic([*events, UserUttered("x")]) is None


def test_a_talk_without_answers_has_no_topic() -> None:
    assert last_topic([]) is None
    assert last_topic([UserUttered("dag"), BotUttered("dag", metadata={"metadata": {"status": "smalltalk"}})]) is None
