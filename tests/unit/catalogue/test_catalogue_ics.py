"""iCalendar in and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bot.catalogue.calendar import to_ics
from bot.catalogue.importers import read_events_csv, read_events_ics
from bot.catalogue.importers.events_ics import parse_events_ics
from bot.catalogue.importers.known import Geography
from bot.catalogue.importers.report import Rejection
from bot.catalogue.importers.rows import EventRow, MunicipalityRow
from bot.catalogue.items import EventItem
from bot.clock import BRUSSELS
from bot.paths import CATALOGUE

SUBJECT = "UID:1@voorbeeld.be\nSUMMARY:Open dag"
DAY = "DTSTART;VALUE=DATE:20270515"


def calendar_file(folder: Path, *events: str, head: str = "") -> Path:
    parts = [f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events]
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{head}{''.join(parts)}END:VCALENDAR\n"
    path = folder / "kalender.ics"
    path.write_bytes(content.replace("\n", "\r\n").encode())
    return path


def only_event(folder: Path, event: str, *, head: str = "", geography: Geography | None = None) -> EventRow:
    parsed = parse_events_ics(calendar_file(folder, event, head=head), geography)
    assert not parsed.rejections
    (row,) = parsed.rows
    return row


def only_rejection(folder: Path, event: str) -> Rejection:
    parsed = parse_events_ics(calendar_file(folder, event))
    assert not parsed.rows
    (rejection,) = parsed.rejections
    return rejection


def test_both_files_of_the_product_describe_the_same_events() -> None:
    from_csv = {row.uid: replace(row, municipality=None) for row in read_events_csv(CATALOGUE / "evenementen.csv")}
    from_ics = {row.uid: row for row in read_events_ics(CATALOGUE / "evenementen.ics")}
    assert len(from_ics) == 50
    assert from_ics == from_csv


def test_a_date_alone_is_a_whole_day_in_brussels(tmp_path: Path) -> None:
    when = only_event(tmp_path, f"{SUBJECT}\n{DAY}").when
    assert not when.time_known
    assert when.starts_at == datetime(2027, 5, 14, 22, tzinfo=timezone.utc)
    assert when.over_at == datetime(2027, 5, 15, 22, tzinfo=timezone.utc)


def test_the_end_of_an_all_day_event_is_the_day_after_the_last(tmp_path: Path) -> None:
    when = only_event(tmp_path, f"{SUBJECT}\n{DAY}\nDTEND;VALUE=DATE:20270517").when
    assert when.ends_at == datetime(2027, 5, 16, 22, tzinfo=timezone.utc)


def test_an_end_on_the_first_day_itself_means_one_day(tmp_path: Path) -> None:
    assert only_event(tmp_path, f"{SUBJECT}\n{DAY}\nDTEND;VALUE=DATE:20270515") == only_event(
        tmp_path, f"{SUBJECT}\n{DAY}"
    )


@pytest.mark.parametrize(
    ("start", "utc_hour"),
    [
        ("DTSTART:20270115T100000Z", 10),
        ("DTSTART;TZID=Europe/Brussels:20270115T100000", 9),
        ("DTSTART;TZID=Europe/Brussels:20270715T100000", 8),
        ("DTSTART;TZID=America/New_York:20270115T100000", 15),
        ("DTSTART:20270115T100000", 9),
    ],
    ids=["utc", "winter", "summer", "elsewhere", "no zone is Brussels"],
)
def test_a_time_is_read_in_its_zone(tmp_path: Path, start: str, utc_hour: int) -> None:
    when = only_event(tmp_path, f"{SUBJECT}\n{start}").when
    assert when.time_known
    assert when.starts_at.hour == utc_hour
    assert when.starts_at.utcoffset() == timedelta(0)


def test_a_duration_gives_the_end(tmp_path: Path) -> None:
    when = only_event(tmp_path, f"{SUBJECT}\nDTSTART:20270115T100000Z\nDURATION:PT90M").when
    assert when.ends_at == datetime(2027, 1, 15, 11, 30, tzinfo=timezone.utc)


def test_a_cancelled_event_is_marked(tmp_path: Path) -> None:
    assert only_event(tmp_path, f"{SUBJECT}\n{DAY}\nSTATUS:CANCELLED").cancelled
    assert not only_event(tmp_path, f"{SUBJECT}\n{DAY}\nSTATUS:CONFIRMED").cancelled
    assert only_event(tmp_path, f"{SUBJECT}\n{DAY}", head="METHOD:CANCEL\n").cancelled


def test_the_last_part_of_the_place_gives_the_municipality(tmp_path: Path) -> None:
    geography = Geography([MunicipalityRow("11002", "Antwerpen", "Antwerpen", ("2000",), 51.22, 4.40, ("Borsbeek",))])

    def municipality(location: str) -> str | None:
        event = f"{SUBJECT}\n{DAY}\nLOCATION:{location}"
        return only_event(tmp_path, event, geography=geography).municipality

    assert municipality("Elzenveld\\, 2000 Antwerpen") == "Antwerpen"
    assert municipality("Feestzaal\\, Borsbeek") == "Antwerpen"
    assert municipality("Antwerpen\\, de haven") is None


def test_categories_that_are_no_audience_are_left_out(tmp_path: Path) -> None:
    assert only_event(tmp_path, f"{SUBJECT}\n{DAY}\nCATEGORIES:Netwerken,Studenten").audiences == ("studenten",)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (f"SUMMARY:Open dag\n{DAY}", "'UID' is leeg"),
        (f"UID:1\n{DAY}", "'SUMMARY' is leeg"),
        (SUBJECT, "DTSTART ontbreekt"),
        (f"{SUBJECT}\nDTSTART:20270230T100000Z", "DTSTART kan niet gelezen worden"),
        (f"{SUBJECT}\nDTSTART:morgen", "DTSTART kan niet gelezen worden"),
        (f"{SUBJECT}\nDTSTART;TZID=Mars/Basis:20270515T100000", "tijdzone 'Mars/Basis' is niet gekend"),
        (f"{SUBJECT}\n{DAY}\nDTEND:20270515T100000Z", "niet allebei een datum"),
        (f"{SUBJECT}\n{DAY}\nDTEND;VALUE=DATE:20270514", "het einde valt voor het begin"),
        (f"{SUBJECT}\n{DAY}\nRRULE:FREQ=HOURLY", "vaker dan elke dag"),
        (f"{SUBJECT}\n{DAY}\nRRULE:FREQ=SOMS", "RRULE kan niet gelezen worden"),
        (f"{SUBJECT}\n{DAY}\nURL:javascript:alert(1)", "geen webadres"),
        (f"{SUBJECT}\n{DAY}\nLOCATION:{'x' * 300}", "langer dan 200"),
        (f"{SUBJECT}\n{DAY}\ndit is geen regel", "kan niet gelezen worden"),
    ],
)
def test_an_event_that_cannot_be_read_is_rejected_with_its_line(tmp_path: Path, event: str, reason: str) -> None:
    rejection = only_rejection(tmp_path, event)
    assert (rejection.file, rejection.line) == ("kalender.ics", 4)
    assert reason in rejection.reason


SERIES = f"""{SUBJECT}
DTSTART;TZID=Europe/Brussels:20270104T140000
DTEND;TZID=Europe/Brussels:20270104T160000
RRULE:FREQ=WEEKLY;COUNT=14
EXDATE;TZID=Europe/Brussels:20270111T140000"""
MOVED = """UID:1@voorbeeld.be
SUMMARY:Open dag (verplaatst)
RECURRENCE-ID;TZID=Europe/Brussels:20270118T140000
DTSTART;TZID=Europe/Brussels:20270119T100000"""
CANCELLED = """UID:1@voorbeeld.be
SUMMARY:Open dag
STATUS:CANCELLED
RECURRENCE-ID;TZID=Europe/Brussels:20270125T140000
DTSTART;TZID=Europe/Brussels:20270125T140000"""


def times_of(folder: Path, *events: str, today: date = date(2027, 1, 1)) -> dict[str, EventRow]:
    parsed = parse_events_ics(calendar_file(folder, *events), today=today)
    assert not parsed.rejections
    return {row.uid.removeprefix("1@voorbeeld.be#"): row for row in parsed.rows}


def test_a_repeating_event_is_read_as_each_of_its_times(tmp_path: Path) -> None:
    rows = times_of(tmp_path, SERIES)
    assert list(rows)[:2] == ["20270104T1400", "20270118T1400"]
    assert len(rows) == 13
    hours = {row.when.starts_at.astimezone(BRUSSELS).hour for row in rows.values()}
    assert hours == {14}, "the clock of Brussels, also after the change to summer time"


def test_a_time_that_was_moved_or_cancelled_keeps_its_uid(tmp_path: Path) -> None:
    rows = times_of(tmp_path, SERIES, MOVED, CANCELLED)
    moved = rows["20270118T1400"]
    assert (moved.title, moved.when.starts_at.astimezone(BRUSSELS).day) == ("Open dag (verplaatst)", 19)
    assert rows["20270125T1400"].cancelled
    assert len(rows) == 13


def test_days_repeat_too(tmp_path: Path) -> None:
    rows = times_of(tmp_path, f"{SUBJECT}\n{DAY}\nRDATE;VALUE=DATE:20270601")
    assert [row.when.time_known for row in rows.values()] == [False, False]


def test_a_series_without_an_end_is_read_a_year_ahead(tmp_path: Path) -> None:
    rows = times_of(tmp_path, f"{SUBJECT}\n{DAY}\nRRULE:FREQ=MONTHLY", today=date(2028, 1, 1))
    assert next(iter(rows)).startswith("202712")
    assert len(rows) == 13


def test_other_events_stand_beside_a_series(tmp_path: Path) -> None:
    rows = times_of(tmp_path, SERIES, "UID:2\nSUMMARY:Feest\nDTSTART;VALUE=DATE:20270515")
    assert rows["2"].title == "Feest"
    assert len(rows) == 14


def test_a_uid_that_occurs_twice_is_rejected(tmp_path: Path) -> None:
    parsed = parse_events_ics(calendar_file(tmp_path, f"{SUBJECT}\n{DAY}", f"{SUBJECT}\n{DAY}"))
    (rejection,) = parsed.rejections
    assert rejection.line == 9
    assert "staat al op regel 4" in rejection.reason


@pytest.mark.parametrize("cut", [0, 200, 20000])
def test_a_file_that_was_cut_off_is_rejected_as_a_whole(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "half.ics"
    path.write_bytes((CATALOGUE / "evenementen.ics").read_bytes()[:cut])
    parsed = parse_events_ics(path)
    assert not parsed.rows
    assert parsed.rejections[0].line is None


def test_a_web_page_instead_of_a_calendar_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    path.write_text("<!doctype html><html><body>404</body></html>", encoding="utf-8")
    assert "geen geldige iCalendar" in parse_events_ics(path).rejections[0].reason


def test_a_calendar_without_events_is_sound(tmp_path: Path) -> None:
    assert read_events_ics(calendar_file(tmp_path)) == []


def item(**values: Any) -> EventItem:
    standard: dict[str, Any] = {
        "uid": "1@voorbeeld.be",
        "title": "Open dag; kom, kijk",
        "start": date(2027, 5, 15),
        "end": date(2027, 5, 16),
        "time_known": False,
        "location": "Elzenveld, Antwerpen",
        "municipality": "Antwerpen",
        "audiences": ("publiek", "sector"),
        "description": "Een dag.\nMet twee regels.",
        "url": "https://voorbeeld.be/dag",
        "source_url": "https://voorbeeld.be/bron",
        "source_note": None,
    }
    return EventItem(**{**standard, **values})


def test_a_calendar_without_events_is_valid(tmp_path: Path) -> None:
    content = to_ics([])
    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    path = tmp_path / "leeg.ics"
    path.write_bytes(content)
    assert read_events_ics(path) == []


@pytest.mark.parametrize(
    "event",
    [
        item(),
        item(source_url=None, source_note="antwoord op een vraag"),
        item(source_url=None, url=None, location=None, audiences=(), description=None),
        item(
            start=datetime(2027, 5, 15, 14, tzinfo=BRUSSELS),
            end=datetime(2027, 5, 15, 17, tzinfo=BRUSSELS),
            time_known=True,
        ),
        item(start=datetime(2027, 12, 15, 14, tzinfo=BRUSSELS), end=None, time_known=True),
    ],
    ids=["days", "note", "bare", "hours", "no end"],
)
def test_what_we_write_we_read_back_the_same(tmp_path: Path, event: EventItem) -> None:
    path = tmp_path / "uit.ics"
    path.write_bytes(to_ics([event]))
    (row,) = read_events_ics(path)
    assert (row.uid, row.title, row.location, row.description, row.url, row.audiences) == (
        event.uid,
        event.title,
        event.location,
        event.description,
        event.url,
        event.audiences,
    )
    assert (row.source_url, row.source_note) == (event.source_url, event.source_note)
    local = row.when.starts_at.astimezone(BRUSSELS)
    assert (local if event.time_known else local.date()) == event.start
    last = row.when.ends_at.astimezone(BRUSSELS) if row.when.ends_at else None
    if last is not None and not event.time_known:
        assert (last - timedelta(days=1)).date() == event.end
    else:
        assert last == event.end
