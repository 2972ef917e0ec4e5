"""What the queries give: plain frozen values, readable after the session is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.codes import Certainty, ImportKind, ImportStatus, PlaceKind, Recognition
from bot.catalogue.distance import Circle

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS84)."""


@dataclass(frozen=True)
class MunicipalityItem:
    """A municipality as it is now.

    ``former_name`` is the old name that was asked for, when it was found by one.
    """

    nis_code: str
    name: str
    province: str
    former_name: str | None = None


@dataclass(frozen=True)
class Place:
    """A place as a visitor may name it.

    Attributes:
        kind: what the name is the name of.
        name: as it is written: ``Heverlee``, ``Kempen``, ``3001``.
        municipalities: current names: the one that it lies in, or the centres of a region; none for a province.
        province: where it lies; ``None`` for a region over several.
        points: what distances are measured from: the centre, or each centre of a region.
        inhabitants: of a part or former municipality, or of all parts of a municipality, about; 0 where unknown.
    """

    kind: PlaceKind
    name: str
    municipalities: tuple[str, ...]
    province: str | None
    points: tuple[Point, ...]
    inhabitants: int = 0

    @property
    def municipality(self) -> str | None:
        """The current municipality, where it is one."""
        return self.municipalities[0] if len(self.municipalities) == 1 else None

    @property
    def latitude(self) -> float:
        """Of the middle of its points."""
        return sum(point[0] for point in self.points) / len(self.points)

    @property
    def longitude(self) -> float:
        """Of the middle of its points."""
        return sum(point[1] for point in self.points) / len(self.points)


@dataclass(frozen=True)
class MunicipalityCount:
    """A municipality and how many enterprises there fit."""

    name: str
    province: str
    count: int


@dataclass(frozen=True)
class ActivityItem:
    """An activity with the words people use for it."""

    code: str
    label: str
    synonyms: tuple[str, ...]
    cpv_codes: tuple[str, ...]


@dataclass(frozen=True)
class ActivityCount:
    """An activity and how many enterprises have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class EnterpriseItem:
    """An enterprise as it is shown.

    ``activities`` are labels, ``source_date`` may be a year or a month, ``distance`` is in kilometres from the
    place that was asked for, between the centres of the municipalities. ``point`` is the centre of its municipality.
    """

    id: int
    name: str
    legal_name: str | None
    kbo_number: str | None
    recognition: Recognition
    recognition_certainty: Certainty
    former_recognition: str | None
    municipality: str | None
    province: str
    postcode: str | None
    street_address: str | None
    activities: tuple[str, ...]
    description: str
    website: str | None
    checked: date
    source_url: str
    source_date: str | None
    distance: float | None = None
    point: Point | None = None


@dataclass(frozen=True)
class Wanted:
    """What enterprises must be: all that is filled in.

    ``municipality`` is a current name, ``activity`` a code. ``around``: the centre of their municipality lies in
    one of these circles.
    """

    municipality: str | None = None
    province: str | None = None
    activity: str | None = None
    recognition: Recognition | None = None
    around: tuple[Circle, ...] = ()


@dataclass(frozen=True)
class EnterprisePage:
    """Some of the enterprises that fit, and how many fit in all."""

    total: int
    items: tuple[EnterpriseItem, ...]


@dataclass(frozen=True)
class EventItem:
    """An event on the clock of Brussels.

    Where the hour is not known (``time_known`` false) ``start`` and ``end`` are dates, and ``end`` is the
    last day itself; otherwise they are moments, and ``end`` is empty when nobody told it.
    ``point`` is the centre of its municipality.
    """

    uid: str
    title: str
    start: date | datetime
    end: date | datetime | None
    time_known: bool
    location: str | None
    municipality: str | None
    audiences: tuple[str, ...]
    description: str | None
    url: str | None
    source_url: str | None
    source_note: str | None
    point: Point | None = None


@dataclass(frozen=True)
class EventSearch:
    """What events are looked for; an empty field doesn't limit.

    ``first`` and ``last`` are days in Brussels, both included. ``municipalities`` are current names,
    ``audiences`` codes; one of them is enough. ``words`` are search keys: an event must have words that begin
    with each of them, and have all in its title where ``in_title`` is set.
    """

    first: date | None = None
    last: date | None = None
    audiences: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    province: str | None = None
    words: tuple[str, ...] = ()
    in_title: bool = False


@dataclass(frozen=True)
class EventPage:
    """Some of the events that fit, and how many fit in all."""

    total: int
    items: tuple[EventItem, ...]


@dataclass(frozen=True)
class ImportRunItem:
    """One import; ``finished_at`` is in UTC."""

    kind: ImportKind
    file: str
    sha256: str
    started_at: datetime
    finished_at: datetime
    status: ImportStatus
    added: int
    changed: int
    removed: int
    unchanged: int
    rejected: int


@dataclass(frozen=True)
class CatalogueCounts:
    """How much the catalogue holds."""

    municipalities: int
    activities: int
    enterprises: int
    maatwerkbedrijven_sourced: int
    maatwerkbedrijven_inferred: int
    events: int
