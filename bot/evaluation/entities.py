"""How well places, activities and the like are found in messages (tests/nlu/entities.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.measuring import Parse
from bot.evaluation.metrics import F1, f1
from bot.evaluation.questions import FOLDER
from bot.files import read_yaml
from bot.privacy import mask

ALL = "**all**"


@dataclass(frozen=True)
class Mention:
    """An entity in a message: its name, the visitor's own words and the value of the catalogue."""

    entity: str
    text: str
    value: str


@dataclass(frozen=True)
class Tagged:
    """A message with the entities that should be found and those that were."""

    text: str
    part: str
    wanted: tuple[Mention, ...]
    found: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class EntityScore:
    """``span``: the right words and name; ``value``: the right name and value of the catalogue."""

    entity: str
    span: F1
    value: F1


def tagged_messages(path: Path = FOLDER / "entities.yml") -> list[Tagged]:
    """The messages of ``path``; none when there is no such file."""
    if not path.exists():
        return []
    content = read_yaml(path)
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: expected a list")
    return [
        Tagged(entry["text"], entry.get("part", "test"), tuple(_mention(entity) for entity in entry["entities"]))
        for entry in content
    ]


def find(parse: Parse, messages: Sequence[Tagged]) -> list[Tagged]:
    """The same messages with what the model found in them."""
    found = []
    for message in messages:
        text = mask(message.text)[0]
        entities = parse(text).get("entities") or []
        mentions = (
            Mention(str(e["entity"]), text[int(e["start"]) : int(e["end"])].casefold(), str(e["value"]))
            for e in entities
        )
        found.append(Tagged(message.text, message.part, message.wanted, tuple(mentions)))
    return found


def entity_scores(messages: Sequence[Tagged]) -> list[EntityScore]:
    """One row per entity that is asked for somewhere, and one for all of these together."""
    names = sorted({mention.entity for message in messages for mention in message.wanted})
    rows = [_score(name, [name], messages) for name in names]
    return [*rows, _score(ALL, names, messages)] if rows else []


def _score(title: str, names: Sequence[str], messages: Sequence[Tagged]) -> EntityScore:
    pairs = [
        ([m for m in message.wanted if m.entity in names], [m for m in message.found if m.entity in names])
        for message in messages
    ]
    return EntityScore(
        title,
        f1(([(m.entity, m.text) for m in wanted], [(m.entity, m.text) for m in found]) for wanted, found in pairs),
        f1(([(m.entity, m.value) for m in wanted], [(m.entity, m.value) for m in found]) for wanted, found in pairs),
    )


def _mention(entity: dict[str, object]) -> Mention:
    return Mention(str(entity["entity"]), str(entity["text"]).casefold(), str(entity["value"]))
