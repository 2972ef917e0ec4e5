"""The student guide: its parts fit together, and its advice follows from the answers."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.guides.content import GuideError
from bot.guides.student import STUDENT, load_student_guide, student_guide

GUIDE = student_guide()


def forms(**answers: str) -> list[str]:
    return [form.id for form in GUIDE.advised(answers)]


def asked(**answers: str) -> str | None:
    question = GUIDE.next_question(answers)
    return question.id if question else None


def test_all_profit_to_the_goal_without_owners_leads_to_a_vzw() -> None:
    assert forms(winst="nee", eigenaars="nee") == ["vzw"]


def test_co_owners_who_share_profit_lead_to_a_cooperative() -> None:
    assert forms(winst="ja", eigenaars="ja", erkenning="nee") == ["cooperatie"]


def test_whoever_wants_the_recognition_needs_a_cooperative() -> None:
    assert forms(winst="ja", eigenaars="ja", erkenning="ja") == ["erkende-sociale-onderneming"]


def test_whoever_knows_nothing_yet_gets_the_two_common_forms() -> None:
    assert forms(winst="weet-niet", eigenaars="weet-niet") == ["vzw", "cooperatie"]


def test_only_questions_that_still_matter_are_asked() -> None:
    assert asked() == "winst"
    assert asked(winst="nee") == "eigenaars"
    assert asked(winst="nee", eigenaars="ja") == "erkenning"
    assert asked(winst="nee", eigenaars="nee") is None


def test_every_way_through_the_questions_ends_in_one_or_two_forms() -> None:
    choices = [[(question.id, option.id) for option in question.options] for question in GUIDE.questions]
    for given in itertools.product(*choices):
        answers: dict[str, str] = {}
        while question := GUIDE.next_question(answers):
            assert question.id not in answers
            answers[question.id] = dict(given)[question.id]
        assert 1 <= len(GUIDE.advised(answers)) <= 2


def changed(tmp_path: Path, **parts: Any) -> Path:
    content = yaml.safe_load(STUDENT.read_text(encoding="utf-8")) | parts
    path = tmp_path / "student.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_a_mistake_in_the_file_is_told_to_the_editor(tmp_path: Path) -> None:
    always = {"when": {}, "legal_forms": ["vzw"]}
    for advice, problem in (
        ([{"when": {"winst": "soms"}, "legal_forms": ["vzw"]}, always], "'winst: soms'"),
        ([{"when": {}, "legal_forms": ["bv"]}], "vorm 'bv'"),
        ([{"when": {"winst": "ja"}, "legal_forms": ["vzw"]}], "geldt niet altijd"),
        ([{"when": {}, "legal_forms": []}], "een of twee vormen"),
    ):
        with pytest.raises(GuideError, match=problem):
            load_student_guide(changed(tmp_path, advice=advice))
    with pytest.raises(GuideError, match="kleur"):
        load_student_guide(changed(tmp_path, kleur="rood"))
    with pytest.raises(GuideError, match="geen enkel onderdeel"):
        load_student_guide(changed(tmp_path, steps=[]))
