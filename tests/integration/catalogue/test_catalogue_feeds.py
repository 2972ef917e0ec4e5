"""Events from the web, from a real server on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from bot.catalogue.importers import Counts
from bot.catalogue.importers import download as downloading
from bot.catalogue.importers.download import DownloadError, download
from bot.catalogue.importers.feeds import calendar_of, import_events, sync
from bot.catalogue.models import Event, EventAudience
from bot.database import session_factory, transaction

CSV = """uid,title,start,end,location,municipality,audience,description,url,source_url
c1,Studiedag,2027-05-15,2027-05-15,Zaal,Gent,sector,Een dag.,,
"""


def calendar(*uids: str) -> str:
    event = "BEGIN:VEVENT\nUID:{}\nSUMMARY:Open dag\nDTSTART;VALUE=DATE:20270515\nEND:VEVENT\n"
    events = "".join(event.format(uid) for uid in uids)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{events}END:VCALENDAR\n"


class Site:
    """A server whose pages a test sets: path -> (status, text)."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                status, text = site.pages.get(path, (404, "<html>404</html>"))
                if status == 0:
                    time.sleep(2)
                    return
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", text)
                self.end_headers()
                if status != 302:
                    self.wfile.write(text.encode())

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def places(stocked: Engine) -> Engine:
    """A database that knows the municipalities and has no event."""
    with transaction(session_factory(stocked), write=True) as session:
        session.execute(delete(EventAudience))
        session.execute(delete(Event))
    return stocked


def uids(engine: Engine) -> set[str]:
    with transaction(session_factory(engine)) as session:
        return set(session.execute(select(Event.uid)).scalars())


def test_an_address_is_imported_like_a_file(places: Engine, site: Site) -> None:
    site.pages["/agenda.ics"] = (200, calendar("f1", "f2"))
    site.pages["/agenda.csv"] = (200, CSV)
    assert import_events(places, f"{site.address}/agenda.ics").counts == Counts(added=2)
    assert import_events(places, f"{site.address}/agenda.ics").counts == Counts(unchanged=2)
    assert import_events(places, f"{site.address}/agenda.csv?x=1").counts == Counts(added=1)
    assert uids(places) == {"f1", "f2", "c1"}


def test_a_file_is_imported_by_its_path(places: Engine, tmp_path: Path) -> None:
    (tmp_path / "agenda.ics").write_text(calendar("f1"), encoding="utf-8")
    assert import_events(places, str(tmp_path / "agenda.ics")).counts == Counts(added=1)
    assert not import_events(places, str(tmp_path / "weg.ics")).applied


def test_an_event_that_left_the_feed_leaves_the_catalogue(places: Engine, site: Site) -> None:
    feed = f"{site.address}/agenda.ics"
    site.pages["/agenda.ics"] = (200, calendar("f1", "f2"))
    import_events(places, feed)
    site.pages["/agenda.ics"] = (200, calendar("f2"))
    assert import_events(places, feed).counts == Counts(removed=1, unchanged=1)


def test_a_redirect_is_followed(places: Engine, site: Site) -> None:
    site.pages["/oud"] = (302, f"{site.address}/agenda.ics")
    site.pages["/agenda.ics"] = (200, calendar("f1"))
    assert import_events(places, f"{site.address}/oud").applied


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((404, "weg"), "status 404"),
        ((500, "stuk"), "status 500"),
        ((302, "/agenda.ics"), "te veel doorverwijzingen"),
        ((302, "ftp://127.0.0.1/agenda.ics"), "niet bereikbaar"),
        ((200, "x" * 2000), "groter dan 0.001 MB"),
        ((0, ""), "geen antwoord binnen 0.5 seconden"),
    ],
    ids=["gone", "broken", "round and round", "another scheme", "too big", "too slow"],
)
def test_an_address_that_gives_nothing_is_told_in_a_sentence(
    site: Site, tmp_path: Path, page: tuple[int, str], reason: str
) -> None:
    site.pages["/agenda.ics"] = page
    with pytest.raises(DownloadError, match=reason):
        download(f"{site.address}/agenda.ics?sleutel=geheim", tmp_path, timeout=0.5, max_bytes=1000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["ftp://voorbeeld.be/a.ics", "file:///etc/passwd", "http://", "http://127.0.0.1:9/"]
)
def test_what_is_no_web_address_or_answers_to_nobody_is_told(tmp_path: Path, address: str) -> None:
    with pytest.raises(DownloadError):
        download(address, tmp_path, timeout=2)


def test_a_dead_or_broken_feed_changes_nothing_and_the_others_go_on(
    places: Engine, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "MAX_REDIRECTS", 2)
    feeds = [f"{site.address}/{name}.ics" for name in ("een", "twee", "drie")]
    for path, uid in (("/een.ics", "a"), ("/twee.ics", "b"), ("/drie.ics", "c")):
        site.pages[path] = (200, calendar(uid))
    assert all(outcome.applied for outcome in sync(places, feeds))
    site.pages["/een.ics"] = (500, "stuk")
    site.pages["/twee.ics"] = (200, "<!doctype html><p>Onderhoud</p>")
    site.pages["/drie.ics"] = (200, calendar("c", "d"))
    outcomes = list(sync(places, feeds))
    assert [outcome.applied for outcome in outcomes] == [False, False, True]
    assert "status 500" in str(outcomes[0].problem)
    assert outcomes[1].report is not None
    assert "geen geldige iCalendar" in outcomes[1].report.rejections[0].reason
    assert uids(places) == {"a", "b", "c", "d"}


def test_the_secret_part_of_an_address_is_kept_nowhere() -> None:
    name = calendar_of("https://gebruiker:wachtwoord@voorbeeld.be/agenda.ics?sleutel=geheim")
    assert name.startswith("voorbeeld.be/agenda.ics ")
    assert not {"geheim", "wachtwoord"} & set(name.replace("=", " ").replace(":", " ").split())
    assert name != calendar_of("https://voorbeeld.be/agenda.ics?sleutel=anders")
