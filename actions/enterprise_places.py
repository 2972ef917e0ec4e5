"""Which place a message names, asked of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.catalogue.codes import PlaceKind
from bot.catalogue.items import Place
from bot.catalogue.queries import clear_place
from bot.catalogue.service import Catalogue
from bot.nlu.normalization import fold

KNOWN = ("municipality", "province", "region")
NEAR = re.compile(
    r"\b(buurt|omgeving|omstreken|rond|rondom|nabij\w*|dicht ?bij|dichtst\w*|vlak ?bij|kort ?bij|regio|streek"
    r"|niet (te )?ver|straal|kilometer|km|near)\b"
)
NOT_THERE = re.compile(r"\b(niet|nie|ni|geen|ipv|in plaats van)\b")
CHOICES = 4


@dataclass(frozen=True)
class Named:
    """The place of a message; where it is not clear, what may be meant by ``unclear``."""

    place: Place | None = None
    near: bool = False
    unclear: str | None = None
    choices: tuple[Place, ...] = ()


def named_place(found: Catalogue, text: str, entities: Sequence[Mapping[str, Any]]) -> Named:
    """The place that a message names, if any."""
    near = bool(NEAR.search(fold(text)))
    places = [entity for entity in entities if entity.get("entity") in KNOWN and "start" in entity]
    if places:
        entity = places[-1] if NOT_THERE.search(fold(text)) else places[0]
        others = {str(other["value"]) for other in places if other is not entity}
        return _resolved(found, _surface(text, places, entity), str(entity["value"]), near, others)
    unknown = next((entity for entity in entities if entity.get("entity") == "unknown_place"), None)
    return unknown_place(found, str(unknown.get("text") or unknown["value"]), near) if unknown else Named(near=near)


def unknown_place(found: Catalogue, name: str, near: bool = False) -> Named:
    """What somebody may mean by a name; a name that is known after all is taken."""
    known = clear_place(found.places(name))
    if known:
        return Named(known, near)
    return Named(near=near, unclear=name, choices=found.similar_places(name, CHOICES))


def place_called(found: Catalogue, name: str | None, municipality: str | None) -> Place | None:
    """The place that a button or an earlier search names."""
    if not name:
        return None
    places = found.places(name)
    here = [place for place in places if municipality is None or place.municipality == municipality]
    return clear_place(here) or next(iter(here), None) or next(iter(places), None)


def _resolved(found: Catalogue, name: str, value: str, near: bool, others: Collection[str]) -> Named:
    """``others`` are the other places of the message: "Mariakerke bij Oostende" is the one there."""
    places = found.places(name) or found.places(value)
    there = tuple(place for place in places if place.municipality in others)
    if len(there) == 1 and len(places) > 1:
        return Named(there[0])
    if not places:
        return unknown_place(found, name, near)
    place = clear_place(places)
    if place is None:
        return Named(near=near, unclear=name, choices=places[:CHOICES])
    return Named(place, near or place.kind is PlaceKind.REGION)


def _surface(text: str, places: Sequence[Mapping[str, Any]], entity: Mapping[str, Any]) -> str:
    """The visitor's own word, with the postcode before it; a misspelt one as it should be."""
    if float(entity.get("confidence_entity") or 1) < 1:
        return str(entity["value"])
    start, end = int(entity["start"]), int(entity["end"])
    for other in places:
        if int(other["start"]) == end + 1 and str(entity.get("text", "")).isdigit():
            end = int(other["end"])
    return text[start:end]
