"""The accelerated assistant says what stock Rasa says, and does so without TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.test_conversations import FILES
from tests.integration.test_serve_command import child_processes
from tests.support.assistant import Assistant, running_assistant
from tests.support.client import Visitor

OF_THE_MOMENT = ("conversation", "id", "timestamp", "at")
DRAWN_BY_LOT = "quiz_statement"
"""Stands in the replies of the quiz, in which each visitor gets other statements: only their form can be compared."""


@pytest.fixture(scope="module")
def stock_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on Rasa as it is."""
    path = tmp_path_factory.mktemp("stock") / "wegwijzer.db"
    with running_assistant(f"sqlite:///{path}", acceleration="none") as assistant:
        yield assistant


def libraries(assistant: Assistant) -> str:
    """The files that the processes of the assistant hold in memory, as the kernel lists them."""
    children = child_processes(assistant.process.pid)
    assert len(children) >= 2
    return "".join(Path(f"/proc/{pid}/maps").read_text(encoding="utf-8") for pid in children)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux lists what a process holds in memory")
def test_only_stock_rasa_holds_tensorflow_in_memory(sqlite_assistant: Assistant, stock_assistant: Assistant) -> None:
    assert "tensorflow" in libraries(stock_assistant)
    assert "tensorflow" not in libraries(sqlite_assistant)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_conversation_is_the_same_on_stock_rasa(
    path: Path, sqlite_assistant: Assistant, stock_assistant: Assistant
) -> None:
    turns = yaml.safe_load(path.read_text(encoding="utf-8"))
    here, stock = replies(sqlite_assistant, turns), replies(stock_assistant, turns)
    if DRAWN_BY_LOT in str(here):
        here, stock = form(here), form(stock)
    assert here == stock


def replies(assistant: Assistant, turns: list[dict[str, Any]]) -> list[Any]:
    visitor = Visitor(assistant.channel)
    return [lasting(visitor.press(turn["press"]) if "press" in turn else visitor.say(turn["say"])) for turn in turns]


def form(said: list[Any]) -> list[tuple[str, int]]:
    """The status and the number of messages of each reply."""
    return [(reply["status"], len(reply["messages"])) for reply in said]


def lasting(content: Any) -> Any:
    """A reply without what differs from one talk to the next."""
    if isinstance(content, dict):
        return {key: lasting(value) for key, value in content.items() if key not in OF_THE_MOMENT}
    return [lasting(item) for item in content] if isinstance(content, list) else content
