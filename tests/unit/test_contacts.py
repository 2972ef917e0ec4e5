"""The contact points: they fit together, rest on facts and belong to themes that exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answers.contact_validation import validate_contacts
from bot.answers.contacts import CONTACTS, contacts, load_contacts, theme_of
from bot.answers.topics import topic_base
from bot.guides.content import GuideError
from bot.knowledge.facts import fact_base


@pytest.fixture
def changed(tmp_path: Path):
    """The project's file with some fields replaced."""

    def write(**fields: Any) -> Path:
        path = tmp_path / "contacts.yml"
        content = {**yaml.safe_load(CONTACTS.read_text(encoding="utf-8")), **fields}
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return path

    return write


def test_the_contact_points_of_the_project_break_no_rule() -> None:
    assert validate_contacts(contacts(), topic_base(), fact_base()) == []


def test_only_public_bodies_are_named() -> None:
    text = " ".join(point.text for point in contacts().points)
    private = ["HERW!N", "Groep Maatwerk", "Hefboom", "Trividend", "Febecoop", "Cera", "Verso"]
    assert not [name for name in private if name.lower() in text.lower()]


def test_a_theme_that_does_not_exist_is_reported(changed) -> None:
    path = changed(themes={"bestaat-niet": {"about": "iets", "points": ["vdab"]}})
    findings = validate_contacts(load_contacts(path), topic_base(), fact_base())
    assert [finding.topic for finding in findings] == ["contacts/bestaat-niet"]


def test_a_number_that_stands_in_no_fact_is_reported(changed) -> None:
    points = [{"id": "vdab", "text": "bel 0800 99 999", "facts": ["jobs-sociale-economie"]}]
    findings = validate_contacts(load_contacts(changed(points=points, default=["vdab"], themes={})), {}, fact_base())
    assert findings


@pytest.mark.parametrize(
    "fields",
    [
        {"default": ["bestaat-niet"]},
        {"default": []},
        {"themes": {"labels": {"about": "labels", "points": ["bestaat-niet"]}}},
        {"themes": {"labels": {"about": "labels", "points": []}}},
    ],
)
def test_points_that_do_not_exist_are_refused(changed, fields: dict[str, Any]) -> None:
    with pytest.raises(GuideError):
        load_contacts(changed(**fields))


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("wie kan ik bellen over voorbehouden opdrachten", "voorbehouden-opdrachten"),
        ("iemand spreken over een coöperatie", "ondernemen"),
        ("contact over subsidies", "ondersteuning"),
        ("ik wil iemand spreken", None),
    ],
)
def test_a_message_may_name_its_theme(text: str, theme: str | None) -> None:
    assert contacts().theme_in(text) == theme


def test_a_fact_leads_to_the_theme_of_an_answer_that_rests_on_it() -> None:
    topics = topic_base()
    assert theme_of("sifo", (), topics) == "financiering"
    assert theme_of("", ("sifo-wat",), topics) == "financiering"
    assert theme_of(None, ("bestaat-niet",), topics) is None
