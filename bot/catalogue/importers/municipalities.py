"""``gemeenten.csv``: the municipalities as they are now, and the names they had."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, aliased, selectinload

from bot.catalogue.codes import PROVINCES, ImportKind
from bot.catalogue.importers.applying import Refused, Synchronisation, run_import
from bot.catalogue.importers.fields import Fields, Seen
from bot.catalogue.importers.report import Counts, ImportReport, Rejection
from bot.catalogue.importers.rows import MunicipalityRow
from bot.catalogue.importers.tables import Line, Parsed, read_table
from bot.catalogue.models import (
    Enterprise,
    EnterpriseListing,
    Event,
    Municipality,
    MunicipalityFormerName,
    MunicipalityPostcode,
    Part,
    RegionCentre,
)
from bot.catalogue.text import search_key

COLUMNS = ("name", "postcodes", "province", "nis_code", "former_names_merged", "latitude", "longitude")
LATITUDES, LONGITUDES = (50.6, 51.6), (2.5, 6.0)
"""Degrees (WGS84) between which Flanders and Brussels lie."""


def read_municipalities(path: Path) -> list[MunicipalityRow]:
    """Read the file without a database.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_municipalities(path).strict()


def parse_municipalities(path: Path) -> Parsed[MunicipalityRow]:
    """Read the file: sound rows and rejected ones."""
    table = read_table(path, COLUMNS)
    rows, rejections, seen = [], list(table.rejections), Seen()
    if not table.rows and not rejections:
        rejections.append(Rejection(table.file, None, "het bestand bevat geen enkele gemeente"))
    current = {search_key(line.values["name"]) for line in table.rows}
    for line in table.rows:
        row, problems = _row(line)
        problems += seen.problem("nis_code", row.nis_code, line.number)
        for name in (row.name, *row.former_names):
            problems += seen.problem("name", search_key(name), line.number)
        problems += [
            f"'{name}' is zelf nog een gemeente in dit bestand, dus geen vroegere naam"
            for name in row.former_names
            if search_key(name) in current
        ]
        if problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(dict.fromkeys(problems))))
        else:
            rows.append(row)
    return Parsed(table.file, table.sha256, tuple(rows), tuple(rejections))


def import_municipalities(engine: Engine, path: Path, *, skip_rejected: bool = False) -> ImportReport:
    """Make the catalogue's municipalities equal to the file.

    What belonged to a municipality that has merged goes along to the one that lists its name.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    return run_import(
        engine,
        ImportKind.MUNICIPALITIES,
        lambda session: parse_municipalities(path),
        _apply,
        skip_rejected=skip_rejected,
    )


def stored_municipalities(session: Session) -> dict[str, Municipality]:
    """All municipalities by NIS code, with postcodes and former names, in three statements."""
    query = select(Municipality).options(selectinload(Municipality.postcodes), selectinload(Municipality.former_names))
    return {model.nis_code: model for model in session.execute(query).scalars()}


def as_row(model: Municipality) -> MunicipalityRow:
    """The row that this municipality would come from."""
    return MunicipalityRow(
        nis_code=model.nis_code,
        name=model.name,
        province=model.province,
        postcodes=tuple(child.postcode for child in model.postcodes),
        latitude=model.latitude,
        longitude=model.longitude,
        former_names=_by_key(child.name for child in model.former_names),
    )


def _row(line: Line) -> tuple[MunicipalityRow, list[str]]:
    fields = Fields(line.values)
    postcodes = fields.all_matching("postcodes", r"[1-9]\d{3}", "postcode van vier cijfers")
    if not postcodes:
        fields.problems.append("'postcodes' is leeg")
    for column in ("province", "latitude", "longitude"):
        fields.required(column)
    row = MunicipalityRow(
        nis_code=fields.matching("nis_code", r"\d{5}", "NIS-code van vijf cijfers"),
        name=fields.required("name", 60),
        province=fields.one_of("province", PROVINCES) or "",
        postcodes=tuple(sorted(postcodes)),
        latitude=fields.number("latitude", *LATITUDES) or 0.0,
        longitude=fields.number("longitude", *LONGITUDES) or 0.0,
        former_names=_by_key(fields.listed("former_names_merged", 60)),
        line=line.number,
    )
    return row, fields.problems


def _by_key(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=search_key))


def _apply(session: Session, parsed: Parsed[MunicipalityRow]) -> Counts:
    existing = stored_municipalities(session)
    wanted = {row.nis_code: row for row in parsed.rows}
    remove = not parsed.rejections
    heirs = _heirs(existing, parsed.rows)
    if remove:
        _refuse_orphans(session, parsed.file, [nis for nis in existing if nis not in wanted | heirs], existing)

    def hand_over(model: Municipality) -> None:
        if model.nis_code in heirs:
            _hand_over(session, model.nis_code, heirs[model.nis_code])

    return Synchronisation[Municipality, MunicipalityRow](
        as_row, lambda row: Municipality(nis_code=row.nis_code), _park, _fill, hand_over
    ).run(session, existing, wanted, remove=remove)


def _hand_over(session: Session, nis: str, heir: str) -> None:
    """Give the heir all that belongs to a municipality; of a part or centre that both have, the heir keeps its own."""
    parts, centres = aliased(Part), aliased(RegionCentre)
    doubles = [
        delete(Part).where(
            Part.municipality_nis == nis,
            Part.name_key.in_(select(parts.name_key).where(parts.municipality_nis == heir)),
        ),
        delete(RegionCentre).where(
            RegionCentre.municipality_nis == nis,
            RegionCentre.region_key.in_(select(centres.region_key).where(centres.municipality_nis == heir)),
        ),
    ]
    moved = [
        update(table).where(table.municipality_nis == nis).values(municipality_nis=heir)
        for table in (Enterprise, EnterpriseListing, Event, Part, RegionCentre)
    ]
    for statement in (*doubles, *moved):
        session.execute(statement, execution_options={"synchronize_session": False})


def _heirs(existing: dict[str, Municipality], rows: tuple[MunicipalityRow, ...]) -> dict[str, str]:
    """For each municipality that goes: the one that has its name now, as its own or as a former name."""
    holders = {search_key(name): row.nis_code for row in rows for name in (*row.former_names, row.name)}
    kept = {row.nis_code for row in rows}
    return {
        nis: holders[model.name_key] for nis, model in existing.items() if nis not in kept and model.name_key in holders
    }


def _refuse_orphans(session: Session, file: str, lost: list[str], existing: dict[str, Municipality]) -> None:
    rejections = []
    for nis in lost:
        used = sum(
            session.execute(select(func.count()).where(table.municipality_nis == nis)).scalar_one()
            for table in (Enterprise, Event, RegionCentre)
        )
        if used:
            reason = (
                f"{existing[nis].name} ({nis}) staat niet meer in het bestand, ook niet als vroegere naam, "
                f"maar {used} ondernemingen, evenementen of streken liggen er nog"
            )
            rejections.append(Rejection(file, None, reason))
    if rejections:
        raise Refused(rejections)


def _park(model: Municipality) -> None:
    model.name = model.name_key = f"~{model.nis_code}"
    model.postcodes.clear()
    model.former_names.clear()


def _fill(model: Municipality, row: MunicipalityRow) -> None:
    model.name, model.name_key, model.province = row.name, search_key(row.name), row.province
    model.latitude, model.longitude = row.latitude, row.longitude
    model.postcodes.extend(MunicipalityPostcode(postcode=postcode) for postcode in row.postcodes)
    model.former_names.extend(MunicipalityFormerName(name=name, name_key=search_key(name)) for name in row.former_names)
