"""Writing the events of one calendar to the catalogue; other calendars are left alone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.catalogue.importers.applying import Refused, Synchronisation
from bot.catalogue.importers.known import Known
from bot.catalogue.importers.report import Counts, Rejection
from bot.catalogue.importers.rows import EventRow, When
from bot.catalogue.importers.tables import Parsed
from bot.catalogue.listings import event_words
from bot.catalogue.models import Event, EventAudience

_PLAIN = ("uid", "title", "location", "description", "url", "source_url", "source_note", "cancelled")


def apply_events(
    session: Session, parsed: Parsed[EventRow], calendar: str, *, keep_municipality: bool = False
) -> Counts:
    """Make the stored events of a calendar equal to the rows.

    Args:
        session: of the import.
        parsed: the events.
        calendar: which calendar they are of.
        keep_municipality: iCalendar has no field for it; where the file tells none, and the place is the
            same, what another file told stays.

    Raises:
        Refused: a uid belongs to another calendar.
    """
    known = Known.stored_in(session)
    names = known.names_by_nis()
    query = select(Event).where(Event.calendar == calendar).options(selectinload(Event.audiences))
    existing = {model.uid: model for model in session.execute(query).scalars()}
    _refuse_uids_elsewhere(session, parsed, calendar)
    wanted = {row.uid: row for row in parsed.rows}
    if keep_municipality:
        for uid in wanted.keys() & existing.keys():
            row, model = wanted[uid], existing[uid]
            if row.municipality is None and row.location == model.location and model.municipality_nis:
                wanted[uid] = replace(row, municipality=names[model.municipality_nis])

    def as_row(model: Event) -> EventRow:
        return EventRow(
            **{column: getattr(model, column) for column in _PLAIN},
            when=When(model.starts_at, model.ends_at, model.time_known),
            municipality=names[model.municipality_nis] if model.municipality_nis else None,
            audiences=tuple(child.audience for child in model.audiences),
        )

    def fill(model: Event, row: EventRow) -> None:
        for column in _PLAIN:
            setattr(model, column, getattr(row, column))
        model.starts_at, model.ends_at, model.time_known = (
            row.when.starts_at,
            row.when.ends_at,
            row.when.time_known,
        )
        model.over_at = row.when.over_at
        model.municipality_nis = known.nis_codes[row.municipality] if row.municipality else None
        model.audiences.extend(
            EventAudience(audience=audience, position=at) for at, audience in enumerate(row.audiences)
        )
        model.words.extend(event_words(row.title, row.location, row.municipality, row.description))

    return Synchronisation[Event, EventRow](as_row, lambda row: Event(calendar=calendar), _park, fill).run(
        session, existing, wanted, remove=not parsed.rejections
    )


def _park(model: Event) -> None:
    model.audiences.clear()
    model.words.clear()


def _refuse_uids_elsewhere(session: Session, parsed: Parsed[EventRow], calendar: str) -> None:
    lines = {row.uid: row.line for row in parsed.rows}
    query = select(Event.uid, Event.calendar).where(Event.calendar != calendar)
    rejections = [
        Rejection(parsed.file, lines[uid], f"uid '{uid}' hoort al bij kalender '{other}'")
        for uid, other in session.execute(query)
        if uid in lines
    ]
    if rejections:
        raise Refused(rejections)
