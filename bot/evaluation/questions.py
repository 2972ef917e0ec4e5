"""The evaluation questions of tests/nlu: written by people who had not seen the training questions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.answers.topics import INTENT_PREFIX
from bot.evaluation.personas import persona_group
from bot.files import read_yaml
from bot.paths import ROOT

FOLDER = ROOT / "tests" / "nlu"
VALIDATION_SHARE = 4
"""One in so many questions is for choosing thresholds; the others are only ever measured."""

Part = Literal["validation", "test"]


@dataclass(frozen=True)
class Question:
    """A message with what it should lead to: a label (``faq/<topic>`` or an intent) or a kind of refusal."""

    text: str
    label: str
    group: str
    """Register of a question, kind of a message outside the domain, or intent."""
    part: Part
    theme: str = ""
    """File of the topic, for questions that have an answer."""
    persona: str = ""
    """Group of people who ask so."""


def in_domain(folder: Path = FOLDER) -> list[Question]:
    """Questions that an answer exists for."""
    return [
        _question(
            entry["text"],
            f"{INTENT_PREFIX}{topic['topic']}",
            entry["register"],
            theme=path.stem,
            persona=persona_group(entry.get("persona", "")),
        )
        for path in sorted((folder / "questions").glob("*.yml"))
        for topic in _list(path)
        for entry in topic["questions"]
    ]


def outside(folder: Path = FOLDER) -> list[Question]:
    """Messages that must not get an answer; the label is ``refused``."""
    return [_question(entry["text"], "refused", entry["kind"]) for entry in _list(folder / "outside.yml")]


def dialogue(folder: Path = FOLDER) -> list[Question]:
    """Small talk and look-ups; the label is the intent."""
    files = ("smalltalk.yml", "lookups.yml")
    return [_question(e["text"], e["intent"], e["intent"]) for name in files for e in _list(folder / name)]


def _question(text: str, label: str, group: str, theme: str = "", persona: str = "") -> Question:
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8], 16)
    part: Part = "validation" if number % VALIDATION_SHARE == 0 else "test"
    return Question(text, label, group, part, theme, persona)


def _list(path: Path) -> list[dict[str, Any]]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: expected a list")
    return content
