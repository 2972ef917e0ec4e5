"""Repeating events of a calendar, written out: one event for each time it takes place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import recurring_ical_events
from icalendar import Calendar, Component

REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")
BACK = dt.timedelta(days=31)
AHEAD = dt.timedelta(days=366)
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


class SeriesError(ValueError):
    """A series can't be written out; the message (Dutch, for editors) says why."""


@dataclass(frozen=True)
class Occurrence:
    """One time of a series; ``key`` stays the same when that time is moved or cancelled."""

    component: Component
    key: str


def repeats(component: Component) -> bool:
    """Whether an event belongs to a series."""
    return any(name in component for name in REPEATS)


def occurrences(components: Iterable[Component], today: dt.date) -> Iterator[Occurrence]:
    """The times of one series, from a month ago to a year ahead.

    Args:
        components: the event that repeats and the exceptions to it (one uid, RFC 5545 section 3.8.4).
        today: the day in Brussels.

    Raises:
        SeriesError: the rule can't be read, or repeats within a day.
    """
    calendar = Calendar()
    for component in components:
        rule = component.get("RRULE")
        rules = rule if isinstance(rule, list) else [rule] if rule is not None else []
        if any(str(frequency).upper() in TOO_OFTEN for one in rules for frequency in one.get("FREQ", ())):
            raise SeriesError("het evenement herhaalt zich vaker dan elke dag")
        calendar.add_component(component)
    try:
        found = recurring_ical_events.of(calendar).between(today - BACK, today + AHEAD)
    except Exception as error:  # the library passes on whatever its parsers raise on a strange rule
        raise SeriesError(f"de herhaling kan niet gelezen worden ({type(error).__name__})") from error
    for component in found:
        moment = component.get("RECURRENCE-ID") or component["DTSTART"]
        yield Occurrence(component, f"{moment.dt:%Y%m%dT%H%M}")
