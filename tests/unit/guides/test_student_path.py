"""Where a visitor is in the student guide, and where typed words lead."""

from __future__ import annotations

import json

import pytest

from bot.guides.student import student_guide
from bot.guides.student_path import END, MENU, StudentPath, first, path_of

GUIDE = student_guide()
START = first(GUIDE)
FORM = StudentPath("vorm")


def typed(text: str, path: StudentPath = START) -> str | None:
    then = path.typed(text, GUIDE)
    return then.view(GUIDE) if then else None


def test_the_guide_begins_with_what_social_entrepreneurship_is() -> None:
    assert START.view(GUIDE) == "wat"


def test_next_leads_through_all_parts_to_the_end() -> None:
    path, views = START, []
    while path.at != END:
        views.append(path.at)
        if question := path.question(GUIDE):
            path = path.typed(question.options[1].title, GUIDE) or path
            views.pop()
            continue
        path = path.typed("verder", GUIDE) or path
    assert views == ["wat", "vorm", "geld", "stappen", "leren", "werk"]


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("volgende", "vorm/winst"),
        ("doe maar verder", "vorm/winst"),
        ("ok", "vorm/winst"),
        ("geld", "geld"),
        ("ik wil meer weten over stages", "werk"),
        ("Opleiding en evenementen", "leren"),
        ("menu", MENU),
        ("iets anders", MENU),
        ("nee", MENU),
    ],
)
def test_typed_words_lead_where_they_say(text: str, view: str) -> None:
    assert typed(text) == view


@pytest.mark.parametrize(
    "text", ["stop", "wat is een maatwerkbedrijf?", "hallo", "hoeveel geld krijgt een maatwerkbedrijf", ""]
)
def test_something_else_leads_nowhere(text: str) -> None:
    assert typed(text) is None


def test_back_leads_to_the_part_before() -> None:
    assert typed("vorige", StudentPath("geld")) == "vorm/winst"
    assert typed("terug", START) == "wat"


def test_an_answer_can_be_typed_as_words_or_as_a_number() -> None:
    for text in ("nee", "neen", "2", "alles naar het doel", "Nee, alles gaat naar het doel"):
        then = FORM.typed(text, GUIDE)
        assert then is not None
        assert then.answers == {"winst": "nee"}


def test_not_knowing_is_an_answer_too() -> None:
    for text in ("weet niet", "kweet het ni", "geen idee"):
        then = FORM.typed(text, GUIDE)
        assert then is not None
        assert then.answers == {"winst": "weet-niet"}


def test_an_earlier_answer_can_be_corrected_with_its_button() -> None:
    path = StudentPath("vorm", {"winst": "nee", "eigenaars": "nee"})
    assert [form.id for form in path.advised(GUIDE)] == ["vzw"]
    corrected = StudentPath("geld", path.answers).answered("winst", "ja", GUIDE)
    assert corrected is not None
    assert corrected.at == "vorm"
    assert [form.id for form in corrected.advised(GUIDE)] == ["vennootschap", "cooperatie"]


def test_the_questions_can_be_asked_again() -> None:
    assert typed("opnieuw", StudentPath("vorm", {"winst": "nee", "eigenaars": "nee"})) == "vorm/winst"


def test_a_number_chooses_from_the_menu() -> None:
    assert typed("3", StudentPath(MENU)) == "geld"
    assert typed("9", StudentPath(MENU)) is None


def test_the_path_goes_on_the_same_after_it_was_kept_as_json() -> None:
    path = StudentPath("vorm", {"winst": "nee"}, shown="vorm/winst")
    assert path_of(json.loads(json.dumps(path.as_slot())), GUIDE) == path


def test_a_part_that_editors_took_out_is_no_place_to_go_on() -> None:
    assert path_of(StudentPath("verdwenen").as_slot(), GUIDE) is None
    assert path_of(None, GUIDE) is None


def test_a_made_up_choice_leads_nowhere() -> None:
    assert START.to("verdwenen", GUIDE) is None
    assert FORM.answered("winst", "soms", GUIDE) is None
    assert FORM.answered("kleur", "ja", GUIDE) is None
