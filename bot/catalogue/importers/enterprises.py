"""``ondernemingen.csv`` with ``ondernemingen_bronnen.csv``: enterprises and where each field comes from.

The two are one import, because how certain a recognition is follows from its source.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from sqlalchemy.engine import Engine

from bot.catalogue import kbo
from bot.catalogue.codes import PROVINCES, Certainty, FormerRecognition, ImportKind, Recognition, values
from bot.catalogue.importers.applying import run_import
from bot.catalogue.importers.enterprise_store import apply_enterprises
from bot.catalogue.importers.fields import Fields, Seen
from bot.catalogue.importers.known import Known
from bot.catalogue.importers.report import ImportReport, Rejection
from bot.catalogue.importers.rows import EnterpriseRow, SourceRow
from bot.catalogue.importers.tables import Line, Parsed, read_table

COLUMNS = (
    "name",
    "legal_name",
    "kbo_number",
    "recognition",
    "former_recognition",
    "street_address",
    "postcode",
    "municipality",
    "province",
    "activities",
    "description",
    "website",
    "source_url",
    "source_date",
    "checked",
)
SOURCE_COLUMNS = ("name", "kbo_number", "fields", "source_url", "note")
_CERTAINTY_BY_NOTE = (("bron:", Certainty.SOURCED), ("afgeleid:", Certainty.INFERRED))

Sources = dict[str, list[SourceRow]]


def read_enterprises(path: Path, sources: Path | None = None) -> list[EnterpriseRow]:
    """Read the file without a database; municipalities and activities are not compared with a list then.

    Args:
        path: the enterprises.
        sources: their provenance; without it every recognition is of unknown certainty.

    Raises:
        RejectedFile: when a row is wrong.
    """
    return parse_enterprises(path, sources).strict()


def parse_enterprises(path: Path, sources: Path | None = None, known: Known | None = None) -> Parsed[EnterpriseRow]:
    """Read the files: sound rows and rejected ones, compared with what is known if given."""
    table = read_table(path, COLUMNS)
    rejections = list(table.rejections)
    if not table.rows and not rejections:
        rejections.append(Rejection(table.file, None, "het bestand bevat geen enkele onderneming"))
    file, digest, provenance = table.file, table.sha256, Sources()
    if sources is not None:
        names = {line.values["name"]: line.values["kbo_number"] for line in table.rows}
        source_table = read_table(sources, SOURCE_COLUMNS)
        rejections += source_table.rejections
        provenance, wrong = _provenance(source_table, names)
        rejections += wrong
        file = f"{table.file}, {source_table.file}"
        digest = hashlib.sha256((table.sha256 + source_table.sha256).encode()).hexdigest()
    rows, seen = [], Seen()
    for line in table.rows:
        row, problems = _row(line, tuple(provenance.get(line.values["name"], ())))
        problems += seen.problem("name", row.name, line.number)
        if row.kbo_number:
            problems += seen.problem("kbo_number", row.kbo_number, line.number)
        if known is not None:
            row, unknown = _compared(row, known)
            problems += unknown
        if problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(problems)))
        else:
            rows.append(row)
    return Parsed(file, digest, tuple(rows), tuple(rejections))


def import_enterprises(
    engine: Engine, path: Path, sources: Path | None = None, *, skip_rejected: bool = False
) -> ImportReport:
    """Make the catalogue's enterprises equal to the file.

    Args:
        engine: of a migrated database that holds municipalities and activities.
        path: the enterprises.
        sources: their provenance; by default the file beside it whose name ends in ``_bronnen``, if any.
        skip_rejected: apply the sound rows although others are rejected.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    beside = path.with_name(f"{path.stem}_bronnen{path.suffix}")
    provenance = sources or (beside if beside.exists() else None)
    return run_import(
        engine,
        ImportKind.ENTERPRISES,
        lambda session: parse_enterprises(path, provenance, Known.stored_in(session)),
        apply_enterprises,
        skip_rejected=skip_rejected,
    )


