"""Facts: the smallest units of truth, each with a status, a date and its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, validator

from bot.files import read_yaml
from bot.paths import FACTS

Status = Literal["current", "historical", "superseded", "uncertain"]
PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


class FactError(ValueError):
    """A fact file can't be used; the message (Dutch, for editors) says where and why."""


class Source(BaseModel):
    """A public page or document that a fact rests on."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    url: str | None = Field(None, regex=r"^https?://\S+$")
    published: str | None = Field(None, regex=PARTIAL_DATE)

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("published", pre=True)
    def _date_as_text(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, dt.date) else value


class Fact(BaseModel):
    """One fact; ``as_of`` is the month or day until which it was checked against its sources."""

    id: str = Field(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    topic: str
    question: str
    fact: str
    status: Status
    valid_from: dt.date | None
    valid_until: dt.date | None
    as_of: str = Field(regex=PARTIAL_DATE)
    superseded_by: str | None = None
    note: str | None = None
    sources: tuple[Source, ...]

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("as_of", pre=True)
    def _date_as_text(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, dt.date) else value

    @validator("sources")
    def _at_least_one(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        if not value:
            raise ValueError("een feit heeft minstens een bron nodig")
        return value

    @validator("valid_until")
    def _ends_after_start(cls, value: dt.date | None, values: dict[str, object]) -> dt.date | None:
        start = values.get("valid_from")
        if value is not None and isinstance(start, dt.date) and value < start:
            raise ValueError("valid_until ligt voor valid_from")
        return value


def load_facts(folder: Path = FACTS) -> dict[str, Fact]:
    """All facts of ``folder`` by id, in the order of the files.

    Raises:
        FactError: a file can't be parsed, a field is wrong, or an id stands twice.
    """
    facts: dict[str, Fact] = {}
    for path in sorted(folder.glob("*.yml")):
        for entry in _entries(path):
            name = entry.get("id", "?")
            try:
                fact = Fact.parse_obj(entry)
            except ValidationError as error:
                details = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                raise FactError(f"{path.name}, feit '{name}': {details}") from error
            if fact.id in facts:
                raise FactError(f"{path.name}, feit '{fact.id}': dit id bestaat al")
            facts[fact.id] = fact
    _check_successors(facts)
    return facts


@lru_cache(maxsize=1)
def fact_base() -> Mapping[str, Fact]:
    """The project's own facts, read once per process."""
    return load_facts()


def _entries(path: Path) -> list[dict[str, object]]:
    try:
        content = read_yaml(path)
    except yaml.YAMLError as error:
        raise FactError(f"{path.name}: geen geldige YAML ({' '.join(str(error).split())})") from error
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise FactError(f"{path.name}: verwacht een lijst van feiten")
    return content


def _check_successors(facts: Mapping[str, Fact]) -> None:
    for fact in facts.values():
        if fact.superseded_by is not None and fact.superseded_by not in facts:
            raise FactError(f"feit '{fact.id}': opvolger '{fact.superseded_by}' bestaat niet")
        if fact.status == "superseded" and fact.superseded_by is None:
            raise FactError(f"feit '{fact.id}': vervangen feit zonder superseded_by")
