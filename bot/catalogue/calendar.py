"""Events as an iCalendar file (RFC 5545) that people can subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from icalendar import Calendar, Event, Timezone

from bot.catalogue.items import EventItem
from bot.clock import BRUSSELS

PRODUCT = "-//Wegwijzer Sociale Economie//evenementen//NL"


def to_ics(events: Iterable[EventItem], *, stamp: datetime | None = None) -> bytes:
    """Write events as a calendar; the source closes the description, as our own importer reads it.

    The time zone is always described, so that the file is valid without any event too: a calendar must have
    at least one component.

    Args:
        events: from the queries.
        stamp: when the file was made; now by default.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Evenementen sociale economie")
    calendar.add("x-wr-timezone", BRUSSELS.key)
    calendar.add_component(Timezone.from_tzid(BRUSSELS.key))
    made = stamp or datetime.now(timezone.utc)
    for event in events:
        calendar.add_component(_component(event, made))
    return bytes(calendar.to_ical())


def _component(event: EventItem, stamp: datetime) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("dtstamp", stamp)
    component.add("summary", event.title)
    component.add("dtstart", event.start)
    if event.end is not None:
        # For dates DTEND is the day after the last one.
        component.add("dtend", event.end if event.time_known else event.end + timedelta(days=1))
    source = event.source_url or event.source_note
    description = " ".join(part for part in (event.description, f"Bron: {source}" if source else None) if part)
    if description:
        component.add("description", description)
    if event.location:
        component.add("location", event.location)
    if event.url:
        component.add("url", event.url)
    if event.audiences:
        component.add("categories", list(event.audiences))
    component.add("status", "CONFIRMED")
    component.add("transp", "TRANSPARENT")
    return component