def _row(line: Line, sources: tuple[SourceRow, ...]) -> tuple[EnterpriseRow, list[str]]:
    fields = Fields(line.values)
    recognition = fields.required("recognition") and fields.one_of("recognition", values(Recognition))
    province = fields.required("province") and fields.one_of("province", PROVINCES)
    kbo_number = fields.optional("kbo_number")
    fields.problems += _kbo_problems(kbo_number)
    fields.required("source_url")
    row = EnterpriseRow(
        name=fields.required("name", 120),
        legal_name=fields.optional("legal_name", 160),
        kbo_number=kbo_number,
        recognition=Recognition(recognition) if recognition else Recognition.OVERIG,
        certainty=_certainty(sources),
        former_recognition=fields.one_of("former_recognition", values(FormerRecognition)),
        street_address=fields.optional("street_address", 160),
        postcode=fields.matching("postcode", r"[1-9]\d{3}", "postcode van vier cijfers")
        if line.values["postcode"]
        else None,
        municipality=fields.optional("municipality", 60),
        province=province or "",
        activities=fields.listed("activities", 40),
        description=fields.required("description", 1000),
        website=fields.url("website"),
        source_url=fields.url("source_url") or "",
        source_date=fields.partial_day("source_date"),
        checked=fields.day("checked"),
        sources=sources,
        line=line.number,
    )
    return row, fields.problems


def _kbo_problems(number: str | None) -> list[str]:
    if number is None:
        return []
    if not kbo.is_written_well(number):
        return [f"ondernemingsnummer '{number}' heeft niet de vorm 0123.456.789"]
    if not kbo.check_digits_fit(number):
        return [f"ondernemingsnummer '{number}': de controlecijfers kloppen niet"]
    return []


def _compared(row: EnterpriseRow, known: Known) -> tuple[EnterpriseRow, list[str]]:
    """Compare with the municipalities and activities; a former municipality name becomes the current one."""
    problems = [f"activiteit '{code}' is niet gekend" for code in row.activities if code not in known.activities]
    geography = known.geography
    if row.municipality is None:
        if row.postcode and not geography.knows_postcode(row.postcode):
            problems.append(f"postcode {row.postcode} is niet gekend")
        return row, problems
    municipality = geography.find(row.municipality)
    if municipality is None:
        return row, [*problems, f"gemeente '{row.municipality}' is niet gekend"]
    if row.postcode and row.postcode not in municipality.postcodes:
        problems.append(f"postcode {row.postcode} hoort niet bij {municipality.name}")
    if row.province and row.province != municipality.province:
        problems.append(f"{municipality.name} ligt in {municipality.province}, niet in {row.province}")
    return replace(row, municipality=municipality.name), problems


def _provenance(table: Parsed[Line], names: dict[str, str]) -> tuple[Sources, list[Rejection]]:
    found: Sources = defaultdict(list)
    rejections = []
    for line in table.rows:
        fields = Fields(line.values)
        name = fields.required("name")
        if name not in names:
            fields.problems.append(f"onderneming '{name}' staat niet in het bestand met ondernemingen")
        elif names[name] != line.values["kbo_number"]:
            fields.problems.append(f"ondernemingsnummer van '{name}' is niet dat van de onderneming")
        known_fields = set(COLUMNS)
        fields.problems += [
            f"'{column}' in 'fields' is geen kolom van de ondernemingen"
            for column in fields.listed("fields")
            if column not in known_fields
        ]
        group, note, urls = fields.required("fields", 200), fields.optional("note"), fields.urls("source_url")
        if not urls and note is None:
            fields.problems.append("'source_url' en 'note' zijn allebei leeg")
        if fields.problems:
            rejections.append(Rejection(table.file, line.number, "; ".join(fields.problems)))
        else:
            found[name].extend(SourceRow(group, url, note) for url in urls or (None,))
    return found, rejections


def _certainty(sources: tuple[SourceRow, ...]) -> Certainty:
    """From the start of the note at the source of the recognition; ``bron:`` outweighs ``afgeleid:``."""
    notes = [source.note or "" for source in sources if "recognition" in source.fields.split(";")]
    for prefix, certainty in _CERTAINTY_BY_NOTE:
        if any(note.startswith(prefix) for note in notes):
            return certainty
    return Certainty.UNKNOWN
