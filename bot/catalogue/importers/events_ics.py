"""iCalendar files (RFC 5545). A repeating event becomes one event for each time it takes place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Component, vDDDTypes
from sqlalchemy.engine import Engine

from bot import clock
from bot.catalogue.codes import Audience, ImportKind, values
from bot.catalogue.importers.applying import run_import
from bot.catalogue.importers.event_store import apply_events
from bot.catalogue.importers.events_csv import split_source
from bot.catalogue.importers.fields import Fields, Seen, is_web_address
from bot.catalogue.importers.known import Geography, Known
from bot.catalogue.importers.report import ImportReport, Rejection
from bot.catalogue.importers.rows import EventRow, When
from bot.catalogue.importers.series import SeriesError, occurrences, repeats
from bot.catalogue.importers.tables import Parsed, read_text
from bot.clock import BRUSSELS

_TIMES = ("DTSTART", "DTEND", "DURATION")
_SOURCE = re.compile(r"\s*\bBron: (\S.*)\Z", re.DOTALL)


def read_events_ics(path: Path) -> list[EventRow]:
    """Read the file without a database; then no event has a municipality.

    Raises:
        RejectedFile: when an event is wrong.
    """
    return parse_events_ics(path).strict()


def parse_events_ics(path: Path, geography: Geography | None = None, today: date | None = None) -> Parsed[EventRow]:
    """Read the file: sound events and rejected ones, each with the line of its ``BEGIN:VEVENT``.

    Args:
        path: the file.
        geography: to find municipalities in places.
        today: from which repeating events are written out; the day in Brussels by default.
    """
    content, digest, rejections = read_text(path)
    rows: list[EventRow] = []
    events: list[_Found] = []
    if not rejections:
        try:
            events = _events(content)
        except ValueError as error:
            rejections.append(Rejection(path.name, None, f"geen geldige iCalendar ({error})"))
    seen = Seen()
    for found in _written_out(events, path.name, today or clock.today(), rejections):
        row, problems = _row(found.component, found.line, geography)
        if row is not None:
            row = replace(row, uid=f"{row.uid}#{found.key}" if found.key else row.uid)
            problems += seen.problem("UID", row.uid, found.line)
        if problems or row is None:
            rejections.append(Rejection(path.name, found.line, "; ".join(problems)))
        else:
            rows.append(replace(row, cancelled=row.cancelled or found.withdrawn))
    return Parsed(path.name, digest, tuple(rows), tuple(dict.fromkeys(rejections)))


def import_events_ics(
    engine: Engine, path: Path, *, calendar: str | None = None, skip_rejected: bool = False
) -> ImportReport:
    """Make the catalogue's events of one calendar equal to the file; cancelled ones are kept as cancelled.

    The municipality is the last part of the place where that is the name of one.

    Args:
        engine: of a migrated database that holds municipalities.
        path: the calendar.
        calendar: its name; by default the name of the file without its ending.
        skip_rejected: apply the sound events although others are rejected.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.EVENTS_ICS,
        lambda session: parse_events_ics(path, Known.stored_in(session).geography),
        lambda session, parsed: apply_events(session, parsed, calendar or path.stem, keep_municipality=True),
        skip_rejected=skip_rejected,
    )


@dataclass(frozen=True)
class _Found:
    """An event, its line, and whether its calendar withdraws what it lists (``METHOD:CANCEL``).

    ``key`` tells which time of a series it is.
    """

    component: Component
    line: int
    withdrawn: bool
    key: str = ""


def _written_out(events: list[_Found], file: str, today: date, rejections: list[Rejection]) -> Iterator[_Found]:
    """All events, with the times of a series at the place of its first; a series that can't be read is rejected."""
    series: dict[str, list[_Found]] = {
        _text(found.component, "UID"): [] for found in events if repeats(found.component)
    }
    for found in events:
        series.get(_text(found.component, "UID"), []).append(found)
    for found in events:
        members = series.get(_text(found.component, "UID"))
        if members is None:
            yield found
        elif members[0] is found:
            broken = [_row(member.component, member.line, None)[1] for member in members]
            if any(broken):
                rejections += [Rejection(file, m.line, "; ".join(p)) for m, p in zip(members, broken, strict=True) if p]
                continue
            try:
                for one in occurrences((member.component for member in members), today):
                    yield _Found(one.component, found.line, found.withdrawn, one.key)
            except SeriesError as error:
                rejections.append(Rejection(file, found.line, str(error)))


