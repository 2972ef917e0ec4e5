"""``streken.csv``: the regions people name, and the municipalities that they are measured from."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, selectinload

from bot.catalogue.codes import ImportKind
from bot.catalogue.importers.applying import Synchronisation, run_import
from bot.catalogue.importers.fields import Fields, Seen
from bot.catalogue.importers.known import Geography, Known
from bot.catalogue.importers.report import Counts, ImportReport, Rejection
from bot.catalogue.importers.rows import RegionRow
from bot.catalogue.importers.tables import Line, Parsed, read_table
from bot.catalogue.models import Region, RegionCentre, RegionName
from bot.catalogue.text import search_key

COLUMNS = ("name", "other_names", "centres")


def read_regions(path: Path) -> list[RegionRow]:
    """Read the file without a database.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_regions(path).strict()


def parse_regions(path: Path, known: Known | None = None) -> Parsed[RegionRow]:
    """Read the file: sound rows and rejected ones; ``known`` tells which municipalities there are."""
    table = read_table(path, COLUMNS)
    rows, rejections, seen = [], list(table.rejections), Seen()
    if not table.rows and not rejections:
        rejections.append(Rejection(table.file, None, "het bestand bevat geen enkele streek"))
    for line in table.rows:
        row, problems = _row(line)
        keys = [search_key(name) for name in (row.name, *row.other_names)]
        for name in dict.fromkeys(keys):
            problems += seen.problem("name", name, line.number)
        if len(keys) != len(set(keys)):
            problems.append("twee namen van deze streek zijn dezelfde, op accenten en hoofdletters na")
        if known:
            unknown = [name for name in row.centres if known.geography.find(name) is None]
            problems += [f"gemeente '{name}' is niet gekend" for name in unknown]
        if problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(problems)))
        else:
            rows.append(row)
    return Parsed(table.file, table.sha256, tuple(rows), tuple(rejections))


def import_regions(engine: Engine, path: Path, *, skip_rejected: bool = False) -> ImportReport:
    """Make the catalogue's regions equal to the file.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.REGIONS,
        lambda session: parse_regions(path, Known.stored_in(session)),
        _apply,
        skip_rejected=skip_rejected,
    )


def _row(line: Line) -> tuple[RegionRow, list[str]]:
    fields = Fields(line.values)
    row = RegionRow(
        name=fields.required("name", 60),
        other_names=tuple(sorted(fields.listed("other_names", 60), key=search_key)),
        centres=fields.listed("centres", 60),
        line=line.number,
    )
    if not row.centres:
        fields.problems.append("'centres' is leeg")
    return row, fields.problems


def _apply(session: Session, parsed: Parsed[RegionRow]) -> Counts:
    known = Known.stored_in(session)
    names = known.names_by_nis()
    query = select(Region).options(selectinload(Region.other_names), selectinload(Region.centres))
    existing = {model.name_key: model for model in session.execute(query).scalars()}
    wanted = {
        search_key(row.name): RegionRow(row.name, row.other_names, _current(row.centres, known.geography))
        for row in parsed.rows
    }

    def as_row(model: Region) -> RegionRow:
        centres = tuple(names[child.municipality_nis] for child in model.centres)
        return RegionRow(model.name, tuple(child.name for child in model.other_names), centres)

    def fill(model: Region, row: RegionRow) -> None:
        model.name = row.name
        model.other_names.extend(RegionName(name=name, name_key=search_key(name)) for name in row.other_names)
        model.centres.extend(
            RegionCentre(municipality_nis=known.nis_codes[name], position=at) for at, name in enumerate(row.centres)
        )

    return Synchronisation[Region, RegionRow](
        as_row, lambda row: Region(name_key=search_key(row.name)), _park, fill
    ).run(session, existing, wanted, remove=not parsed.rejections)


def _current(names: tuple[str, ...], geography: Geography) -> tuple[str, ...]:
    """Current names, each once: two that have merged are one centre."""
    found = (geography.find(name) for name in names)
    return tuple(dict.fromkeys(row.name for row in found if row is not None))


def _park(model: Region) -> None:
    model.name = f"~{model.name_key}"
    model.other_names.clear()
    model.centres.clear()
