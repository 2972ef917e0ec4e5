"""Activities, and how many enterprises have them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from bot.catalogue.items import ActivityCount, ActivityItem, MunicipalityCount
from bot.catalogue.models import (
    ANY_ACTIVITY,
    Activity,
    EnterpriseListing,
    Municipality,
)

_CHILDREN = (selectinload(Activity.synonyms), selectinload(Activity.cpv_codes))


def activity_by_code(session: Session, code: str) -> ActivityItem | None:
    """The activity with this code."""
    query = select(Activity).where(Activity.code == code).options(*_CHILDREN)
    model = session.execute(query).scalar_one_or_none()
    return _item(model) if model is not None else None


def list_activities(session: Session) -> tuple[ActivityItem, ...]:
    """All activities, by label."""
    models = session.execute(select(Activity).options(*_CHILDREN)).scalars()
    return tuple(sorted((_item(model) for model in models), key=lambda item: item.label.casefold()))


def activities_with_counts(session: Session, municipality: str | None = None) -> tuple[ActivityCount, ...]:
    """The activities that some enterprise has, the most frequent first.

    Args:
        session: of a transaction.
        municipality: current name, to count its enterprises only.
    """
    query = select(Activity.code, Activity.label, Activity.enterprise_count).where(Activity.enterprise_count > 0)
    if municipality is not None:
        nis = select(Municipality.nis_code).where(Municipality.name == municipality).scalar_subquery()
        query = (
            select(Activity.code, Activity.label, func.count())
            .join(EnterpriseListing, EnterpriseListing.activity_code == Activity.code)
            .where(EnterpriseListing.municipality_nis == nis)
            .group_by(Activity.code, Activity.label)
        )
    counts = [ActivityCount(*row) for row in session.execute(query)]
    return tuple(sorted(counts, key=lambda item: (-item.count, item.label.casefold())))


def municipalities_with_activity(
    session: Session, activity: str | None, limit: int = 5
) -> tuple[MunicipalityCount, ...]:
    """The municipalities where enterprises have this activity (a code; none means any); the most enterprises first."""
    number = func.count()
    counts = (
        select(EnterpriseListing.municipality_nis, number.label("number"))
        .where(EnterpriseListing.activity_code == (activity or ANY_ACTIVITY))
        .group_by(EnterpriseListing.municipality_nis)
        .subquery()
    )
    query = (
        select(Municipality.name, Municipality.province, counts.c.number)
        .join(counts, counts.c.municipality_nis == Municipality.nis_code)
        .order_by(counts.c.number.desc(), Municipality.name_key)
        .limit(limit)
    )
    return tuple(MunicipalityCount(*row) for row in session.execute(query))


def _item(model: Activity) -> ActivityItem:
    return ActivityItem(
        code=model.code,
        label=model.label,
        synonyms=tuple(child.synonym for child in model.synonyms),
        cpv_codes=tuple(child.cpv_code for child in model.cpv_codes),
    )
