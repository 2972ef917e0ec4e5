"""The rows of the catalogue's files, free of any database. ``line`` is where a row starts in its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from bot.catalogue.codes import Certainty, Recognition
from bot.clock import BRUSSELS


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality, its postcodes and the names of those that merged into it."""

    nis_code: str
    name: str
    province: str
    postcodes: tuple[str, ...]
    latitude: float
    longitude: float
    former_names: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PartRow:
    """A deelgemeente, district or village; ``municipality`` is a name that it has or had."""

    name: str
    municipality: str
    latitude: float | None = None
    longitude: float | None = None
    inhabitants: int = 0
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class RegionRow:
    """A region with its other names and the municipalities that it is measured from."""

    name: str
    other_names: tuple[str, ...]
    centres: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ActivityRow:
    """An activity with the words people use for it."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    cpv_codes: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class SourceRow:
    """Where a group of fields (separated by ``;``) comes from."""

    fields: str
    url: str | None
    note: str | None


@dataclass(frozen=True)
class EnterpriseRow:
    """An enterprise with its sources; ``activities`` are codes, ``source_date`` may be partial."""

    name: str
    recognition: Recognition
    certainty: Certainty
    province: str
    description: str
    source_url: str
    checked: date
    legal_name: str | None = None
    kbo_number: str | None = None
    former_recognition: str | None = None
    street_address: str | None = None
    postcode: str | None = None
    municipality: str | None = None
    activities: tuple[str, ...] = ()
    website: str | None = None
    source_date: str | None = None
    sources: tuple[SourceRow, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class When:
    """When an event is, as moments in UTC; see :class:`bot.catalogue.models.Event`."""

    starts_at: datetime
    ends_at: datetime | None
    time_known: bool

    @classmethod
    def on_days(cls, first: date, last: date) -> When:
        """Only the dates are known: from midnight in Brussels to midnight after the last day."""
        return cls(_midnight(first), _midnight(last + timedelta(days=1)), time_known=False)

    @classmethod
    def at(cls, start: datetime, end: datetime | None) -> When:
        """The hour is known; ``start`` and ``end`` are aware."""
        return cls(start.astimezone(timezone.utc), end.astimezone(timezone.utc) if end else None, time_known=True)

    @property
    def over_at(self) -> datetime:
        """When it is no longer a coming event."""
        return self.starts_at if self.ends_at is None else self.ends_at


@dataclass(frozen=True)
class EventRow:
    """An event of a calendar."""

    uid: str
    title: str
    when: When
    location: str | None = None
    municipality: str | None = None
    audiences: tuple[str, ...] = ()
    description: str | None = None
    url: str | None = None
    source_url: str | None = None
    source_note: str | None = None
    cancelled: bool = False
    line: int = field(default=0, compare=False)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS).astimezone(timezone.utc)
