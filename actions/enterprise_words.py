"""A search in the words of domain.yml: what is looked for, and where."""

from __future__ import annotations

from typing import Any

from actions.enterprise_search import RADIUS, Search
from actions.replies import button_title
from bot.catalogue.codes import PROVINCES, PlaceKind
from bot.catalogue.items import Place
from bot.catalogue.service import Catalogue

Domain = dict[str, Any]


def what(found: Catalogue, search: Search, domain: Domain) -> str:
    """``Groenonderhoud en tuinaanleg (maatwerkbedrijven)``."""
    kind = button_title(domain, f"utter_words_{search.recognition or 'all'}")
    if not search.activity:
        return kind
    label = found.activity_label(search.activity)
    return f"{label} ({kind})" if search.recognition else label


def where(search: Search, place: Place | None, domain: Domain) -> str:
    """``in **Gent**``, ``binnen 25 km van **Lier**``, ``in de provincie **Limburg**``."""
    if place is None:
        return button_title(domain, "utter_words_everywhere")
    values = {"place": called(place), "municipality": place.municipality, "radius": f"{RADIUS:g}"}
    return button_title(domain, f"utter_words_{_shape(search, place)}", **values)


def called(place: Place) -> str:
    """A place as a visitor reads it, with the municipality that it lies in: ``Heverlee (Leuven)``."""
    inner = place.kind in (PlaceKind.PART, PlaceKind.POSTCODE, PlaceKind.FORMER_MUNICIPALITY)
    if inner and place.municipality and place.municipality != place.name:
        return f"{place.name} ({place.municipality})"
    return place.name


def _shape(search: Search, place: Place) -> str:
    if place.kind is PlaceKind.PROVINCE:
        return "brussels" if place.name == PROVINCES[-1] else "province"
    if place.kind is PlaceKind.REGION:
        return "region"
    return "near" if search.near else "place"
