"""The tables of the catalogue.

Columns that may be empty carry no annotation: the mypy plugin of SQLAlchemy reads ``T | None`` from them.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import relationship

from bot.catalogue.codes import Audience, Certainty, FormerRecognition, ImportKind, ImportStatus, Recognition
from bot.catalogue.codes import values as codes_of
from bot.database.base import Base
from bot.database.types import UtcDateTime, sort_key

CHILDREN = "all, delete-orphan"
ANY_ACTIVITY = ""
"""Stands for every activity in a listing."""


def _one_of(column: str, codes: type[Enum]) -> CheckConstraint:
    allowed = ", ".join(f"'{code}'" for code in codes_of(codes))
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


class Municipality(Base):
    """A municipality as it is now, by its NIS code; ``latitude`` and ``longitude`` are of its centre (WGS84)."""

    __tablename__ = "catalogue_municipality"
    __table_args__ = (Index("ix_catalogue_municipality_latitude_longitude", "latitude", "longitude"),)

    nis_code: str = Column(String(5), primary_key=True)
    name: str = Column(String(60), nullable=False, unique=True)
    name_key: str = Column(sort_key(60), nullable=False, unique=True)
    province: str = Column(String(40), nullable=False, index=True)
    latitude: float = Column(Float, nullable=False)
    longitude: float = Column(Float, nullable=False)
    postcodes: list[MunicipalityPostcode] = relationship(
        "MunicipalityPostcode", cascade=CHILDREN, order_by="MunicipalityPostcode.postcode"
    )
    former_names: list[MunicipalityFormerName] = relationship(
        "MunicipalityFormerName", cascade=CHILDREN, order_by="MunicipalityFormerName.name_key"
    )


class MunicipalityPostcode(Base):
    """A postcode of a municipality; a few belong to two."""

    __tablename__ = "catalogue_municipality_postcode"

    nis_code: str = Column(ForeignKey(Municipality.nis_code, ondelete="CASCADE"), primary_key=True)
    postcode: str = Column(String(4), primary_key=True, index=True)


class MunicipalityFormerName(Base):
    """The name of a municipality that merged into this one."""

    __tablename__ = "catalogue_municipality_former_name"

    name_key: str = Column(sort_key(60), primary_key=True)
    name: str = Column(String(60), nullable=False)
    nis_code: str = Column(ForeignKey(Municipality.nis_code, ondelete="CASCADE"), nullable=False, index=True)


class Part(Base):
    """A deelgemeente, district or village of a municipality; without coordinates it counts as its centre.

    ``inhabitants`` is an old round figure, good enough to put the best known of two places with one name first.
    """

    __tablename__ = "catalogue_part"
    __table_args__ = (
        UniqueConstraint("name_key", "municipality_nis"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point"),
    )

    id: int = Column(Integer, primary_key=True)
    name: str = Column(String(60), nullable=False)
    name_key: str = Column(sort_key(60), nullable=False)
    municipality_nis: str = Column(ForeignKey(Municipality.nis_code, ondelete="CASCADE"), nullable=False, index=True)
    latitude = Column(Float)
    longitude = Column(Float)
    inhabitants: int = Column(Integer, nullable=False)


class Region(Base):
    """A region that people name (a streek, such as the Kempen): all that lies near one of its centres."""

    __tablename__ = "catalogue_region"

    name_key: str = Column(sort_key(60), primary_key=True)
    name: str = Column(String(60), nullable=False, unique=True)
    other_names: list[RegionName] = relationship("RegionName", cascade=CHILDREN, order_by="RegionName.name_key")
    centres: list[RegionCentre] = relationship("RegionCentre", cascade=CHILDREN, order_by="RegionCentre.position")


class RegionName(Base):
    """Another name for a region."""

    __tablename__ = "catalogue_region_name"

    name_key: str = Column(sort_key(60), primary_key=True)
    name: str = Column(String(60), nullable=False)
    region_key: str = Column(ForeignKey(Region.name_key, ondelete="CASCADE"), nullable=False, index=True)


class RegionCentre(Base):
    """A municipality that a region is measured from."""

    __tablename__ = "catalogue_region_centre"

    region_key: str = Column(ForeignKey(Region.name_key, ondelete="CASCADE"), primary_key=True)
    municipality_nis: str = Column(ForeignKey(Municipality.nis_code), primary_key=True, index=True)
    position: int = Column(Integer, nullable=False)


class Activity(Base):
    """Something enterprises do, by a code of our own vocabulary.

    ``enterprise_count``: how many enterprises have it; the importer of enterprises keeps it equal.
    """

    __tablename__ = "catalogue_activity"

    code: str = Column(String(40), primary_key=True)
    label: str = Column(String(80), nullable=False, unique=True)
    enterprise_count: int = Column(Integer, nullable=False, server_default="0", index=True)
    synonyms: list[ActivitySynonym] = relationship(
        "ActivitySynonym", cascade=CHILDREN, order_by="ActivitySynonym.position"
    )
    cpv_codes: list[ActivityCpv] = relationship("ActivityCpv", cascade=CHILDREN, order_by="ActivityCpv.cpv_code")


class ActivitySynonym(Base):
    """An everyday word for an activity; a word belongs to one activity only."""

    __tablename__ = "catalogue_activity_synonym"

    synonym: str = Column(String(60), primary_key=True)
    activity_code: str = Column(ForeignKey(Activity.code, ondelete="CASCADE"), nullable=False, index=True)
    position: int = Column(Integer, nullable=False)


class ActivityCpv(Base):
    """A code of the European vocabulary for public procurement that matches an activity."""

    __tablename__ = "catalogue_activity_cpv"

    activity_code: str = Column(ForeignKey(Activity.code, ondelete="CASCADE"), primary_key=True)
    cpv_code: str = Column(String(10), primary_key=True, index=True)


class Enterprise(Base):
    """A social enterprise; ``source_date`` may be a year or a month only, so it is a text."""

    __tablename__ = "catalogue_enterprise"
    __table_args__ = (
        _one_of("recognition", Recognition),
        _one_of("recognition_certainty", Certainty),
        _one_of("former_recognition", FormerRecognition),
    )

    id: int = Column(Integer, primary_key=True)
    name: str = Column(String(120), nullable=False, unique=True)
    name_key: str = Column(sort_key(120), nullable=False, index=True)
    legal_name = Column(String(160))
    kbo_number = Column(String(12), unique=True)
    recognition: str = Column(String(40), nullable=False, index=True)
    recognition_certainty: str = Column(String(10), nullable=False)
    former_recognition = Column(String(40))
    street_address = Column(String(160))
    postcode = Column(String(4))
    municipality_nis = Column(String(5), ForeignKey(Municipality.nis_code), index=True)
    province: str = Column(String(40), nullable=False, index=True)
    description: str = Column(Text, nullable=False)
    website = Column(String(500))
    source_url: str = Column(String(500), nullable=False)
    source_date = Column(String(10))
    checked: date = Column(Date, nullable=False)
    activities: list[EnterpriseActivity] = relationship(
        "EnterpriseActivity", cascade=CHILDREN, order_by="EnterpriseActivity.position"
    )
    sources: list[Source] = relationship("Source", cascade=CHILDREN, order_by="Source.position")
    listings: list[EnterpriseListing] = relationship("EnterpriseListing", cascade=CHILDREN)
    name_words: list[EnterpriseNameWord] = relationship("EnterpriseNameWord", cascade=CHILDREN)


class EnterpriseActivity(Base):
    """An activity of an enterprise, in the order of the file."""

    __tablename__ = "catalogue_enterprise_activity"
    __table_args__ = (Index("ix_catalogue_enterprise_activity_by_code", "activity_code", "enterprise_id"),)

    enterprise_id: int = Column(ForeignKey(Enterprise.id, ondelete="CASCADE"), primary_key=True)
    activity_code: str = Column(ForeignKey(Activity.code), primary_key=True)
    position: int = Column(Integer, nullable=False)


class EnterpriseListing(Base):
    """What searches read: an enterprise once for each of its activities and once for all (``ANY_ACTIVITY``).

    It repeats columns of the enterprise, so that every search and count is one stretch of one index; the
    importer keeps it equal. ``rank`` is the order of results, best first, before the name.
    """

    __tablename__ = "catalogue_enterprise_listing"
    __table_args__ = tuple(
        Index(f"ix_catalogue_enterprise_listing_{name}", *first, "rank", "name_key", "recognition", "enterprise_id")
        for name, first in (
            ("everywhere", ("activity_code",)),
            ("by_province", ("activity_code", "province")),
            ("by_municipality", ("activity_code", "municipality_nis")),
        )
    )

    enterprise_id: int = Column(ForeignKey(Enterprise.id, ondelete="CASCADE"), primary_key=True)
    activity_code: str = Column(String(40), primary_key=True)
    municipality_nis = Column(String(5), ForeignKey(Municipality.nis_code), index=True)
    province: str = Column(String(40), nullable=False)
    recognition: str = Column(String(40), nullable=False)
    rank: int = Column(Integer, nullable=False)
    name_key: str = Column(sort_key(120), nullable=False)


class EnterpriseNameWord(Base):
    """A word of an enterprise's name or legal name, as :func:`bot.catalogue.text.search_key` writes it."""

    __tablename__ = "catalogue_enterprise_name_word"

    word: str = Column(sort_key(160), primary_key=True)
    enterprise_id: int = Column(ForeignKey(Enterprise.id, ondelete="CASCADE"), primary_key=True, index=True)


