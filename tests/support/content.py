"""Small facts and topics for tests, with good values for whatever a test does not mind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from bot.answers.topics import AnswerMetadata, Topic
from bot.knowledge.facts import Fact

SOURCE = {"title": "Besluit", "publisher": "Vlaanderen", "url": "https://www.voorbeeld.be/besluit", "published": None}


def fact_entry(name: str = "loon", **fields: Any) -> dict[str, Any]:
    """A fact as it stands in a file of data/facts."""
    entry = {
        "id": name,
        "topic": "werk",
        "question": "Wat verdient een maatwerker?",
        "fact": "Een maatwerker krijgt minstens het minimumloon.",
        "status": "current",
        "valid_from": None,
        "valid_until": None,
        "as_of": "2026-03",
        "sources": [SOURCE],
    }
    return entry | fields


def make_fact(name: str = "loon", **fields: Any) -> Fact:
    """The same, read."""
    return Fact.parse_obj(fact_entry(name, **fields))


def metadata_entry(**fields: Any) -> dict[str, Any]:
    """What an editor writes beside an answer."""
    return {"facts": ["loon"], "title": "Het loon", "owner": "redactie", "review_by": "2030-01-01"} | fields


def make_topic(name: str = "loon", text: str = "Je krijgt het minimumloon.", **fields: Any) -> Topic:
    """A topic with enough questions of its own."""
    questions = fields.pop("questions", tuple(f"vraag {number} over {name}" for number in range(30)))
    metadata = metadata_entry(title=f"Over {name}") | fields
    return Topic(name, "werk", text, AnswerMetadata.parse_obj(metadata), questions)


def write_yaml(path: Path, content: Any) -> Path:
    """Write a YAML file and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def day(text: str) -> dt.date:
    """A date from ``2026-11-23``."""
    return dt.date.fromisoformat(text)
