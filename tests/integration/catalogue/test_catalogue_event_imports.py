"""Importing events from CSV and iCalendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from bot.catalogue.codes import ImportKind
from bot.catalogue.importers import Counts, import_events_csv, import_events_ics
from bot.catalogue.models import Event, EventAudience
from bot.catalogue.queries import coming_events, last_import, past_events
from bot.database import session_factory, transaction

Edit = Callable[[Path, str, str], None]
NOW = datetime(2027, 5, 1, tzinfo=timezone.utc)


@pytest.fixture
def places(stocked: Engine) -> Engine:
    """A database that knows the municipalities and has no event."""
    with transaction(session_factory(stocked), write=True) as session:
        session.execute(delete(EventAudience))
        session.execute(delete(Event))
    return stocked


def calendar_file(path: Path, *events: str) -> Path:
    parts = "".join(f"BEGIN:VEVENT\nSUMMARY:Open dag\n{event}\nEND:VEVENT\n" for event in events)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{parts}END:VCALENDAR\n", encoding="utf-8")
    return path


def coming(engine: Engine) -> list[str]:
    with transaction(session_factory(engine)) as session:
        return [item.uid for item in coming_events(session, now=NOW).items]


def uids(engine: Engine) -> set[str]:
    with transaction(session_factory(engine)) as session:
        return set(session.execute(select(Event.uid)).scalars())


def test_the_calendar_of_the_product_changes_nothing_after_its_csv(places: Engine, folder: Path) -> None:
    assert import_events_csv(places, folder / "evenementen.csv").counts == Counts(added=50)
    assert import_events_ics(places, folder / "evenementen.ics").counts == Counts(unchanged=50)
    with transaction(session_factory(places)) as session:
        (gits,) = session.execute(select(Event).where(Event.location == "Mariasteen, Gits")).scalars()
        assert gits.municipality_nis is not None
        run = last_import(session, ImportKind.EVENTS_CSV, ImportKind.EVENTS_ICS)
    assert run is not None
    assert run.kind is ImportKind.EVENTS_ICS


def test_an_event_in_an_unknown_municipality_is_rejected(places: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "evenementen.csv", '"Elzenveld, Antwerpen",Antwerpen', '"Elzenveld, Antwerpen",Antwerp')
    report = import_events_csv(places, folder / "evenementen.csv")
    assert [str(one) for one in report.rejections] == ["evenementen.csv, regel 2: gemeente 'Antwerp' is niet gekend"]
    assert uids(places) == set()


def test_another_calendar_adds_its_events_and_leaves_the_rest(places: Engine, folder: Path, tmp_path: Path) -> None:
    import_events_csv(places, folder / "evenementen.csv")
    path = calendar_file(tmp_path / "federatie.ics", "UID:f1\nDTSTART;VALUE=DATE:20270515")
    assert import_events_ics(places, path).counts == Counts(added=1)
    assert import_events_ics(places, path).counts == Counts(unchanged=1)
    assert len(uids(places)) == 51
    assert coming(places) == ["f1"]


def test_an_event_that_leaves_its_calendar_is_removed(places: Engine, tmp_path: Path) -> None:
    path = tmp_path / "federatie.ics"
    calendar_file(path, "UID:f1\nDTSTART;VALUE=DATE:20270515", "UID:f2\nDTSTART;VALUE=DATE:20270516")
    import_events_ics(places, path)
    calendar_file(path, "UID:f2\nDTSTART;VALUE=DATE:20270516")
    assert import_events_ics(places, path).counts == Counts(removed=1, unchanged=1)
    assert coming(places) == ["f2"]
    calendar_file(path)
    assert import_events_ics(places, path).counts == Counts(removed=1)


def test_an_event_that_is_cancelled_is_no_longer_coming(places: Engine, tmp_path: Path) -> None:
    path = calendar_file(tmp_path / "federatie.ics", "UID:f1\nDTSTART;VALUE=DATE:20270515")
    import_events_ics(places, path)
    calendar_file(path, "UID:f1\nDTSTART;VALUE=DATE:20270515\nSTATUS:CANCELLED")
    assert import_events_ics(places, path).counts == Counts(changed=1)
    assert coming(places) == []
    with transaction(session_factory(places)) as session:
        after = datetime(2028, 1, 1, tzinfo=timezone.utc)
        assert past_events(session, now=after).total == 0


def test_one_event_that_can_not_be_read_keeps_the_whole_calendar_out(places: Engine, tmp_path: Path) -> None:
    path = calendar_file(
        tmp_path / "federatie.ics",
        "UID:f1\nDTSTART;VALUE=DATE:20270515",
        "UID:f2\nDTSTART;VALUE=DATE:20270516\nRRULE:FREQ=MINUTELY",
    )
    report = import_events_ics(places, path)
    assert not report.applied
    assert [one.line for one in report.rejections] == [9]
    assert uids(places) == set()
    assert import_events_ics(places, path, skip_rejected=True).counts == Counts(added=1)
    assert uids(places) == {"f1"}


def test_a_uid_of_another_calendar_is_rejected(places: Engine, tmp_path: Path) -> None:
    event = "UID:f1\nDTSTART;VALUE=DATE:20270515"
    import_events_ics(places, calendar_file(tmp_path / "een.ics", event))
    report = import_events_ics(places, calendar_file(tmp_path / "twee.ics", event))
    assert [str(one) for one in report.rejections] == ["twee.ics, regel 4: uid 'f1' hoort al bij kalender 'een'"]


def test_the_same_calendar_under_another_file_name_is_the_same_calendar(places: Engine, tmp_path: Path) -> None:
    event = "UID:f1\nDTSTART;VALUE=DATE:20270515"
    import_events_ics(places, calendar_file(tmp_path / "mei.ics", event), calendar="federatie")
    second = import_events_ics(places, calendar_file(tmp_path / "juni.ics", event), calendar="federatie")
    assert second.counts == Counts(unchanged=1)
