"""The guide to reserved contracts: the procedures by estimated value, and what each kind of visitor reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.guides.content import GuideError, GuidePart, Passage, read_guide
from bot.guides.estimates import Estimate
from bot.knowledge.facts import Fact
from bot.paths import GUIDES

CONTRACTS = GUIDES / "contracts.yml"
IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PROCEDURE, WORK = "procedure", "werk"
"""Names in ``results`` that are no part: the band of the amount, and what the catalogue knows of the work."""

Role = Literal["government", "company", "bidder", "unknown"]
ROLES: tuple[Role, ...] = ("government", "company", "bidder", "unknown")


class Section(GuidePart):
    """A titled text that rests on facts."""

    title: str
    text: str
    facts: tuple[str, ...]
    related: tuple[str, ...]


class Part(Section):
    """A section that ``results`` names."""

    id: str = Field(regex=IDENTIFIER)


class Band(Part):
    """The procedure for an estimated value; ``below`` is in euro without VAT, itself not included."""

    below: int | None = Field(None, gt=0)


class ContractsGuide(GuidePart):
    """All of data/guides/contracts.yml."""

    bands: tuple[Band, ...]
    without_amount: Section
    without_work: Section
    results: Mapping[Role, tuple[str, ...]]
    parts: tuple[Part, ...]

    def band(self, name: str) -> Band | None:
        return next((band for band in self.bands if band.id == name), None)

    def band_of(self, estimate: Estimate) -> Band:
        """The procedure for an estimated value."""
        return next(band for band in self.bands if band.below is None or estimate.is_below(Decimal(band.below)))

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.id == name), None)

    def asks_amount(self, role: str | None) -> bool:
        """Whether the result of this role depends on the estimated value."""
        known = next((one for one in ROLES if one == role), None)
        return known is None or PROCEDURE in self.results[known]

    def passages(self) -> Iterator[Passage]:
        """All texts that rest on facts."""
        named = {"zonder-bedrag": self.without_amount, "zonder-werk": self.without_work}
        named |= {part.id: part for part in (*self.bands, *self.parts)}
        for name, section in named.items():
            words = f"{section.title}\n{section.text}"
            yield Passage(f"contracts/{name}", words, section.facts, section.related)


def period_of(section: Section, facts: Mapping[str, Fact]) -> tuple[dt.date | None, dt.date | None]:
    """From and until when the main fact of a section holds."""
    main = facts[section.facts[0]]
    return main.valid_from, main.valid_until


def load_contracts_guide(path: Path = CONTRACTS) -> ContractsGuide:
    """The guide.

    Raises:
        GuideError: the file can't be read or its parts don't fit together.
    """
    guide = read_guide(path, ContractsGuide)
    problem = next(_problems(guide), None)
    if problem:
        raise GuideError(f"{path.name}: {problem}")
    return guide


@lru_cache(maxsize=1)
def contracts_guide() -> ContractsGuide:
    """The project's own guide, read once per process."""
    return load_contracts_guide()


def _problems(guide: ContractsGuide) -> Iterator[str]:
    names = [part.id for part in (*guide.bands, *guide.parts)]
    for name in names:
        if names.count(name) > 1 or name in (PROCEDURE, WORK):
            yield f"de naam '{name}' staat er twee keer"
    limits = [band.below for band in guide.bands]
    if not limits or limits[-1] is not None or None in limits[:-1]:
        yield "alleen de laatste rij van bands heeft geen below"
    known = [limit for limit in limits if limit is not None]
    if known != sorted(set(known)):
        yield "de bedragen bij below gaan niet van klein naar groot"
    parts = {PROCEDURE, WORK, *(part.id for part in guide.parts)}
    for role in ROLES:
        if role not in guide.results:
            yield f"results zegt niet wat '{role}' te lezen krijgt"
        for name in guide.results.get(role, ()):
            if name not in parts:
                yield f"results noemt '{name}' bij '{role}', maar dat onderdeel bestaat niet"
    for name in parts - {PROCEDURE, WORK} - {name for shown in guide.results.values() for name in shown}:
        yield f"niemand krijgt onderdeel '{name}' te lezen"
