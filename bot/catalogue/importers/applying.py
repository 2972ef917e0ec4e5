"""Applying a file to the database: all of it or nothing, and a record of what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Generic, TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.catalogue.codes import ImportKind, ImportStatus
from bot.catalogue.importers.report import Counts, ImportReport, Rejection
from bot.catalogue.importers.tables import Parsed
from bot.catalogue.models import ImportRun
from bot.database.session import session_factory, transaction

Key = TypeVar("Key", bound=Hashable)
Model = TypeVar("Model")
Row = TypeVar("Row")


class Refused(Exception):
    """The file, as it is, doesn't fit what the catalogue holds."""

    def __init__(self, rejections: Collection[Rejection]) -> None:
        """Keep why."""
        super().__init__(f"{len(rejections)} rejections")
        self.rejections = tuple(rejections)


@dataclass
class _Attempt:
    file: str = ""
    sha256: str = ""
    rejections: list[Rejection] = field(default_factory=list)


def run_import(
    engine: Engine,
    kind: ImportKind,
    load: Callable[[Session], Parsed[Row]],
    apply: Callable[[Session, Parsed[Row]], Counts],
    *,
    skip_rejected: bool,
) -> ImportReport:
    """Load a file and apply it in one transaction, and record the run.

    Args:
        engine: of a migrated database.
        kind: what the file holds.
        load: reads the file and checks it against the catalogue.
        apply: changes the catalogue; may raise :class:`Refused`.
        skip_rejected: apply the sound rows although others are rejected. Nothing is removed then, because a
            rejected row may be one that the catalogue has.

    Raises:
        DatabaseUnavailable: nothing was applied and nothing recorded.
    """
    factory = session_factory(engine)
    started = datetime.now(timezone.utc)
    attempt = _Attempt()
    try:
        with transaction(factory, write=True) as session:
            parsed = load(session)
            attempt.file, attempt.sha256 = parsed.file, parsed.sha256
            attempt.rejections.extend(parsed.rejections)
            if parsed.rejections and not skip_rejected:
                raise Refused(())
            counts = apply(session, parsed)
            session.add(_run(kind, attempt, started, ImportStatus.APPLIED, counts))
        status = ImportStatus.APPLIED
    except (Refused, IntegrityError) as problem:
        attempt.rejections.extend(_why(problem, attempt.file))
        status, counts = ImportStatus.REJECTED, Counts()
        with transaction(factory, write=True) as session:
            session.add(_run(kind, attempt, started, status, counts))
    return ImportReport(kind, attempt.file, status, counts, tuple(attempt.rejections))


@dataclass(frozen=True)
class Synchronisation(Generic[Model, Row]):
    """How one kind of row is compared with, and written to, its model.

    Attributes:
        as_row: the row that a model would come from, for comparison.
        create: a new model without content.
        park: takes everything off a model that must be unique, so that rows may swap it.
        fill: writes a row's content on a model.
        before_removal: runs when all rows are written and before the model goes.
    """

    as_row: Callable[[Model], Row]
    create: Callable[[Row], Model]
    park: Callable[[Model], None]
    fill: Callable[[Model, Row], None]
    before_removal: Callable[[Model], None] = lambda model: None

    def run(
        self, session: Session, existing: Mapping[Key, Model], wanted: Mapping[Key, Row], *, remove: bool
    ) -> Counts:
        """Make the catalogue equal to the wanted rows; models keep their id."""
        changed = [key for key, row in wanted.items() if key in existing and self.as_row(existing[key]) != row]
        removed = [model for key, model in existing.items() if remove and key not in wanted]
        for model in [existing[key] for key in changed] + removed:
            self.park(model)
        session.flush()
        for key in changed:
            self.fill(existing[key], wanted[key])
        added = [row for key, row in wanted.items() if key not in existing]
        for row in added:
            model = self.create(row)
            self.fill(model, row)
            session.add(model)
        session.flush()
        for model in removed:
            self.before_removal(model)
            session.delete(model)
        session.flush()
        unchanged = len(wanted) - len(changed) - len(added)
        return Counts(len(added), len(changed), len(removed), unchanged)


def _why(problem: Refused | IntegrityError, file: str) -> tuple[Rejection, ...]:
    if isinstance(problem, Refused):
        return problem.rejections
    reason = "de gegevens botsen met een rij die al in de catalogus staat, of met elkaar"
    return (Rejection(file, None, f"{reason} ({str(problem.orig).splitlines()[0]})"),)


def _run(kind: ImportKind, attempt: _Attempt, started: datetime, status: ImportStatus, counts: Counts) -> ImportRun:
    return ImportRun(
        kind=kind.value,
        file=attempt.file,
        sha256=attempt.sha256,
        started_at=started,
        finished_at=datetime.now(timezone.utc),
        status=status.value,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=counts.unchanged,
        rejected=len(attempt.rejections),
    )
