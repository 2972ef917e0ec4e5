"""The catalogue as the rest of the house uses it: one call, one session, plain values back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.engine import Engine

from bot.catalogue import queries
from bot.catalogue.calendar import to_ics
from bot.catalogue.codes import ImportKind
from bot.catalogue.distance import Circle
from bot.catalogue.items import (
    ActivityCount,
    ActivityItem,
    EnterpriseItem,
    EnterprisePage,
    EventPage,
    EventSearch,
    MunicipalityCount,
    Place,
    Wanted,
)
from bot.database.session import session_factory, transaction

CALENDAR_LIMIT = 500


class Catalogue:
    """Look-ups on one database. Every method raises ``DatabaseUnavailable`` when it can't be used."""

    def __init__(self, engine: Engine) -> None:
        self._sessions = session_factory(engine)

    def enterprises(self, wanted: Wanted, limit: int, offset: int = 0) -> EnterprisePage:
        """Enterprises that are what is wanted, best (or nearest) first."""
        with transaction(self._sessions) as session:
            return queries.find_enterprises(session, wanted, limit=limit, offset=offset)

    def count(self, wanted: Wanted) -> int:
        """How many enterprises fit."""
        with transaction(self._sessions) as session:
            return queries.count_enterprises(session, wanted)

    def enterprises_by_id(self, ids: Sequence[int]) -> tuple[EnterpriseItem, ...]:
        """The enterprises with these ids that still exist, in this order."""
        with transaction(self._sessions) as session:
            return queries.enterprises_by_id(session, ids)

    def enterprises_by_name(self, name: str) -> EnterprisePage:
        """Enterprises with this name, whole, partial or misspelt."""
        with transaction(self._sessions) as session:
            return queries.enterprises_by_name(session, name)

    def places(self, name: str) -> tuple[Place, ...]:
        """All places with this name (or postcode), the likeliest first."""
        with transaction(self._sessions) as session:
            return queries.resolve_places(session, name)

    def similar_places(self, name: str, limit: int) -> tuple[Place, ...]:
        """What somebody may have meant by an unknown name, the likeliest first."""
        with transaction(self._sessions) as session:
            return queries.similar_places(session, name, limit)

    def municipalities_around(self, place: Place, radius: float) -> tuple[str, ...]:
        """The current names of municipalities whose centre lies within ``radius`` kilometres, the nearest first."""
        circles = tuple(Circle(*point, radius) for point in place.points)
        with transaction(self._sessions) as session:
            return queries.municipalities_within(session, circles)

    def activities_in(self, municipality: str, limit: int) -> tuple[ActivityCount, ...]:
        """The activities that most enterprises of a municipality have."""
        with transaction(self._sessions) as session:
            return queries.activities_with_counts(session, municipality)[:limit]

    def popular_municipalities(self, activity: str | None, limit: int) -> tuple[MunicipalityCount, ...]:
        """The municipalities with most enterprises (of an activity)."""
        with transaction(self._sessions) as session:
            return queries.municipalities_with_activity(session, activity, limit)

    def activity(self, code: str) -> ActivityItem | None:
        """The activity with this code, with its CPV codes."""
        with transaction(self._sessions) as session:
            return queries.activity_by_code(session, code)

    def activity_label(self, code: str) -> str:
        """An activity as a visitor reads it; the code itself when it is unknown."""
        with transaction(self._sessions) as session:
            item = queries.activity_by_code(session, code)
        return item.label if item else code

    def popular_activities(self, limit: int) -> tuple[ActivityCount, ...]:
        """The activities that most enterprises have."""
        with transaction(self._sessions) as session:
            counts = queries.activities_with_counts(session)
        return tuple(sorted(counts, key=lambda item: -item.count)[:limit])

    def coming_events(self, now: dt.datetime, search: EventSearch, limit: int, offset: int = 0) -> EventPage:
        """Events that are not over at ``now`` (aware)."""
        with transaction(self._sessions) as session:
            return queries.coming_events(session, now=now, search=search, limit=limit, offset=offset)

    def past_events(self, now: dt.datetime, search: EventSearch, limit: int, offset: int = 0) -> EventPage:
        """Events that are over at ``now`` (aware), the latest first."""
        with transaction(self._sessions) as session:
            return queries.past_events(session, now=now, search=search, limit=limit, offset=offset)

    def words_in_event_titles(self, words: tuple[str, ...]) -> frozenset[str]:
        """Those of the words (search keys) that some event has in its title."""
        with transaction(self._sessions) as session:
            return queries.words_in_titles(session, words)

    def event_calendar(self, uid: str) -> bytes | None:
        """One event as an iCalendar file; nothing when it is not known or cancelled."""
        with transaction(self._sessions) as session:
            event = queries.event_by_uid(session, uid)
        return to_ics([event]) if event else None

    def events_updated(self) -> dt.datetime | None:
        """When events were last imported, in UTC."""
        with transaction(self._sessions) as session:
            run = queries.last_import(session, ImportKind.EVENTS_CSV, ImportKind.EVENTS_ICS)
        return run.finished_at if run else None

    def calendar(self, now: dt.datetime) -> bytes:
        """Coming events as an iCalendar file."""
        return to_ics(self.coming_events(now, EventSearch(), CALENDAR_LIMIT).items)
