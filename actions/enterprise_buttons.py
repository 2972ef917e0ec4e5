"""Buttons of the look-up: more, narrower, wider, and what may be meant; each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from actions.enterprise_places import place_called
from actions.enterprise_search import Search, button_payload, one_wider, wanted
from actions.enterprise_words import Domain, called, what, where
from actions.replies import Button, button_title
from bot.catalogue.codes import PROVINCES
from bot.catalogue.items import Place
from bot.catalogue.service import Catalogue

POPULAR = 6
NARROWER = 3


def more_button(search: Search, shown: int, total: int, domain: Domain) -> list[Button]:
    """The next page, when there is one."""
    if shown >= total:
        return []
    title = button_title(domain, "utter_button_more", rest=total - shown)
    return [{"title": title, "payload": button_payload(search, shown)}]


def wider_searches(
    found: Catalogue, search: Search, place: Place | None, total: int
) -> Iterator[tuple[Search, Place | None, int]]:
    """Wider and wider areas, each with more enterprises than the one before."""
    step = one_wider(search, place)
    while step is not None:
        area = place_called(found, step.place, step.municipality)
        count = found.count(wanted(step, area))
        if count > total:
            total = count
            yield step, area, count
        step = one_wider(step, area)


def wider_buttons(
    found: Catalogue, search: Search, place: Place | None, total: int, domain: Domain, limit: int = 3
) -> list[Button]:
    """The nearest wider areas with more results."""
    steps = list(wider_searches(found, search, place, total))
    chosen = [*steps[: limit - 1], *steps[limit - 1 :][-1:]]
    return [_button(found, step, area, count, domain) for step, area, count in chosen]


def looser_buttons(found: Catalogue, search: Search, place: Place | None, domain: Domain) -> list[Button]:
    """The same area with one limit less, where that gives results."""
    less = []
    if search.recognition and search.activity:
        less.append(replace(search, recognition=None))
    if search.place and search.activity:
        less.append(replace(search, activity=None, recognition=None))
    elif search.place and search.recognition:
        less.append(replace(search, recognition=None))
    counted = ((one, found.count(wanted(one, place))) for one in less)
    return [_button(found, one, place, count, domain) for one, count in counted if count]


def narrower_buttons(found: Catalogue, search: Search, place: Place | None, domain: Domain) -> list[Button]:
    """Where or what to look for in a long list: provinces while there is no place, else kinds of work."""
    if place is None:
        provinces = [(name, replace(search, place=f"provincie {name}")) for name in PROVINCES]
        areas = [(one, place_called(found, one.place, None)) for _, one in provinces]
        counted = sorted(((found.count(wanted(one, area)), one, area) for one, area in areas), key=lambda c: -c[0])
        return [_in_area(one, area, count, domain) for count, one, area in counted[:NARROWER] if count]
    if search.activity is None and search.recognition is None and place.municipality and not search.near:
        return [
            _titled(f"{item.label} ({item.count})", replace(search, activity=item.code))
            for item in found.activities_in(place.municipality, NARROWER)
        ]
    return []


def activity_buttons(found: Catalogue) -> list[Button]:
    """The most common kinds of work."""
    return [
        _titled(f"{item.label} ({item.count})", Search(activity=item.code))
        for item in found.popular_activities(POPULAR)
    ]


def municipality_buttons(found: Catalogue, search: Search) -> list[Button]:
    """The municipalities with most enterprises of the activity."""
    return [
        _titled(item.name, replace(search, place=item.name, municipality=item.name))
        for item in found.popular_municipalities(search.activity, POPULAR)
    ]


def place_buttons(search: Search, places: Iterable[Place]) -> list[Button]:
    """Places that may be meant; they keep the rest of the search."""
    found = {called(place): search.at(place, search.near) for place in places}
    return [_titled(title, one) for title, one in found.items()]


def _button(found: Catalogue, search: Search, place: Place | None, count: int, domain: Domain) -> Button:
    area = where(search, place, domain).replace("*", "")
    title = button_title(domain, "utter_button_search", what=what(found, search, domain), where=area, total=count)
    return _titled(title[:1].upper() + title[1:], search)


def _in_area(search: Search, place: Place | None, count: int, domain: Domain) -> Button:
    area = where(search, place, domain).replace("*", "")
    return _titled(f"{area[:1].upper()}{area[1:]} ({count})", search)


def _titled(title: str, search: Search) -> Button:
    return {"title": title, "payload": button_payload(search)}