class Source(Base):
    """Where a group of fields of an enterprise comes from."""

    __tablename__ = "catalogue_source"
    __table_args__ = (CheckConstraint("url IS NOT NULL OR note IS NOT NULL", name="says_something"),)

    id: int = Column(Integer, primary_key=True)
    enterprise_id: int = Column(ForeignKey(Enterprise.id, ondelete="CASCADE"), nullable=False, index=True)
    position: int = Column(Integer, nullable=False)
    fields: str = Column(String(200), nullable=False)
    url = Column(String(500))
    note = Column(Text)


class Event(Base):
    """An event of one calendar (a file or feed).

    ``starts_at`` and ``ends_at`` are moments. Where only the date is known (``time_known`` false) they
    are midnight in Brussels at the start of the first day and at the end of the last. ``over_at`` is when it
    stops being a coming event: its end, or its start if no end is known.
    """

    __tablename__ = "catalogue_event"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("over_at >= starts_at", name="over_after_start"),
        Index("ix_catalogue_event_by_over", "cancelled", "over_at", "starts_at", "id"),
        Index("ix_catalogue_event_by_start", "cancelled", "starts_at", "over_at", "id"),
    )

    id: int = Column(Integer, primary_key=True)
    uid: str = Column(String(255), nullable=False, unique=True)
    calendar: str = Column(String(120), nullable=False, index=True)
    title: str = Column(String(200), nullable=False)
    starts_at: datetime = Column(UtcDateTime, nullable=False)
    ends_at = Column(UtcDateTime)
    over_at: datetime = Column(UtcDateTime, nullable=False)
    time_known: bool = Column(Boolean, nullable=False)
    location = Column(String(200))
    municipality_nis = Column(String(5), ForeignKey(Municipality.nis_code), index=True)
    description = Column(Text)
    url = Column(String(500))
    source_url = Column(String(500))
    source_note = Column(Text)
    cancelled: bool = Column(Boolean, nullable=False)
    audiences: list[EventAudience] = relationship("EventAudience", cascade=CHILDREN, order_by="EventAudience.position")
    words: list[EventWord] = relationship("EventWord", cascade=CHILDREN)


