"""Questions written for a fact are judged by what the answers state, not by how topics are cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.topics import AnswerMetadata, Topic
from bot.evaluation.questions import BY_FACT, _by_fact, follow_ups


def topic(name: str, *facts: str) -> Topic:
    metadata = AnswerMetadata(facts=facts, title=name, owner="redactie", review_by="2027-05-01")
    return Topic(name, "loon", "Zoveel.", metadata, ())


TOPICS = {
    t.id: t for t in (topic("overzicht", "andere", "loon"), topic("loon-nu", "loon", "bedrag"), topic("duur", "duur"))
}


def written(folder: Path, text: str) -> Path:
    (folder / "loon.yml").write_text(text, encoding="utf-8")
    return folder


def test_each_answer_that_states_the_fact_is_right_and_the_one_that_states_it_first_is_wanted(tmp_path: Path) -> None:
    folder = written(tmp_path, '- {facts: [loon], register: neutral, text: "wat verdien ik"}\n')
    (question,) = _by_fact(folder, TOPICS)
    assert question.label == "faq/loon-nu"
    assert question.accepts("faq/overzicht")
    assert not question.accepts("faq/duur")
    assert not question.accepts(None)
    assert (question.written_for, question.theme) == (BY_FACT, "loon")


def test_the_answer_that_states_more_of_the_facts_is_wanted(tmp_path: Path) -> None:
    folder = written(tmp_path, '- {facts: [andere, bedrag, loon], register: long, text: "een verhaal"}\n')
    assert next(iter(_by_fact(folder, TOPICS))).label == "faq/loon-nu"


def test_a_fact_that_no_answer_states_is_a_mistake(tmp_path: Path) -> None:
    folder = written(tmp_path, '- {facts: [verdwenen], register: neutral, text: "wat"}\n')
    with pytest.raises(ValueError, match="verdwenen"):
        _by_fact(folder, TOPICS)


def test_a_follow_up_knows_the_answer_before_it(tmp_path: Path) -> None:
    line = '- {part: test, after: duur, text: "en het loon?", topics: [loon-nu, overzicht]}\n'
    (tmp_path / "follow_ups.yml").write_text(line, encoding="utf-8")
    (question,) = follow_ups(tmp_path)
    assert (question.after, question.label, question.part) == ("faq/duur", "faq/loon-nu", "test")
    assert question.accepts("faq/overzicht")
