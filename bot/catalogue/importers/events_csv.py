"""``evenementen.csv``: events with their municipality and audience."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.engine import Engine

from bot.catalogue.codes import Audience, ImportKind, values
from bot.catalogue.importers.applying import run_import
from bot.catalogue.importers.event_store import apply_events
from bot.catalogue.importers.fields import Fields, Seen, as_date, is_web_address
from bot.catalogue.importers.known import Known
from bot.catalogue.importers.report import ImportReport, Rejection
from bot.catalogue.importers.rows import EventRow, When
from bot.catalogue.importers.tables import Line, Parsed, read_table

COLUMNS = (
    "uid",
    "title",
    "start",
    "end",
    "location",
    "municipality",
    "audience",
    "description",
    "url",
    "source_url",
)
NOTE_PREFIX = "seed:"
"""A source that starts with this is no address but a description of the source."""


def read_events_csv(path: Path) -> list[EventRow]:
    """Read the file without a database; municipalities are not compared with a list then.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_events_csv(path).strict()


def parse_events_csv(path: Path, known: Known | None = None) -> Parsed[EventRow]:
    """Read the file: sound rows and rejected ones, compared with the municipalities if given."""
    table = read_table(path, COLUMNS)
    rows, rejections, seen = [], list(table.rejections), Seen()
    for line in table.rows:
        row, problems = _row(line)
        problems += seen.problem("uid", line.values["uid"], line.number)
        if known is not None and row is not None and row.municipality is not None:
            municipality = known.geography.find(row.municipality)
            if municipality is None:
                problems.append(f"gemeente '{row.municipality}' is niet gekend")
            else:
                row = replace(row, municipality=municipality.name)
        if problems or row is None:
            rejections.append(Rejection(table.file, line.number, "; ".join(problems)))
        else:
            rows.append(row)
    return Parsed(table.file, table.sha256, tuple(rows), tuple(rejections))


def import_events_csv(
    engine: Engine, path: Path, *, calendar: str | None = None, skip_rejected: bool = False
) -> ImportReport:
    """Make the catalogue's events of one calendar equal to the file.

    Args:
        engine: of a migrated database that holds municipalities.
        path: the events.
        calendar: by default the name of the file without its ending.
        skip_rejected: apply the sound rows although others are rejected.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.EVENTS_CSV,
        lambda session: parse_events_csv(path, Known.stored_in(session)),
        lambda session, parsed: apply_events(session, parsed, calendar or path.stem),
        skip_rejected=skip_rejected,
    )


def _row(line: Line) -> tuple[EventRow | None, list[str]]:
    fields = Fields(line.values)
    start, end = fields.required("start"), fields.optional("end")
    when, problem = _when(start, end) if start else (None, None)
    if problem:
        fields.problems.append(problem)
    audiences = fields.listed("audience")
    fields.problems += [
        f"'{audience}' in 'audience' is niet gekend (mogelijk: {', '.join(values(Audience))})"
        for audience in audiences
        if audience not in values(Audience)
    ]
    source_url, source_note = split_source(fields.optional("source_url"))
    if source_url:
        fields.url("source_url")
    uid, title = fields.required("uid", 255), fields.required("title", 200)
    location, municipality = fields.optional("location", 200), fields.optional("municipality", 60)
    description, url = fields.optional("description", 5000), fields.url("url")
    if fields.problems or when is None:
        return None, fields.problems
    row = EventRow(
        uid=uid,
        title=title,
        when=when,
        location=location,
        municipality=municipality,
        audiences=audiences,
        description=description,
        url=url,
        source_url=source_url,
        source_note=source_note,
        line=line.number,
    )
    return row, []


def split_source(text: str | None) -> tuple[str | None, str | None]:
    """Take a source apart: an address, or the description of a source that has none."""
    if text is None or is_web_address(text) or not text.startswith(NOTE_PREFIX):
        return text, None
    return None, text.removeprefix(NOTE_PREFIX).strip()


def _when(start: str, end: str | None) -> tuple[When | None, str | None]:
    """Dates alone (``end`` is the last day itself), or moments with their offset from UTC."""
    first = as_date(start)
    if first is not None:
        last = as_date(end) if end else first
        if last is None:
            return None, f"'{end}' in 'end' is geen datum, 'start' wel"
        return _ordered(first, last, When.on_days(first, max(first, last)))
    begins, ends = _moment(start), _moment(end) if end else None
    if begins is None:
        return (
            None,
            f"'{start}' in 'start' is geen datum of tijdstip met tijdzone (2026-05-04T14:00:00+02:00)",
        )
    if end and ends is None:
        return None, f"'{end}' in 'end' is geen tijdstip met tijdzone, 'start' wel"
    return _ordered(begins, ends or begins, When.at(begins, ends))


def _ordered(start: date, end: date, when: When) -> tuple[When | None, str | None]:
    return (None, "het einde valt voor het begin") if end < start else (when, None)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
