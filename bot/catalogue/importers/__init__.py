"""Files in, catalogue out: ``read_…`` needs no database, ``import_…`` applies a whole file or nothing."""

from bot.catalogue.importers.activities import import_activities, read_activities
from bot.catalogue.importers.enterprises import import_enterprises, read_enterprises
from bot.catalogue.importers.events_csv import import_events_csv, read_events_csv
from bot.catalogue.importers.events_ics import import_events_ics, read_events_ics
from bot.catalogue.importers.municipalities import import_municipalities, read_municipalities
from bot.catalogue.importers.parts import import_parts, read_parts
from bot.catalogue.importers.regions import import_regions, read_regions
from bot.catalogue.importers.report import Counts, ImportReport, RejectedFile, Rejection
from bot.catalogue.importers.seed import seed

__all__ = [
    "Counts",
    "ImportReport",
    "RejectedFile",
    "Rejection",
    "import_activities",
    "import_enterprises",
    "import_events_csv",
    "import_events_ics",
    "import_municipalities",
    "import_parts",
    "import_regions",
    "read_activities",
    "read_enterprises",
    "read_events_csv",
    "read_events_ics",
    "read_municipalities",
    "read_parts",
    "read_regions",
    "seed",
]
