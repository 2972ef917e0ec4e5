"""Joins an answer to its facts: which sources it rests on, from when it holds and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from bot.knowledge.facts import Fact, Source

Validity = Literal["current", "historical", "uncertain"]


@dataclass(frozen=True)
class Provenance:
    """What a visitor is shown beside an answer. ``as_of`` is a year-month or a day."""

    facts: tuple[str, ...]
    as_of: str
    validity: Validity
    sources: tuple[Mapping[str, str | None], ...]

    def as_dict(self) -> dict[str, object]:
        """In the form of the web contract."""
        return asdict(self)


def provenance_of(fact_ids: Iterable[str], facts: Mapping[str, Fact]) -> Provenance:
    """Join ``fact_ids`` to the fact base.

    The first fact is the main one: it gives the date, and says whether the answer is history; the others explain.
    One uncertain fact makes the whole answer uncertain.

    Raises:
        KeyError: an id is not in the fact base.
    """
    chosen = [facts[name] for name in fact_ids]
    return Provenance(tuple(f.id for f in chosen), chosen[0].as_of, _validity(chosen), _sources(chosen))


def _validity(facts: list[Fact]) -> Validity:
    if any(fact.status == "uncertain" for fact in facts):
        return "uncertain"
    return "current" if facts[0].status == "current" else "historical"


def _sources(facts: list[Fact]) -> tuple[Mapping[str, str | None], ...]:
    """Each source once, those of the main fact first."""
    unique: dict[tuple[str, str | None], Source] = {}
    for fact in facts:
        for source in fact.sources:
            unique.setdefault((source.title, source.url), source)
    return tuple(source.dict() for source in unique.values())
