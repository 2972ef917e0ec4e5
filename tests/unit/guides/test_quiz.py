"""The statements of the quiz, and a round of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from bot.answers.readability import sentences
from bot.guides.content import GuideError
from bot.guides.quiz import ROUND, load_quiz, new_round, round_of
from tests.support.content import write_yaml

NAMES = [f"stelling-{number}" for number in range(16)]


def entry(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "statement": "Een maatwerker krijgt loon.",
        "verdict": "feit",
        "explanation": "Hij krijgt minstens het minimumloon.",
        "facts": ["loon"],
        "related": "loon",
    } | fields


def test_facts_and_fables_are_about_as_many() -> None:
    statements = load_quiz().values()
    facts = sum(statement.verdict == "feit" for statement in statements)
    assert len(statements) >= 16
    assert abs(2 * facts - len(statements)) <= 2


def test_an_explanation_has_one_to_three_sentences() -> None:
    for statement in load_quiz().values():
        assert 1 <= len(sentences(statement.explanation)) <= 3, statement.id


def test_a_round_asks_ten_different_statements() -> None:
    order = new_round(NAMES).to_ask
    assert len(set(order)) == len(order) == ROUND


def test_the_order_differs_from_one_visitor_to_the_next() -> None:
    assert len({new_round(NAMES).to_ask for _ in range(5)}) > 1


def test_a_round_goes_on_the_same_after_it_was_kept_as_json() -> None:
    before = new_round(NAMES, chance=random.Random(1)).after(right=True).after(right=False)
    assert round_of(json.loads(json.dumps(before.as_slot())), NAMES) == before


def test_the_score_and_what_was_missed_are_kept() -> None:
    start = new_round(NAMES)
    first, second, third, *_ = start.to_ask
    now = start.after(right=True).after(right=False)
    assert (now.right, now.asked, now.total) == (1, 2, ROUND)
    assert (now.missed, now.seen, now.current) == ((second,), (first, second), third)


def test_a_second_round_starts_with_what_was_not_asked_yet() -> None:
    seen = NAMES[:10]
    again = new_round(NAMES, seen)
    assert set(again.to_ask[:6]) == set(NAMES[10:])
    assert set(again.to_ask[6:]) < set(seen)


def test_a_statement_that_editors_took_out_is_not_asked_any_more() -> None:
    start = new_round(NAMES)
    now = round_of(start.as_slot(), set(NAMES) - {start.to_ask[0]})
    assert now is not None
    assert now.to_ask == start.to_ask[1:]


def test_a_conversation_without_a_round_has_none() -> None:
    assert round_of(None, NAMES) is None
    assert round_of("onzin", NAMES) is None


def test_a_mistake_in_the_file_is_told_to_the_editor(tmp_path: Path) -> None:
    good = [entry(name) for name in NAMES]
    for content, problem in (
        ([*good, entry(NAMES[0])], "staat er twee keer"),
        (good[:3], "maar 3 stellingen"),
        ([*good, entry("nieuw", verdict="misschien")], "verdict"),
        ([*good, entry("nieuw", kleur="rood")], "kleur"),
    ):
        with pytest.raises(GuideError, match=problem):
            load_quiz(write_yaml(tmp_path / "quiz.yml", content))
