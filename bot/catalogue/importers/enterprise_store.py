"""Writing enterprises to the catalogue."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, selectinload

from bot.catalogue.codes import Certainty, Recognition
from bot.catalogue.importers.applying import Synchronisation
from bot.catalogue.importers.known import Known
from bot.catalogue.importers.report import Counts
from bot.catalogue.importers.rows import EnterpriseRow, SourceRow
from bot.catalogue.importers.tables import Parsed
from bot.catalogue.listings import list_enterprise
from bot.catalogue.models import Activity, Enterprise, EnterpriseActivity, Source
from bot.catalogue.text import search_key

_PLAIN = (
    "name",
    "legal_name",
    "kbo_number",
    "former_recognition",
    "street_address",
    "postcode",
    "province",
    "description",
    "website",
    "source_url",
    "source_date",
    "checked",
)


def apply_enterprises(session: Session, parsed: Parsed[EnterpriseRow]) -> Counts:
    """Make the stored enterprises equal to the rows.

    An enterprise is recognised by its enterprise number, otherwise by its name, so that it keeps its id when
    one of the two changes.
    """
    known = Known.stored_in(session)
    names = known.names_by_nis()
    query = select(Enterprise).options(selectinload(Enterprise.activities), selectinload(Enterprise.sources))
    existing = {model.id: model for model in session.execute(query).scalars()}

    def as_row(model: Enterprise) -> EnterpriseRow:
        return _as_row(model, names)

    def fill(model: Enterprise, row: EnterpriseRow) -> None:
        _fill(model, row, known.nis_codes)

    counts = Synchronisation[Enterprise, EnterpriseRow](as_row, lambda row: Enterprise(), _park, fill).run(
        session, existing, _matched(existing, parsed.rows), remove=not parsed.rejections
    )
    count_per_activity(session)
    return counts


def count_per_activity(session: Session) -> None:
    """Count again how many enterprises each activity has, because counting all at each question is slow."""
    session.flush()
    number = select(func.count()).where(EnterpriseActivity.activity_code == Activity.code).scalar_subquery()
    session.execute(update(Activity).values(enterprise_count=number).execution_options(synchronize_session=False))


def _matched(existing: dict[int, Enterprise], rows: tuple[EnterpriseRow, ...]) -> dict[int, EnterpriseRow]:
    """The rows by the id of their enterprise; a new one gets a negative number until it has an id."""
    by_kbo = {model.kbo_number: key for key, model in existing.items() if model.kbo_number}
    by_name = {model.name: key for key, model in existing.items()}
    matched = {by_kbo[row.kbo_number]: row for row in rows if row.kbo_number in by_kbo}
    found = {row.name for row in matched.values()}
    for number, row in enumerate(rows, start=1):
        if row.name in found:
            continue
        key = by_name.get(row.name, -number)
        matched[-number if key in matched else key] = row
    return matched


def _as_row(model: Enterprise, names: dict[str, str]) -> EnterpriseRow:
    return EnterpriseRow(
        **{column: getattr(model, column) for column in _PLAIN},
        recognition=Recognition(model.recognition),
        certainty=Certainty(model.recognition_certainty),
        municipality=names[model.municipality_nis] if model.municipality_nis else None,
        activities=tuple(child.activity_code for child in model.activities),
        sources=tuple(SourceRow(child.fields, child.url, child.note) for child in model.sources),
    )


def _park(model: Enterprise) -> None:
    model.name, model.kbo_number = f"~{model.id}", None
    for children in (model.activities, model.sources, model.listings, model.name_words):
        children.clear()


def _fill(model: Enterprise, row: EnterpriseRow, nis_codes: dict[str, str]) -> None:
    for column in _PLAIN:
        setattr(model, column, getattr(row, column))
    model.name_key = search_key(row.name)
    model.recognition = row.recognition.value
    model.recognition_certainty = row.certainty.value
    model.municipality_nis = nis_codes[row.municipality] if row.municipality else None
    model.activities.extend(
        EnterpriseActivity(activity_code=code, position=at) for at, code in enumerate(row.activities)
    )
    model.sources.extend(
        Source(position=at, fields=source.fields, url=source.url, note=source.note)
        for at, source in enumerate(row.sources)
    )
    list_enterprise(model, row.activities)