def _events(content: str) -> list[_Found]:
    """All events of all calendars in a file.

    Raises:
        ValueError: when it isn't iCalendar, or a calendar or event in it has no end.
    """
    calendars = Calendar.from_ical(content, multiple=True)
    lines = [line.rstrip().upper() for line in content.splitlines()]
    events = [
        (component, str(calendar.get("METHOD", "")).upper() == "CANCEL")
        for calendar in calendars
        for component in calendar.walk("VEVENT")
    ]
    starts = [number for number, line in enumerate(lines, start=1) if line == "BEGIN:VEVENT"]
    if not calendars or len(calendars) != lines.count("BEGIN:VCALENDAR") or len(events) != len(starts):
        raise ValueError("het bestand is geen kalender of is afgebroken")
    return [_Found(component, line, withdrawn) for line, (component, withdrawn) in zip(starts, events, strict=True)]


def _row(component: Component, line: int, geography: Geography | None) -> tuple[EventRow | None, list[str]]:
    names = ("UID", "SUMMARY", "LOCATION", "URL", "DESCRIPTION")
    fields = Fields({name: _text(component, name) for name in names})
    fields.problems += [
        f"{name or 'een regel'} kan niet gelezen worden ({error})"
        for name, error in component.errors
        if name not in _TIMES
    ]
    uid, title = fields.required("UID", 255), fields.required("SUMMARY", 200)
    location, url = fields.optional("LOCATION", 200), fields.url("URL")
    text = fields.optional("DESCRIPTION", 5000)
    when, problems = _when(component)
    fields.problems += problems
    if fields.problems or when is None:
        return None, fields.problems
    description, source_url, source_note = _description(text)
    row = EventRow(
        uid=uid,
        title=title,
        when=when,
        location=location,
        municipality=_municipality(location, geography),
        audiences=_audiences(component),
        description=description,
        url=url,
        source_url=source_url,
        source_note=source_note,
        cancelled=_text(component, "STATUS").upper() == "CANCELLED",
        line=line,
    )
    return row, []


def _text(component: Component, name: str) -> str:
    value = component.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def _when(component: Component) -> tuple[When | None, list[str]]:
    problems: list[str] = []
    start = _time(component, "DTSTART", problems)
    end = _time(component, "DTEND", problems)
    length = _time(component, "DURATION", problems)
    if "DTSTART" not in component:
        problems.append("DTSTART ontbreekt")
    if problems or start is None or isinstance(start, timedelta) or isinstance(end, timedelta):
        return None, problems or ["DTSTART en DTEND moeten een datum of een tijdstip zijn"]
    if end is None and isinstance(length, timedelta):
        end = start + length
    if end is not None and isinstance(start, datetime) != isinstance(end, datetime):
        return None, ["DTSTART en DTEND zijn niet allebei een datum of allebei een tijdstip"]
    if end is not None and end < start:
        return None, ["het einde valt voor het begin"]
    if isinstance(start, datetime):
        return When.at(start, end if isinstance(end, datetime) else None), []
    # DTEND is the day after the last one; some calendars repeat the first day to mean one day.
    return When.on_days(start, start if end in (None, start) else end - timedelta(days=1)), []


def _time(component: Component, name: str, problems: list[str]) -> date | timedelta | None:
    """A date, a moment or a length; a time without a zone is what the clock says here, in Brussels."""
    value = component.get(name)
    if value is None:
        return None
    found = value.dt if isinstance(value, vDDDTypes) else None
    if not isinstance(found, (date, timedelta)):
        problems.append(f"{name} kan niet gelezen worden")
        return None
    if isinstance(found, datetime) and found.tzinfo is None:
        if "TZID" in value.params:
            problems.append(f"tijdzone '{value.params['TZID']}' is niet gekend")
        return found.replace(tzinfo=BRUSSELS)
    return found


def _audiences(component: Component) -> tuple[str, ...]:
    """Those categories that are an audience; calendars use categories for other things too."""
    found = component.get("CATEGORIES", [])
    groups = found if isinstance(found, list) else [found]
    names = [str(name).strip().lower() for group in groups for name in group.cats]
    return tuple(name for name in dict.fromkeys(names) if name in values(Audience))


def _municipality(location: str | None, geography: Geography | None) -> str | None:
    if location is None or geography is None:
        return None
    last = re.sub(r"^\d{4}\s+", "", location.rpartition(",")[2].strip())
    found = geography.find(last)
    return found.name if found else None


def _description(text: str | None) -> tuple[str | None, str | None, str | None]:
    """The text, the address of its source and the description of a source without one (``… Bron: …``)."""
    match = _SOURCE.search(text or "")
    if text is None or match is None:
        return text, None, None
    source_url, source_note = split_source(match[1].strip())
    if source_url and not is_web_address(source_url):
        source_url, source_note = None, source_url
    return text[: match.start()].strip() or None, source_url, source_note
