"""Topics of data/faq: what a visitor means by one question, with its answer and training questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, validator

from bot.files import read_yaml
from bot.paths import FAQ

RETRIEVAL_INTENT = "faq"
INTENT_PREFIX = f"{RETRIEVAL_INTENT}/"
RESPONSE_PREFIX = f"utter_{INTENT_PREFIX}"
REDIRECTION = f"{INTENT_PREFIX}buiten-"
"""Topics that only say where a neighbouring subject belongs."""

Audience = Literal["bezoeker", "student", "bedrijf", "lokaal-bestuur", "sector", "pers"]


class TopicError(ValueError):
    """A topic file can't be used; the message (Dutch, for editors) says where and why."""


class AnswerMetadata(BaseModel):
    """What an editor writes beside an answer's text; everything else is joined from the facts."""

    facts: tuple[str, ...] = ()
    title: str = Field(min_length=3, max_length=60)
    related: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    owner: str
    review_by: dt.date
    status: Literal["answered", "refused"] = "answered"
    """``refused`` marks a neighbouring subject that the assistant only redirects."""
    redirect: str | None = None
    """Where a refused subject belongs: the address of the official body."""

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("review_by", pre=True)
    def _quoted(cls, value: object) -> object:
        if isinstance(value, dt.date):
            raise ValueError('zet de datum tussen aanhalingstekens: review_by: "2027-05-01"')  # Rasa stores JSON
        return value


@dataclass(frozen=True)
class Topic:
    """One topic; ``id`` is stable and public, ``theme`` is the name of its file."""

    id: str
    theme: str
    text: str
    metadata: AnswerMetadata
    questions: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.metadata.title


def load_topics(folder: Path = FAQ) -> dict[str, Topic]:
    """All topics of ``folder`` by id.

    Raises:
        TopicError: a file is no valid YAML or a topic lacks its answer, questions or metadata.
    """
    topics: dict[str, Topic] = {}
    for path in sorted(folder.glob("*.yml")):
        for topic in _topics_of(path):
            if topic.id in topics:
                raise TopicError(f"{path.name}: onderwerp '{topic.id}' bestaat al in {topics[topic.id].theme}.yml")
            topics[topic.id] = topic
    return topics


@lru_cache(maxsize=1)
def topic_base() -> Mapping[str, Topic]:
    """The project's own topics, read once per process."""
    return load_topics()


def _topics_of(path: Path) -> list[Topic]:
    try:
        content = read_yaml(path)
    except yaml.YAMLError as error:
        raise TopicError(f"{path.name}: geen geldige YAML ({' '.join(str(error).split())})") from error
    if not isinstance(content, dict):
        raise TopicError(f"{path.name}: verwacht 'nlu:' en 'responses:'")
    blocks, responses = content.get("nlu") or [], content.get("responses") or {}
    if not isinstance(blocks, list) or not isinstance(responses, dict):
        raise TopicError(f"{path.name}: verwacht een lijst onder 'nlu:' en antwoorden op naam onder 'responses:'")
    questions: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        if not isinstance(block, dict) or "intent" not in block:
            raise TopicError(f"{path.name}: een blok voorbeeldvragen zonder 'intent:'")
        name = str(block["intent"]).removeprefix(INTENT_PREFIX)
        if name in questions:
            raise TopicError(f"{path.name}: onderwerp '{name}' heeft twee blokken voorbeeldvragen")
        questions[name] = _questions(block)
    answers = {str(name).removeprefix(RESPONSE_PREFIX): variations for name, variations in responses.items()}
    for missing in questions.keys() ^ answers.keys():
        lacks = "geen antwoord" if missing in questions else "geen voorbeeldvragen"
        raise TopicError(f"{path.name}: onderwerp '{missing}' heeft {lacks}")
    return [_topic(path, name, variations, questions[name]) for name, variations in answers.items()]


def _topic(path: Path, name: str, variations: object, questions: tuple[str, ...]) -> Topic:
    if not isinstance(variations, list) or len(variations) != 1 or not isinstance(variations[0], dict):
        raise TopicError(f"{path.name}: onderwerp '{name}' moet precies een tekst hebben")
    if not str(variations[0].get("text", "")).strip():
        raise TopicError(f"{path.name}: onderwerp '{name}' moet precies een tekst hebben")
    try:
        metadata = AnswerMetadata.parse_obj(variations[0].get("metadata") or {})
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise TopicError(f"{path.name}: onderwerp '{name}': {details}") from error
    return Topic(name, path.stem, str(variations[0]["text"]).strip(), metadata, questions)


def _questions(block: Mapping[str, object]) -> tuple[str, ...]:
    lines = str(block.get("examples", "")).splitlines()
    return tuple(line.strip().removeprefix("- ").strip() for line in lines if line.strip())
