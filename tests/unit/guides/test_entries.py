"""Under which answers a guide is offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.topics import topic_base
from bot.guides.content import GuideError
from bot.guides.entries import GuideEntry, entry_for, guide_entries, load_entries, validate_entries


def test_the_entries_of_the_project_name_answers_that_exist() -> None:
    assert list(validate_entries(guide_entries(), topic_base())) == []


def test_a_theme_or_answer_that_does_not_exist_is_reported() -> None:
    entry = GuideEntry(title="Quiz", intent="start_quiz", themes=("weg",), topics=("ook-weg",))
    texts = [finding.text for finding in validate_entries((entry,), topic_base())]
    assert texts == ["thema 'weg' bestaat niet", "onderwerp 'ook-weg' bestaat niet"]


def test_what_is_only_redirected_offers_no_guide() -> None:
    refused = next(topic for topic in topic_base().values() if topic.metadata.status == "refused")
    entry = GuideEntry(title="Quiz", intent="start_quiz", themes=(refused.theme,), topics=())
    assert entry_for(refused, (entry,)) is None
    assert entry_for(None, (entry,)) is None


def test_an_unknown_guide_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "entries.yml"
    path.write_text("- {title: Iets, intent: start_iets, themes: [], topics: []}\n", encoding="utf-8")
    with pytest.raises(GuideError, match="intent"):
        load_entries(path)
