"""Enterprises by place, distance, activity and recognition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from bot.catalogue.codes import Certainty, Recognition
from bot.catalogue.distance import Circle, kilometres
from bot.catalogue.items import EnterpriseItem, EnterprisePage, Wanted
from bot.catalogue.models import ANY_ACTIVITY, Activity, Enterprise, EnterpriseActivity, EnterpriseListing, Municipality

ALL = Wanted()
_BEST_FIRST = (EnterpriseListing.rank, EnterpriseListing.name_key, EnterpriseListing.enterprise_id)


def find_enterprises(session: Session, wanted: Wanted = ALL, *, limit: int = 5, offset: int = 0) -> EnterprisePage:
    """The enterprises that fit: first maatwerkbedrijven by a source, then inferred, then others, each by name.

    Around places the nearest come first, each with its distance; enterprises without a known municipality are
    left out there.

    Args:
        session: of a transaction.
        wanted: what they must be.
        limit: how many at most.
        offset: how many to skip.
    """
    if wanted.around:
        return _around(session, wanted, limit, offset)
    query = _listed(wanted).with_only_columns(EnterpriseListing.enterprise_id).order_by(*_BEST_FIRST)
    ids = session.execute(query.limit(limit).offset(offset)).scalars().all()
    return EnterprisePage(count_enterprises(session, wanted), enterprises_by_id(session, ids))


def count_enterprises(session: Session, wanted: Wanted = ALL) -> int:
    """How many enterprises fit."""
    if wanted.around:
        near = _municipalities_within(session, wanted.around)
        return sum(_counts_within(session, wanted, near).values())
    return int(session.execute(_listed(wanted).with_only_columns(func.count())).scalar_one())


def enterprises_by_id(
    session: Session, ids: Iterable[int], distances: Mapping[int, float] | None = None
) -> tuple[EnterpriseItem, ...]:
    """The enterprises with these ids that still exist, in this order; ``distances`` are in kilometres, by id."""
    wanted = list(ids)
    if not wanted:
        return ()
    query = (
        select(Enterprise, Municipality)
        .outerjoin(Municipality, Municipality.nis_code == Enterprise.municipality_nis)
        .where(Enterprise.id.in_(wanted))
    )
    found = {model.id: (model, where) for model, where in session.execute(query)}
    labels = _labels(session, wanted)
    far = distances or {}
    return tuple(_item(*found[key], labels.get(key, ()), far.get(key)) for key in wanted if key in found)


def _around(session: Session, wanted: Wanted, limit: int, offset: int) -> EnterprisePage:
    """Count per municipality first, so that only those that the page shows are read and sorted."""
    near = _municipalities_within(session, wanted.around)
    counts = _counts_within(session, wanted, near)
    shown: dict[str, int] = {}
    skip = passed = 0
    for nis in near:
        number = counts.get(nis, 0)
        if number and passed + number > offset and passed < offset + limit:
            shown[nis] = len(shown)
        elif passed + number <= offset:
            skip = passed + number
        passed += number
    if not shown:
        return EnterprisePage(passed, ())
    query = (
        _listed(wanted)
        .with_only_columns(EnterpriseListing.enterprise_id, EnterpriseListing.municipality_nis)
        .where(EnterpriseListing.municipality_nis.in_(shown))
        .order_by(case(shown, value=EnterpriseListing.municipality_nis), *_BEST_FIRST)
        .limit(limit)
        .offset(offset - skip)
    )
    places: dict[int, str] = {key: nis for key, nis in session.execute(query)}  # noqa: C416  a Row is no pair to mypy
    items = enterprises_by_id(session, places, {key: near[nis] for key, nis in places.items()})
    return EnterprisePage(passed, items)


def _municipalities_within(session: Session, circles: Sequence[Circle]) -> dict[str, float]:
    """Distance by NIS code, the nearest first: the box by the index, the circle on what is left."""
    far: dict[str, float] = {}
    for circle in circles:
        south, north, west, east = circle.box
        query = select(Municipality.nis_code, Municipality.latitude, Municipality.longitude).where(
            Municipality.latitude.between(south, north), Municipality.longitude.between(west, east)
        )
        for nis, *point in session.execute(query):
            distance = kilometres(circle.latitude, circle.longitude, *point)
            if distance <= min(circle.radius, far.get(nis, circle.radius)):
                far[nis] = distance
    return dict(sorted(far.items(), key=lambda one: (one[1], one[0])))


def _counts_within(session: Session, wanted: Wanted, near: Mapping[str, float]) -> dict[str, int]:
    if not near:
        return {}
    query = (
        _listed(wanted)
        .with_only_columns(EnterpriseListing.municipality_nis, func.count())
        .where(EnterpriseListing.municipality_nis.in_(near))
        .group_by(EnterpriseListing.municipality_nis)
    )
    return {nis: number for nis, number in session.execute(query)}  # noqa: C416  a Row is no pair to mypy


def _listed(wanted: Wanted) -> Select:
    query = select(EnterpriseListing).where(EnterpriseListing.activity_code == (wanted.activity or ANY_ACTIVITY))
    if wanted.recognition is not None:
        query = query.where(EnterpriseListing.recognition == wanted.recognition.value)
    if wanted.municipality is not None:
        nis = select(Municipality.nis_code).where(Municipality.name == wanted.municipality).scalar_subquery()
        query = query.where(EnterpriseListing.municipality_nis == nis)
    if wanted.province is not None:
        query = query.where(EnterpriseListing.province == wanted.province)
    return query


def _labels(session: Session, ids: list[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(EnterpriseActivity.enterprise_id, Activity.label)
        .join(Activity, Activity.code == EnterpriseActivity.activity_code)
        .where(EnterpriseActivity.enterprise_id.in_(ids))
        .order_by(EnterpriseActivity.enterprise_id, EnterpriseActivity.position)
    )
    labels: dict[int, tuple[str, ...]] = {}
    for key, label in session.execute(query):
        labels[key] = (*labels.get(key, ()), label)
    return labels


def _item(
    model: Enterprise, municipality: Municipality | None, activities: tuple[str, ...], distance: float | None
) -> EnterpriseItem:
    return EnterpriseItem(
        id=model.id,
        name=model.name,
        legal_name=model.legal_name,
        kbo_number=model.kbo_number,
        recognition=Recognition(model.recognition),
        recognition_certainty=Certainty(model.recognition_certainty),
        former_recognition=model.former_recognition,
        municipality=municipality.name if municipality else None,
        province=model.province,
        postcode=model.postcode,
        street_address=model.street_address,
        activities=activities,
        description=model.description,
        website=model.website,
        checked=model.checked,
        source_url=model.source_url,
        source_date=model.source_date,
        distance=distance,
        point=(municipality.latitude, municipality.longitude) if municipality else None,
    )
