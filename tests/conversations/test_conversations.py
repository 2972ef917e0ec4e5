"""Plays every conversation of this folder against the running assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.assistant import Assistant
from tests.support.client import Visitor

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yml"))


def test_there_are_at_least_ten_conversations() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(path: Path, sqlite_assistant: Assistant) -> None:
    visitor = Visitor(sqlite_assistant.channel)
    for number, turn in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
        if "press" in turn:
            visitor.press(turn["press"])
        else:
            visitor.say(turn["say"])
        problems = list(_problems(visitor, turn["expect"]))
        assert not problems, f"turn {number} ({turn.get('say') or turn.get('press')}): {problems}\n{visitor.reply}"


def _problems(visitor: Visitor, expected: dict[str, Any]) -> list[str]:
    reply = visitor.reply
    first = reply["messages"][0]
    text = visitor.text.lower()
    checks = {
        "status": lambda value: reply["status"] == value,
        "topic": lambda value: first.get("topic") == f"faq/{value}",
        "facts": lambda value: bool(visitor.facts & set(value)),
        "sourced": lambda value: value == any(message.get("sources") for message in reply["messages"]),
        "text": lambda value: all(piece.lower() in text for piece in value),
        "not_text": lambda value: not any(piece.lower() in text for piece in value),
        "buttons": lambda value: all(any(piece.lower() in t.lower() for t in visitor.titles) for piece in value),
        "not_buttons": lambda value: not any(piece.lower() in t.lower() for piece in value for t in visitor.titles),
        "cards": lambda value: len(visitor.cards) >= value,
        "card": lambda value: all(card.get(key) == wanted for card in visitor.cards for key, wanted in value.items()),
    }
    assert expected.keys() <= checks.keys(), f"unknown check in {expected.keys()}"
    return [f"{key} is not {value}" for key, value in expected.items() if not checks[key](value)]
