"""Follow-ups lean on the answer before; other messages don't."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.dialogue.context import MAX_TURNS, last_topic
from bot.nlu.calibration import Floats
from bot.nlu.context import (
    ELLIPTICAL,
    REMAINS,
    VAGUE,
    LastAnswer,
    Leaning,
    in_context,
    is_follow_up,
    leaning_of,
    load_answers,
    save_answers,
)
from bot.nlu.normalization import normalize

LABELS = ["faq/duur", "faq/loon", "faq/zelfstandigen", "out_of_scope"]
LAST = LastAnswer("hoeveel loon krijgt een maatwerker", ("faq/duur",), "loon")


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


def read(alone: list[float], together: list[float], **neighbours: LastAnswer) -> Floats:
    """A follow-up after the answer on loon; ``neighbours`` are other answers by the end of their label."""
    answers = {
        "faq/loon": LAST,
        "faq/duur": LastAnswer("hoelang", theme="loon"),
        "faq/zelfstandigen": LastAnswer("wie", theme="andere"),
    }
    answers |= {f"faq/{name}": answer for name, answer in neighbours.items()}
    first, second = (np.array(values, dtype=np.float32) for values in (alone, together))
    return in_context(first, second, ELLIPTICAL, "faq/loon", LABELS, answers)


def best(alone: list[float], together: list[float], **neighbours: LastAnswer) -> str:
    mixed = read(alone, together, **neighbours)
    assert mixed.sum() <= 1.0 + 1e-5
    return LABELS[int(mixed.argmax())]


NO_NEIGHBOURS = LastAnswer(LAST.title, theme="loon")


def test_the_answer_before_settles_what_the_words_leave_open() -> None:
    assert best([0.3, 0.3, 0.3, 0.1], [0.01, 0.01, 0.97, 0.01], loon=NO_NEIGHBOURS) == "faq/zelfstandigen"


def test_the_answer_just_given_is_not_simply_given_again() -> None:
    assert best([0.01, 0.38, 0.6, 0.01], [0.01, 0.88, 0.1, 0.01], loon=NO_NEIGHBOURS) == "faq/zelfstandigen"


EVEN = [0.3, 0.1, 0.3, 0.3]


def test_an_answer_that_editors_put_beside_it_goes_first() -> None:
    assert best(EVEN, EVEN) == "faq/duur"
    beside = LastAnswer(LAST.title, ("faq/zelfstandigen",), "loon")
    assert best(EVEN, EVEN, loon=beside) == "faq/zelfstandigen"


def test_an_answer_of_the_same_theme_goes_before_another_and_both_before_what_is_no_answer() -> None:
    mixed = read(EVEN, EVEN, loon=NO_NEIGHBOURS)
    assert mixed[0] > mixed[2] > mixed[3]


def test_where_only_the_answer_just_given_fits_its_neighbours_are_offered_without_certainty() -> None:
    mixed = read([0.02, 0.94, 0.02, 0.02], [0.01, 0.97, 0.01, 0.01])
    assert mixed.sum() == pytest.approx(REMAINS)
    assert 0.03 < mixed[0] <= REMAINS
    assert mixed[1] == 0.0


def test_words_that_are_clear_by_themselves_stay_clear() -> None:
    assert best([0.0, 0.0, 1.0, 0.0], [0.4, 0.3, 0.2, 0.1]) == "faq/zelfstandigen"


@pytest.mark.parametrize(
    ("text", "confidence", "repeats", "leaning"),
    [
        ("en voor zelfstandigen", 0.95, False, ELLIPTICAL),
        ("en voor zelfstandigen", 0.4, True, ELLIPTICAL),
        ("komen er nog plaatsen bij", 0.4, False, VAGUE),
        ("komen er nog plaatsen bij", 0.9, False, None),
        ("mijn zus zoekt werk maar weet niet waar dat in de buurt kan", 0.2, False, None),
        # The same question again, which gets the same answer.
        ("wie zijn dat", 0.95, True, None),
        ("komen er nog plaatsen bij", 0.4, True, None),
    ],
)
def test_only_what_is_elliptical_or_short_and_unclear_leans_on_the_answer_before(
    text: str, confidence: float, repeats: bool, leaning: Leaning | None
) -> None:
    assert leaning_of(text, confidence, repeats=repeats) == leaning


def test_a_message_in_another_language_leans_on_nothing_unless_it_is_a_dutch_follow_up() -> None:
    assert leaning_of("vdabden mektup geldi", 0.4, dutch=False) is None
    assert leaning_of("en sinds wanneer", 0.4, dutch=False) == ELLIPTICAL


def test_what_may_be_a_new_question_gets_no_surer_by_the_answer_before_it() -> None:
    alone = np.array([0.25, 0.05, 0.3, 0.1], dtype=np.float32)
    together = np.array([0.9, 0.05, 0.03, 0.02], dtype=np.float32)
    answers = {
        "faq/loon": LAST,
        "faq/duur": LastAnswer("hoelang", theme="loon"),
        "faq/zelfstandigen": LastAnswer("wie"),
    }
    mixed = in_context(alone, together, VAGUE, "faq/loon", LABELS, answers)
    assert mixed.argmax() == 0
    assert mixed.max() == pytest.approx(0.3)


def test_what_may_be_a_new_question_must_itself_say_something_of_an_answer() -> None:
    alone, together = np.array([0.01, 0.02, 0.3, 0.67]), np.array([0.5, 0.3, 0.1, 0.1])
    answers = {
        "faq/loon": LAST,
        "faq/duur": LastAnswer("hoelang", theme="loon"),
        "faq/zelfstandigen": LastAnswer("wie"),
    }
    unheard, heard = (
        in_context(reading.astype(np.float32), together.astype(np.float32), VAGUE, "faq/loon", LABELS, answers)[0]
        for reading in (alone, np.array([0.06, 0.02, 0.25, 0.67]))
    )
    assert unheard < 0.05 < heard


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
