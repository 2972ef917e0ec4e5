"""What enterprises are looked for: kept between messages, asked by a button, and handed to the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from actions.replies import payload
from bot.catalogue.codes import PlaceKind, Recognition
from bot.catalogue.distance import Circle
from bot.catalogue.items import Place, Wanted

FIND_ENTERPRISE = "find_enterprise"
SLOT = "enterprise_search"
RADIUS = 25.0
"""Kilometres: what "in de buurt" and a region mean."""


@dataclass(frozen=True)
class Search:
    """What is looked for.

    ``place`` is a name as the catalogue reads it, ``municipality`` tells two places of one name apart; ``near``
    means within 25 km. ``activity`` and ``recognition`` are codes.
    """

    place: str | None = None
    municipality: str | None = None
    near: bool = False
    activity: str | None = None
    recognition: str | None = None

    def at(self, place: Place | None, near: bool = False) -> Search:
        """The same somewhere else; without a place everywhere."""
        if place is None:
            return replace(self, place=None, municipality=None, near=near)
        province = place.kind is PlaceKind.PROVINCE
        name = f"provincie {place.name}" if province else place.name
        return replace(self, place=name, municipality=place.municipality, near=near and not province)

    @property
    def is_empty(self) -> bool:
        return not (self.place or self.activity or self.recognition)


EVERYTHING = Search()


@dataclass(frozen=True)
class State:
    """What is known of the last turn: the search, the cards on screen, how many there are, and what was asked."""

    search: Search = EVERYTHING
    ids: tuple[int, ...] = ()
    offset: int = 0
    total: int | None = None
    asked: str | None = None
    focus: int | None = None
    """The enterprise that was picked last."""

    def as_slot(self) -> dict[str, Any]:
        return {**asdict(self), "ids": list(self.ids)}


def state_of(value: object) -> State:
    """The state in a slot; an empty one when there is none."""
    if not isinstance(value, dict):
        return State()
    search = {one.name: value.get("search", {}).get(one.name) for one in fields(Search)}
    known = {one.name: value[one.name] for one in fields(State) if one.name in value}
    return State(**{**known, "search": Search(**{**search, "near": bool(search["near"])}), "ids": tuple(value["ids"])})


def button_payload(search: Search, offset: int = 0) -> str:
    """The payload of a button that searches this."""
    return payload(FIND_ENTERPRISE, **{**asdict(search), "near": "ja" if search.near else None}, offset=offset or None)


def from_entities(entities: Mapping[str, str | None]) -> tuple[Search, int]:
    """What the entities of a payload search, and from which result on; what can't be read doesn't limit."""
    place, municipality = entities.get("place"), entities.get("municipality")
    province, region = entities.get("province"), entities.get("region")
    offset = entities.get("offset") or "0"
    search = Search(
        place=place or municipality or region or (f"provincie {province}" if province else None),
        municipality=municipality,
        near=bool(entities.get("near")),
        activity=entities.get("activity"),
        recognition=entities.get("recognition"),
    )
    return search, int(offset) if offset.isdigit() else 0


def wanted(search: Search, place: Place | None) -> Wanted:
    """The search as the catalogue takes it; ``place`` is where ``search.place`` lies."""
    known = {code.value: code for code in Recognition}
    base = Wanted(activity=search.activity, recognition=known.get(search.recognition or ""))
    if place is None:
        return base
    if place.kind is PlaceKind.PROVINCE:
        return replace(base, province=place.province)
    if search.near or place.kind is PlaceKind.REGION:
        return replace(base, around=tuple(Circle(*point, RADIUS) for point in place.points))
    return replace(base, municipality=place.municipality)


def one_wider(search: Search, place: Place | None) -> Search | None:
    """The next wider area: neighbours within 25 km, then the province, then everywhere; nothing beyond that."""
    if place is None:
        return None
    if place.kind not in (PlaceKind.PROVINCE, PlaceKind.REGION) and not search.near:
        return replace(search, near=True)
    if place.kind is not PlaceKind.PROVINCE and place.province:
        return replace(search, place=f"provincie {place.province}", municipality=None, near=False)
    return search.at(None)
