"""``deelgemeenten.csv``: the deelgemeenten, districts and villages of municipalities."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.catalogue.codes import ImportKind
from bot.catalogue.importers.applying import Synchronisation, run_import
from bot.catalogue.importers.fields import Fields, Seen
from bot.catalogue.importers.known import Known
from bot.catalogue.importers.municipalities import LATITUDES, LONGITUDES
from bot.catalogue.importers.report import Counts, ImportReport, Rejection
from bot.catalogue.importers.rows import PartRow
from bot.catalogue.importers.tables import Line, Parsed, read_table
from bot.catalogue.models import Part
from bot.catalogue.text import search_key

COLUMNS = ("name", "municipality", "latitude", "longitude", "inhabitants")
MOST_INHABITANTS = 1_000_000


def read_parts(path: Path) -> list[PartRow]:
    """Read the file without a database.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_parts(path).strict()


def parse_parts(path: Path, known: Known | None = None) -> Parsed[PartRow]:
    """Read the file: sound rows and rejected ones; ``known`` tells which municipalities there are."""
    table = read_table(path, COLUMNS)
    rows, rejections, seen = [], list(table.rejections), Seen()
    if not table.rows and not rejections:
        rejections.append(Rejection(table.file, None, "het bestand bevat geen enkele deelgemeente"))
    for line in table.rows:
        row, problems = _row(line)
        problems += seen.problem("name", f"{search_key(row.name)} ({row.municipality})", line.number)
        if known and row.municipality:
            problems += _place_problems(row, known)
        if problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(problems)))
        else:
            rows.append(row)
    return Parsed(table.file, table.sha256, tuple(rows), tuple(rejections))


def import_parts(engine: Engine, path: Path, *, skip_rejected: bool = False) -> ImportReport:
    """Make the catalogue's parts of municipalities equal to the file.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.PARTS,
        lambda session: parse_parts(path, Known.stored_in(session)),
        _apply,
        skip_rejected=skip_rejected,
    )


def _row(line: Line) -> tuple[PartRow, list[str]]:
    fields = Fields(line.values)
    inhabitants = fields.number("inhabitants", 0, MOST_INHABITANTS)
    row = PartRow(
        name=fields.required("name", 60),
        municipality=fields.required("municipality", 60),
        latitude=fields.number("latitude", *LATITUDES),
        longitude=fields.number("longitude", *LONGITUDES),
        inhabitants=int(inhabitants or 0),
        line=line.number,
    )
    if bool(line.values["latitude"]) != bool(line.values["longitude"]):
        fields.problems.append("'latitude' en 'longitude' horen samen: vul ze allebei in, of geen van beide")
    return row, fields.problems


def _place_problems(row: PartRow, known: Known) -> list[str]:
    municipality = known.geography.find(row.municipality)
    if municipality is None:
        return [f"gemeente '{row.municipality}' is niet gekend"]
    if search_key(municipality.name) == search_key(row.name):
        return [f"'{row.name}' is de gemeente zelf, geen deel ervan"]
    return []


def _apply(session: Session, parsed: Parsed[PartRow]) -> Counts:
    known = Known.stored_in(session)
    names = known.names_by_nis()
    existing = {(model.name_key, model.municipality_nis): model for model in session.execute(select(Part)).scalars()}
    wanted = {}
    for row in parsed.rows:
        municipality = known.geography.find(row.municipality)
        if municipality is not None:
            current = PartRow(row.name, municipality.name, row.latitude, row.longitude, row.inhabitants)
            wanted[search_key(row.name), municipality.nis_code] = current

    def as_row(model: Part) -> PartRow:
        latitude = None if model.latitude is None else float(model.latitude)
        longitude = None if model.longitude is None else float(model.longitude)
        return PartRow(model.name, names[model.municipality_nis], latitude, longitude, model.inhabitants)

    def create(row: PartRow) -> Part:
        return Part(name_key=search_key(row.name), municipality_nis=known.nis_codes[row.municipality])

    return Synchronisation[Part, PartRow](as_row, create, lambda model: None, _fill).run(
        session, existing, wanted, remove=not parsed.rejections
    )


def _fill(model: Part, row: PartRow) -> None:
    model.name, model.inhabitants = row.name, row.inhabitants
    model.latitude, model.longitude = row.latitude, row.longitude
