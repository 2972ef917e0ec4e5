"""The questions that the chat page offers to begin with lead to what they promise."""

from __future__ import annotations

import re

import pytest

from bot.paths import ROOT
from tests.support.assistant import Assistant
from tests.support.client import Visitor

STRINGS = (ROOT / "bot" / "web" / "static" / "strings.js").read_text(encoding="utf-8")
QUESTIONS = [
    question
    for listed in re.findall(r"questions: \[(.*?)\]", STRINGS, re.DOTALL)
    for question in re.findall(r'"([^"]+)"', listed)
]


def test_the_page_offers_questions_to_begin_with() -> None:
    assert len(QUESTIONS) >= 8


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_start_question_is_understood_at_once(question: str, sqlite_assistant: Assistant) -> None:
    reply = Visitor(sqlite_assistant.channel).say(question)
    assert reply["status"] in ("answered", "looked-up", "asked"), reply
    assert any(message.get("facts") or message["cards"] or message["buttons"] for message in reply["messages"]), reply
