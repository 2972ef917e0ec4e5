"""``activities.csv``: what enterprises do, in our own vocabulary."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, selectinload

from bot.catalogue.codes import ImportKind
from bot.catalogue.importers.applying import Refused, Synchronisation, run_import
from bot.catalogue.importers.fields import Fields, Seen
from bot.catalogue.importers.report import Counts, ImportReport, Rejection
from bot.catalogue.importers.rows import ActivityRow
from bot.catalogue.importers.tables import Line, Parsed, read_table
from bot.catalogue.models import Activity, ActivityCpv, ActivitySynonym, EnterpriseActivity

COLUMNS = ("code", "label_nl", "synonyms", "cpv_codes")


def read_activities(path: Path) -> list[ActivityRow]:
    """Read the file without a database.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_activities(path).strict()


def parse_activities(path: Path) -> Parsed[ActivityRow]:
    """Read the file: sound rows and rejected ones."""
    table = read_table(path, COLUMNS)
    rows, rejections, seen = [], list(table.rejections), Seen()
    if not table.rows and not rejections:
        rejections.append(Rejection(table.file, None, "het bestand bevat geen enkele activiteit"))
    for line in table.rows:
        row, problems = _row(line)
        problems += seen.problem("code", row.code, line.number)
        problems += seen.problem("label_nl", row.label, line.number)
        for word in row.synonyms:
            problems += seen.problem("synonyms", word, line.number)
        if problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(problems)))
        else:
            rows.append(row)
    return Parsed(table.file, table.sha256, tuple(rows), tuple(rejections))


def import_activities(engine: Engine, path: Path, *, skip_rejected: bool = False) -> ImportReport:
    """Make the catalogue's activities equal to the file.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.ACTIVITIES,
        lambda session: parse_activities(path),
        _apply,
        skip_rejected=skip_rejected,
    )


def _row(line: Line) -> tuple[ActivityRow, list[str]]:
    fields = Fields(line.values)
    row = ActivityRow(
        code=fields.matching("code", r"[a-z0-9]+(-[a-z0-9]+)*", "code (kleine letters, cijfers, koppeltekens)"),
        label=fields.required("label_nl", 80),
        synonyms=fields.listed("synonyms", 60),
        cpv_codes=tuple(sorted(fields.all_matching("cpv_codes", r"\d{8}-\d", "CPV-code (12345678-9)"))),
        line=line.number,
    )
    fields.optional("code", 40)
    return row, fields.problems


def _as_row(model: Activity) -> ActivityRow:
    return ActivityRow(
        code=model.code,
        label=model.label,
        synonyms=tuple(child.synonym for child in model.synonyms),
        cpv_codes=tuple(child.cpv_code for child in model.cpv_codes),
    )


def _apply(session: Session, parsed: Parsed[ActivityRow]) -> Counts:
    query = select(Activity).options(selectinload(Activity.synonyms), selectinload(Activity.cpv_codes))
    existing = {model.code: model for model in session.execute(query).scalars()}
    wanted = {row.code: row for row in parsed.rows}
    remove = not parsed.rejections
    if remove:
        _refuse_used(session, parsed.file, set(existing) - set(wanted))
    return Synchronisation[Activity, ActivityRow](_as_row, lambda row: Activity(code=row.code), _park, _fill).run(
        session, existing, wanted, remove=remove
    )


def _refuse_used(session: Session, file: str, gone: set[str]) -> None:
    code = EnterpriseActivity.activity_code
    used = session.execute(select(code, func.count()).where(code.in_(gone)).group_by(code).order_by(code)).all()
    if used:
        raise Refused(
            [
                Rejection(
                    file,
                    None,
                    f"activiteit '{code}' staat niet meer in het bestand, maar {number} "
                    "ondernemingen hebben ze; haal ze eerst daar weg",
                )
                for code, number in used
            ]
        )


def _park(model: Activity) -> None:
    model.label = f"~{model.code}"
    model.synonyms.clear()
    model.cpv_codes.clear()


def _fill(model: Activity, row: ActivityRow) -> None:
    model.label = row.label
    model.synonyms.extend(ActivitySynonym(synonym=word, position=at) for at, word in enumerate(row.synonyms))
    model.cpv_codes.extend(ActivityCpv(cpv_code=code) for code in row.cpv_codes)
