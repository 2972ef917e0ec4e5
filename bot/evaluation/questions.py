"""The evaluation questions of tests/nlu: written by people who had not seen the training questions.

Those of ``questions`` were written for a topic. Those of ``by_fact`` were written for a fact (or facts that answer them
equally well) by people who had not even seen the topics, and stay true when topics are split or joined: each topic
that states one of the facts is right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.answers.topics import INTENT_PREFIX, Topic, topic_base
from bot.evaluation.personas import persona_group
from bot.files import read_yaml
from bot.paths import ROOT

FOLDER = ROOT / "tests" / "nlu"
VALIDATION_SHARE = 4
"""One in so many questions is for choosing thresholds; the others are only ever measured."""

BY_TOPIC, BY_FACT = "topic", "fact"

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
    """Group of people who ask so, where it is told."""
    written_for: str = BY_TOPIC
    others: frozenset[str] = frozenset()
    """Other labels that are as right."""
    after: str | None = None
    """Label of the answer that the message leans on."""

    def accepts(self, label: str | None) -> bool:
        """Whether ``label`` answers it."""
        return label == self.label or label in self.others


def in_domain(folder: Path = FOLDER) -> list[Question]:
    """Questions that an answer exists for."""
    return [*_by_topic(folder / "questions"), *_by_fact(folder / "by_fact", topic_base())]


def _by_topic(folder: Path) -> list[Question]:
    return [
        _question(
            entry["text"],
            f"{INTENT_PREFIX}{topic['topic']}",
            entry["register"],
            theme=path.stem,
            persona=persona_group(entry.get("persona", "")),
        )
        for path in sorted(folder.glob("*.yml"))
        for topic in _list(path)
        for entry in topic["questions"]
    ]


def _by_fact(folder: Path, topics: Mapping[str, Topic]) -> list[Question]:
    return [
        _for_facts(entry["text"], entry["register"], entry["facts"], path.stem, topics)
        for path in sorted(folder.glob("*.yml"))
        for entry in _list(path)
    ]


def _for_facts(text: str, register: str, facts: Sequence[str], theme: str, topics: Mapping[str, Topic]) -> Question:
    """The label is the topic that states most of ``facts``, then the one that states them first."""
    wanted = list(facts)
    found = {t.id: [t.metadata.facts.index(f) for f in wanted if f in t.metadata.facts] for t in topics.values()}
    right = [topic for topic, places in found.items() if places]
    if not right:
        raise ValueError(f"{theme}.yml: no answer states {', '.join(wanted)} ({text})")
    ordered = sorted(right, key=lambda t: (-len(found[t]), min(found[t]), len(topics[t].metadata.facts), t))
    labels = [INTENT_PREFIX + topic for topic in ordered]
    return _question(text, labels[0], register, theme=theme, written_for=BY_FACT, others=frozenset(labels[1:]))


def outside(folder: Path = FOLDER) -> list[Question]:
    """Messages that must not get an answer; the label is ``refused``."""
    return [_question(entry["text"], "refused", entry["kind"]) for entry in _list(folder / "outside.yml")]


def dialogue(folder: Path = FOLDER) -> list[Question]:
    """Small talk and look-ups; the label is the intent."""
    files = ("smalltalk.yml", "lookups.yml")
    return [_question(e["text"], e["intent"], e["intent"]) for name in files for e in _list(folder / name)]


def follow_ups(folder: Path = FOLDER) -> list[Question]:
    """Short messages that can only be understood from the answer before."""
    return [
        _question(
            entry["text"],
            f"{INTENT_PREFIX}{entry['topics'][0]}",
            "follow-up",
            others=frozenset(INTENT_PREFIX + topic for topic in entry["topics"][1:]),
            after=INTENT_PREFIX + entry["after"],
            part=entry["part"],
        )
        for entry in _list(folder / "follow_ups.yml")
    ]


def _question(text: str, label: str, group: str, **details: Any) -> Question:
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8], 16)
    part: Part = "validation" if number % VALIDATION_SHARE == 0 else "test"
    return Question(text, label, group, **{"part": part, **details})


def _list(path: Path) -> list[dict[str, Any]]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: expected a list")
    return content
