"""Filling a catalogue from the folder that comes with the product."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Engine

from bot.catalogue.importers.activities import import_activities
from bot.catalogue.importers.enterprises import import_enterprises
from bot.catalogue.importers.events_csv import import_events_csv
from bot.catalogue.importers.municipalities import import_municipalities
from bot.catalogue.importers.parts import import_parts
from bot.catalogue.importers.regions import import_regions
from bot.catalogue.importers.report import ImportReport


def seed(engine: Engine, folder: Path) -> list[ImportReport]:
    """Import municipalities, activities, enterprises, events, parts and regions, one transaction each.

    When municipalities or activities are rejected, what depends on them is left alone. Of the two files with
    events the CSV is read, because it tells the municipality too.

    Args:
        engine: of a migrated database.
        folder: holds ``gemeenten.csv``, ``activities.csv``, ``ondernemingen.csv``, ``evenementen.csv``,
            ``deelgemeenten.csv`` and ``streken.csv``.

    Returns:
        A report for each file that was tried.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    reports = [
        import_municipalities(engine, folder / "gemeenten.csv"),
        import_activities(engine, folder / "activities.csv"),
    ]
    if all(report.applied for report in reports):
        reports.append(import_enterprises(engine, folder / "ondernemingen.csv"))
        reports.append(import_events_csv(engine, folder / "evenementen.csv"))
        reports.append(import_parts(engine, folder / "deelgemeenten.csv"))
        reports.append(import_regions(engine, folder / "streken.csv"))
    return reports
