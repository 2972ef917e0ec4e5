"""The student guide: its parts, the questions about a legal form, the ways through it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.student import ActionAskStudentChoice, ActionOpenStudentGuide, ActionStudentDone, ValidateStudentForm
from bot.guides.student_path import StudentPath

OPEN, FOLLOW, ASK, DONE = ActionOpenStudentGuide(), ValidateStudentForm(), ActionAskStudentChoice(), ActionStudentDone()
START = StudentPath("wat")


def slots(here: StudentPath = START) -> dict[str, Any]:
    return {"student_path": here.as_slot(), "requested_slot": "student_choice"}


@pytest.fixture
def follow(run):
    """The visitor chooses."""
    return lambda text, here=START, **message: run(FOLLOW, text, slots(here), form="student_form", **message)


@pytest.fixture
def shown(run):
    """What the guide shows at a place."""
    return lambda here: run(ASK, slots=slots(here))


def test_the_guide_begins_with_its_first_part(run) -> None:
    outcome = run(OPEN, "ik ben student", intent="start_student_guide")
    assert outcome.slots["student_path"]["at"] == "wat"


def test_a_part_shows_its_text_its_sources_and_the_ways_on(shown) -> None:
    outcome = shown(START)
    details = outcome.messages[0]["custom"]
    assert "Stap 1 van 6" in outcome.text
    assert "maatschappelijke winst" in outcome.text
    assert details["facts"] == ("sociaal-ondernemen-wat",)
    assert details["sources"]
    assert outcome.buttons["Verder: Welke vorm past bij jou?"] == '/choose_student{"student_step": "vorm"}'
    assert outcome.buttons["Wat is sociale economie?"] == "/faq/sociale-economie"
    assert outcome.buttons["Stop"] == "/stop"


def test_a_part_that_was_shown_already_is_only_recalled(shown) -> None:
    outcome = shown(StudentPath("wat", shown="wat"))
    assert outcome.responses == ["utter_student_reminder"]
    assert "maatschappelijke winst" not in outcome.text
    assert "Verder: Welke vorm past bij jou?" in outcome.buttons


def test_what_was_shown_is_remembered(shown) -> None:
    assert shown(StudentPath("vorm")).slots["student_path"]["shown"] == "vorm/winst"


def test_a_question_has_its_answers_as_buttons(shown) -> None:
    outcome = shown(StudentPath("vorm"))
    assert "winst kunnen uitkeren" in outcome.text
    assert outcome.buttons["Ja, een deel"] == '/choose_student{"student_option": "winst/ja"}'


def test_the_answers_lead_to_a_form_with_the_reason_and_its_facts(shown) -> None:
    outcome = shown(StudentPath("vorm", {"winst": "nee", "eigenaars": "nee"}))
    assert "Een vzw" in outcome.text
    assert outcome.messages[0]["custom"]["facts"] == ("vzw-sociaal-ondernemen",)
    assert "Vragen opnieuw invullen" in outcome.buttons


def test_two_forms_that_fit_are_both_told(shown) -> None:
    outcome = shown(StudentPath("vorm", {"winst": "weet-niet", "eigenaars": "weet-niet"}))
    assert outcome.messages[0]["custom"]["facts"] == ("vzw-sociaal-ondernemen", "cooperatie-ica")


def test_education_offers_the_events_for_students(shown) -> None:
    target = shown(StudentPath("leren")).buttons["Evenementen voor studenten"]
    assert target == '/find_event{"audience": "studenten"}'


def test_the_menu_offers_all_parts(shown) -> None:
    assert len(shown(StudentPath("menu")).buttons) == 7


def test_a_button_leads_to_its_part(follow) -> None:
    outcome = follow("/choose_student", intent="choose_student", student_step="geld")
    assert outcome.slots["student_path"]["at"] == "geld"
    assert outcome.slots["student_choice"] is None


def test_a_button_of_an_earlier_question_corrects_its_answer(follow) -> None:
    here = StudentPath("geld", {"winst": "nee", "eigenaars": "nee"})
    outcome = follow("/choose_student", here, intent="choose_student", student_option="winst/ja")
    assert outcome.slots["student_path"]["at"] == "vorm"
    assert outcome.slots["student_path"]["answers"] == {"winst": "ja", "eigenaars": "nee"}


def test_typed_words_are_followed(follow) -> None:
    assert follow("verder").slots["student_path"]["at"] == "vorm"
    assert follow("nee", StudentPath("vorm")).slots["student_path"]["answers"] == {"winst": "nee"}


def test_something_else_is_left_to_the_rules(follow) -> None:
    assert follow("wat is een maatwerkbedrijf", intent="faq").slots == {}
    assert follow("stop", intent="stop").slots == {}
    assert follow("/find_event", intent="find_event", audience="studenten").slots == {}


def test_the_words_that_open_the_guide_are_no_choice(run) -> None:
    assert run(FOLLOW, "verder", slots()).slots == {}


def test_after_the_last_part_the_guide_is_done(follow, run) -> None:
    assert follow("verder", StudentPath("werk")).slots["student_choice"] == "done"
    assert run(DONE).slots == {"guide": None}


def test_taking_it_up_again_goes_on_at_the_same_part(run) -> None:
    outcome = run(OPEN, "verder met de gids", slots(StudentPath("geld")), intent="resume_guide")
    assert outcome.slots["student_path"]["at"] == "geld"


def test_a_finished_guide_begins_anew(run) -> None:
    outcome = run(OPEN, "verder", slots(StudentPath("end")), intent="resume_guide")
    assert outcome.slots["student_path"]["at"] == "wat"


def test_an_old_button_opens_the_guide_at_its_part(run) -> None:
    outcome = run(OPEN, "/choose_student", slots(), intent="choose_student", student_step="werk")
    assert outcome.slots["student_path"]["at"] == "werk"


def test_a_plain_yes_or_no_in_other_words_is_followed(follow) -> None:
    assert follow("dat lijkt er wel op", intent="affirm").slots["student_path"]["at"] == "vorm"
    assert follow("bijlange niet", StudentPath("vorm"), intent="deny").slots["student_path"]["answers"] == {
        "winst": "nee"
    }
