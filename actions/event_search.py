"""What events a message asks for, and the same as a button's payload and in words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions.dates import days_in_words
from actions.event_subject import subject
from actions.replies import entity_of, payload
from bot.catalogue.items import EventSearch
from bot.catalogue.text import search_key
from bot.dialogue.follow_ups import says_only_names
from bot.nlu.normalization import fold
from bot.nlu.periods import find_periods, looks_back

FIND_EVENT = "find_event"
PAST = "past"
OPEN = ".."
SLOT = "event_search"
SHORT = 5
NEAR = re.compile(
    r"\b(in de (buurt|omgeving|streek|regio) van|omgeving|rond|rondom|nabij|regio|dicht ?bij|vlak ?bij)\b"
)

FOLLOW_UP = re.compile(r"^(?:en|of|nee|neen|maar|enkel|alleen|liever)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A search, whether it is for events that are over, and how many of the first were shown already."""

    search: EventSearch
    past: bool
    offset: int = 0
    around: str | None = None
    """A place or region: within 25 km of it."""

    @property
    def limited(self) -> bool:
        """Whether anything but the time before or after now limits it."""
        return self.search != EventSearch() or bool(self.around)


def asked_of(tracker: Tracker, today: dt.date, in_titles: Callable[[tuple[str, ...]], frozenset[str]]) -> Asked:
    """What the latest message asks for.

    Args:
        tracker: of the conversation; a message that goes on ("en in mei?") keeps what the last search had.
        today: the day in Brussels.
        in_titles: tells which words some event has in its title.
    """
    text = str(tracker.latest_message.get("text") or "")
    if text.startswith("/") or not text:
        entities = ("period", "audience", "municipality", "province", "region", "event_subject", "offset")
        return from_entities({name: entity_of(tracker, name) for name in entities})
    before = before_of(tracker)
    periods = find_periods(text, today)
    towns = _values(tracker, "municipality")
    near = towns[0] if towns and NEAR.search(fold(text)) else None
    spans = [*(period.span for period in periods), *_spans(tracker)]
    about = subject(text, spans, in_titles)
    search = EventSearch(
        first=periods[0].start if periods else None,
        last=periods[0].end if periods else None,
        audiences=_values(tracker, "audience"),
        municipalities=() if near else towns,
        province=entity_of(tracker, "province"),
        words=about.words,
        in_title=about.is_title,
    )
    over = search.last is not None and search.last < today
    asked = Asked(search, over or looks_back(text), around=near or entity_of(tracker, "region"))
    if before and (FOLLOW_UP.match(text) or says_only_names(text, spans)):
        return _completed(asked, before)
    if before and asked == Asked(EventSearch(), past=True) and len(text.split()) <= SHORT:
        return Asked(replace(before.search, first=None, last=None), past=True, around=before.around)
    return asked


def before_of(tracker: Tracker) -> Asked | None:
    """What the list on screen shows, if there is one."""
    known = tracker.get_slot(SLOT)
    return from_entities(json.loads(known)) if known else None


def entities_of(asked: Asked) -> dict[str, str | int | None]:
    """The entities of a payload that asks for the same."""
    search = asked.search
    days = f"{search.first or OPEN}/{search.last or OPEN}" if search.first or search.last else ""
    words = " ".join(search.words)
    return {
        "period": " ".join(filter(None, (PAST if asked.past else "", days))),
        "audience": ",".join(search.audiences),
        "municipality": ",".join(search.municipalities),
        "province": search.province,
        "region": asked.around,
        "event_subject": f'"{words}"' if search.in_title else words,
        "offset": asked.offset or None,
    }


def button_payload(asked: Asked) -> str:
    """The payload of a button that asks for this."""
    return payload(FIND_EVENT, **entities_of(asked))


def slot_value(asked: Asked) -> str:
    """What is kept for a message that goes on."""
    return json.dumps({name: value for name, value in entities_of(asked).items() if value})


def from_entities(entities: dict[str, Any]) -> Asked:
    """What the entities of a payload ask for; what can't be read in them doesn't limit."""
    words = str(entities.get("period") or "").split()
    days = next((word for word in words if "/" in word), f"{OPEN}/{OPEN}")
    first, last = (_day(part) for part in days.split("/", 1))
    offset, about = str(entities.get("offset") or "0"), str(entities.get("event_subject") or "")
    search = EventSearch(
        first=first,
        last=last,
        audiences=_listed(entities.get("audience")),
        municipalities=_listed(entities.get("municipality")),
        province=entities.get("province") or None,
        words=tuple(search_key(about).split()),
        in_title=about.startswith('"'),
    )
    around = entities.get("region") or None
    return Asked(search, PAST in words, int(offset) if offset.isdigit() else 0, around)


def criteria(asked: Asked) -> str:
    """What limits a search, in words: ``studiedag · studenten · Gent · mei 2027``."""
    search = asked.search
    near = [f"{asked.around} (25 km)"] if asked.around else []
    places = [*search.municipalities, *([search.province] if search.province else []), *near]
    days = days_in_words(search.first, search.last)
    return " · ".join(
        [*([" ".join(search.words)] if search.words else []), *search.audiences, *places, *filter(None, [days])]
    )


def wider(asked: Asked) -> list[Asked]:
    """The same search with one of its limits left out, the nearest first, and at last with none."""
    search, first = asked.search, replace(asked, offset=0)
    found = []
    if search.first or search.last:
        found.append(replace(first, search=replace(search, first=None, last=None)))
    if search.municipalities or search.province or asked.around:
        if len(search.municipalities) == 1:
            found.append(replace(first, search=replace(search, municipalities=()), around=search.municipalities[0]))
        found.append(replace(first, search=replace(search, municipalities=(), province=None), around=None))
    if search.audiences:
        found.append(replace(first, search=replace(search, audiences=())))
    if search.in_title:
        found.append(replace(first, search=replace(search, words=search.words[-1:], in_title=False)))
    elif len(search.words) > 1:
        found += [replace(first, search=replace(search, words=(word,))) for word in search.words]
    found.append(Asked(EventSearch(), asked.past))
    return [one for one in dict.fromkeys(found) if one != first]


def _completed(asked: Asked, before: Asked) -> Asked:
    new, old = asked.search, before.search
    has_days = new.first or new.last
    has_place = new.municipalities or new.province or asked.around
    search = replace(
        new if has_days else replace(new, first=old.first, last=old.last),
        audiences=new.audiences or old.audiences,
        words=new.words or old.words,
        in_title=new.in_title if new.words else old.in_title,
        municipalities=new.municipalities if has_place else old.municipalities,
        province=new.province if has_place else old.province,
    )
    around = asked.around if has_place else before.around
    return Asked(search, asked.past if has_days else asked.past or before.past, around=around)


def _values(tracker: Tracker, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in tracker.get_latest_entity_values(name) if value))


def _spans(tracker: Tracker) -> list[tuple[int, int]]:
    """Where the message names a place or an audience."""
    return [
        (entity["start"], entity["end"])
        for entity in tracker.latest_message.get("entities") or []
        if entity.get("entity") in ("municipality", "province", "region", "unknown_place", "audience")
        and "start" in entity
    ]


def _listed(value: object) -> tuple[str, ...]:
    return tuple(part for part in str(value or "").split(",") if part)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