class EventAudience(Base):
    """One audience of an event."""

    __tablename__ = "catalogue_event_audience"
    __table_args__ = (_one_of("audience", Audience),)

    event_id: int = Column(ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True)
    audience: str = Column(String(20), primary_key=True, index=True)
    position: int = Column(Integer, nullable=False)


class EventWord(Base):
    """A word of an event's title, place or description, as :func:`bot.catalogue.text.search_key` writes it."""

    __tablename__ = "catalogue_event_word"

    word: str = Column(sort_key(160), primary_key=True)
    in_title: bool = Column(Boolean, primary_key=True)
    event_id: int = Column(ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True, index=True)


class ImportRun(Base):
    """One import of one file: what came of it, and when."""

    __tablename__ = "catalogue_import_run"
    __table_args__ = (
        _one_of("kind", ImportKind),
        _one_of("status", ImportStatus),
        Index("ix_catalogue_import_run_latest", "kind", "finished_at"),
    )

    id: int = Column(Integer, primary_key=True)
    kind: str = Column(String(20), nullable=False)
    file: str = Column(String(255), nullable=False)
    sha256: str = Column(String(64), nullable=False)
    started_at: datetime = Column(UtcDateTime, nullable=False)
    finished_at: datetime = Column(UtcDateTime, nullable=False)
    status: str = Column(String(10), nullable=False)
    added: int = Column(Integer, nullable=False)
    changed: int = Column(Integer, nullable=False)
    removed: int = Column(Integer, nullable=False)
    unchanged: int = Column(Integer, nullable=False)
    rejected: int = Column(Integer, nullable=False)
