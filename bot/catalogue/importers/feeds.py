"""Events from a file or an address, and from all feeds of the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import Engine

from bot.catalogue.importers.download import DownloadError, download, shown
from bot.catalogue.importers.events_csv import import_events_csv
from bot.catalogue.importers.events_ics import import_events_ics
from bot.catalogue.importers.fields import is_web_address
from bot.catalogue.importers.report import ImportReport

CALENDAR_LIMIT = 120


@dataclass(frozen=True)
class FeedOutcome:
    """What came of one feed: a report, or the reason (Dutch) why nothing could be fetched."""

    feed: str
    report: ImportReport | None
    problem: str | None = None

    @property
    def applied(self) -> bool:
        """Whether the catalogue has the feed's events now."""
        return self.report is not None and self.report.applied


def import_events(engine: Engine, source: str) -> ImportReport:
    """Make the events of one calendar equal to a file or to what an address gives.

    Args:
        engine: of a migrated database that holds municipalities.
        source: a path, or an address with http or https; CSV where it ends in ``.csv``, otherwise iCalendar.

    Raises:
        DownloadError: the address gives nothing.
        DatabaseUnavailable: the database can't be used.
    """
    if not is_web_address(source):
        return _import(engine, Path(source), None)
    with TemporaryDirectory() as folder:
        return _import(engine, download(source, Path(folder)), calendar_of(source))


def sync(engine: Engine, feeds: Iterable[str]) -> Iterator[FeedOutcome]:
    """Import each feed; one that is dead or broken changes nothing and doesn't stop the others.

    Raises:
        DatabaseUnavailable: the database can't be used.
    """
    for feed in feeds:
        try:
            yield FeedOutcome(shown(feed), import_events(engine, feed))
        except DownloadError as error:
            yield FeedOutcome(shown(feed), None, str(error))


def calendar_of(url: str) -> str:
    """The name of a feed's calendar: its address, with what may be secret in it made unreadable."""
    mark = hashlib.sha256(url.encode()).hexdigest()[:8]
    return f"{shown(url).partition('://')[2][: CALENDAR_LIMIT - 9]} {mark}"


def _import(engine: Engine, path: Path, calendar: str | None) -> ImportReport:
    importer = import_events_csv if path.suffix.lower() == ".csv" else import_events_ics
    return importer(engine, path, calendar=calendar)
