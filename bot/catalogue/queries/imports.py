"""What was imported when, and how much there is."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.catalogue.codes import Certainty, ImportKind, ImportStatus, Recognition
from bot.catalogue.items import CatalogueCounts, ImportRunItem
from bot.catalogue.models import Activity, Enterprise, Event, ImportRun, Municipality


def last_import(
    session: Session, *kinds: ImportKind, status: ImportStatus | None = ImportStatus.APPLIED
) -> ImportRunItem | None:
    """The latest import of one of these kinds, or ``None`` when there was none.

    Args:
        session: of a transaction.
        kinds: for events give both ``EVENTS_CSV`` and ``EVENTS_ICS``.
        status: by default only an import that was applied counts; ``None`` takes the rejected ones too.
    """
    query = select(ImportRun).where(ImportRun.kind.in_([kind.value for kind in kinds]))
    if status is not None:
        query = query.where(ImportRun.status == status.value)
    query = query.order_by(ImportRun.finished_at.desc(), ImportRun.id.desc()).limit(1)
    model = session.execute(query).scalar_one_or_none()
    return _item(model) if model is not None else None


def catalogue_counts(session: Session) -> CatalogueCounts:
    """How much the catalogue holds, in one statement."""
    maatwerk = Enterprise.recognition == Recognition.MAATWERKBEDRIJF.value
    counts = [
        select(func.count()).select_from(table).scalar_subquery() for table in (Municipality, Activity, Enterprise)
    ]
    counts += [
        select(func.count(Enterprise.id))
        .where(maatwerk, Enterprise.recognition_certainty == certainty.value)
        .scalar_subquery()
        for certainty in (Certainty.SOURCED, Certainty.INFERRED)
    ]
    counts.append(select(func.count()).select_from(Event).scalar_subquery())
    return CatalogueCounts(*session.execute(select(*counts)).one())


def _item(model: ImportRun) -> ImportRunItem:
    return ImportRunItem(
        kind=ImportKind(model.kind),
        file=model.file,
        sha256=model.sha256,
        started_at=model.started_at,
        finished_at=model.finished_at,
        status=ImportStatus(model.status),
        added=model.added,
        changed=model.changed,
        removed=model.removed,
        unchanged=model.unchanged,
        rejected=model.rejected,
    )
