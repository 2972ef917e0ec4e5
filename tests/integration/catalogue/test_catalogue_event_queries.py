"""What is coming and what is over, on the clock of Brussels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.catalogue.importers.rows import When
from bot.catalogue.items import EventSearch
from bot.catalogue.listings import event_words
from bot.catalogue.models import Event, EventAudience
from bot.catalogue.queries import coming_events, event_by_uid, past_events, words_in_titles
from bot.clock import BRUSSELS
from bot.database import session_factory, transaction

Add = Callable[..., None]


def brussels(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(session_factory(engine), write=True) as session:
        yield session


@pytest.fixture
def add(session: Session) -> Add:
    def add(uid: str, when: When, *audiences: str, cancelled: bool = False, **details: str) -> None:
        details = {"title": uid, **details}
        event = Event(
            uid=uid,
            calendar="test",
            starts_at=when.starts_at,
            ends_at=when.ends_at,
            over_at=when.over_at,
            time_known=when.time_known,
            cancelled=cancelled,
            **details,
        )
        event.words.extend(event_words(details["title"], details.get("location"), details.get("description")))
        event.audiences.extend(EventAudience(audience=audience, position=at) for at, audience in enumerate(audiences))
        session.add(event)
        session.flush()

    return add


def coming(session: Session, now: datetime, *audiences: str) -> list[str]:
    return [item.uid for item in coming_events(session, now=now, search=EventSearch(audiences=audiences)).items]


def test_an_all_day_event_of_today_is_coming_until_midnight_in_brussels(session: Session, add: Add) -> None:
    add("open dag", When.on_days(date(2027, 5, 15), date(2027, 5, 15)))
    assert coming(session, brussels(2027, 5, 15, 0, 1)) == ["open dag"]
    assert coming(session, brussels(2027, 5, 15, 23, 59)) == ["open dag"]
    assert coming(session, brussels(2027, 5, 16, 0, 0)) == []
    assert coming(session, datetime(2027, 5, 15, 22, 30, tzinfo=timezone.utc)) == []


def test_an_event_of_several_days_is_coming_until_the_end_of_the_last(session: Session, add: Add) -> None:
    add("week", When.on_days(date(2027, 5, 10), date(2027, 5, 14)))
    assert coming(session, brussels(2027, 5, 14, 20)) == ["week"]
    assert coming(session, brussels(2027, 5, 15, 8)) == []


def test_a_date_stays_that_date_whatever_the_season(session: Session, add: Add) -> None:
    add("winter", When.on_days(date(2027, 1, 1), date(2027, 1, 1)))
    add("summer", When.on_days(date(2027, 7, 1), date(2027, 7, 2)))
    add("clock change", When.on_days(date(2027, 10, 31), date(2027, 10, 31)))
    items = coming_events(session, now=brussels(2026, 12, 1)).items
    assert [(item.start, item.end, item.time_known) for item in items] == [
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (date(2027, 7, 1), date(2027, 7, 2), False),
        (date(2027, 10, 31), date(2027, 10, 31), False),
    ]


def test_an_hour_is_given_on_the_clock_of_brussels(session: Session, add: Add) -> None:
    add("debat", When.at(datetime(2027, 7, 1, 12, tzinfo=timezone.utc), None))
    (item,) = coming_events(session, now=brussels(2027, 6, 1)).items
    assert isinstance(item.start, datetime)
    assert (item.start.hour, item.start.tzinfo, item.end) == (14, BRUSSELS, None)


def test_an_event_that_is_going_on_is_not_over(session: Session, add: Add) -> None:
    add("debat", When.at(brussels(2027, 5, 15, 14), brussels(2027, 5, 15, 17)))
    assert coming(session, brussels(2027, 5, 15, 16)) == ["debat"]
    assert coming(session, brussels(2027, 5, 15, 17)) == []


def test_an_event_without_a_known_end_is_over_when_it_starts(session: Session, add: Add) -> None:
    add("debat", When.at(brussels(2027, 5, 15, 14), None))
    assert coming(session, brussels(2027, 5, 15, 13, 59)) == ["debat"]
    assert coming(session, brussels(2027, 5, 15, 14)) == []


def test_the_first_to_come_is_first_and_the_latest_past_is_first(session: Session, add: Add) -> None:
    for day in (3, 1, 2):
        add(f"mei {day}", When.on_days(date(2027, 5, day), date(2027, 5, day)))
    assert coming(session, brussels(2027, 4, 30)) == ["mei 1", "mei 2", "mei 3"]
    past = past_events(session, now=brussels(2027, 5, 3, 12), limit=1)
    assert (past.total, [item.uid for item in past.items]) == (2, ["mei 2"])


def test_no_event_is_both_coming_and_past(session: Session, add: Add) -> None:
    add("debat", When.at(brussels(2027, 5, 15, 14), brussels(2027, 5, 15, 17)))
    for hour in (13, 14, 15, 17, 18):
        now = brussels(2027, 5, 15, hour)
        assert coming_events(session, now=now).total + past_events(session, now=now).total == 1


def test_a_cancelled_event_is_neither_coming_nor_past(session: Session, add: Add) -> None:
    add("afgelast", When.on_days(date(2027, 5, 15), date(2027, 5, 15)), cancelled=True)
    assert coming(session, brussels(2027, 5, 1)) == []
    assert past_events(session, now=brussels(2027, 6, 1)).total == 0


def test_events_are_chosen_by_audience_and_counted_in_all(session: Session, add: Add) -> None:
    for day in range(1, 8):
        add(f"mei {day}", When.on_days(date(2027, 5, day), date(2027, 5, day)), "sector", "bedrijven")
    add("jobdag", When.on_days(date(2027, 5, 9), date(2027, 5, 9)), "studenten")
    page = coming_events(session, now=brussels(2027, 4, 1), search=EventSearch(audiences=("sector",)), limit=2)
    assert (page.total, [item.uid for item in page.items]) == (7, ["mei 1", "mei 2"])
    assert page.items[0].audiences == ("sector", "bedrijven")
    assert coming(session, brussels(2027, 4, 1), "studenten") == ["jobdag"]
    assert coming(session, brussels(2027, 4, 1), "overheden") == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2027, 5, 10), date(2027, 5, 10), ["week", "avond"]),
        (date(2027, 5, 14), date(2027, 5, 31), ["week"]),
        (date(2027, 5, 15), None, []),
        (None, date(2027, 5, 9), ["vooraf"]),
        (date(2027, 5, 9), date(2027, 5, 9), ["vooraf"]),
        (None, None, ["vooraf", "week", "avond"]),
    ],
)
def test_events_of_a_period_are_those_that_touch_one_of_its_days(
    session: Session, add: Add, first: date | None, last: date | None, expected: list[str]
) -> None:
    add("vooraf", When.on_days(date(2027, 5, 9), date(2027, 5, 9)))
    add("week", When.on_days(date(2027, 5, 10), date(2027, 5, 14)))
    add("avond", When.at(brussels(2027, 5, 10, 20), None))
    page = coming_events(session, now=brussels(2027, 1, 1), search=EventSearch(first=first, last=last))
    assert [item.uid for item in page.items] == expected


def test_events_are_found_by_words_in_any_form(session: Session, add: Add) -> None:
    day = When.on_days(date(2027, 5, 9), date(2027, 5, 9))
    add("a", day, title="Studiedag Coöperatief ondernemen", location="Turnhout")
    add("b", day, title="Feest", description="Opendeur in de kringwinkel")

    def found(*words: str) -> list[str]:
        search = EventSearch(words=words)
        return [item.uid for item in coming_events(session, now=brussels(2027, 1, 1), search=search).items]

    assert found("studiedagen") == found("cooperatief") == found("turnhout") == ["a"]
    assert found("kringwinkels", "opendeur") == ["b"]
    assert found("studiedag", "kringwinkel") == found("dag") == []
    assert words_in_titles(session, ("studiedagen", "feest", "opendeur", "turnhout")) == {"studiedagen", "feest"}
    assert words_in_titles(session, ()) == frozenset()


def test_events_are_found_by_place(catalogue: Session) -> None:
    now = datetime(2026, 11, 23, tzinfo=timezone.utc)
    in_ghent = past_events(catalogue, now=now, search=EventSearch(municipalities=("Gent",)), limit=50)
    around = past_events(catalogue, now=now, search=EventSearch(province="Oost-Vlaanderen"), limit=50)
    assert {item.municipality for item in in_ghent.items} == {"Gent"}
    assert around.total > in_ghent.total > 0


def test_a_list_is_read_page_by_page(session: Session, add: Add) -> None:
    for day in range(1, 8):
        add(f"mei {day}", When.on_days(date(2027, 5, day), date(2027, 5, day)))
    pages = [coming_events(session, now=brussels(2027, 4, 1), limit=5, offset=offset) for offset in (0, 5)]
    assert [item.uid for page in pages for item in page.items] == [f"mei {day}" for day in range(1, 8)]
    assert coming_events(session, now=brussels(2027, 4, 1), limit=0).total == 7


def test_an_event_is_found_by_its_uid_unless_it_is_cancelled(session: Session, add: Add) -> None:
    add("debat", When.on_days(date(2027, 5, 15), date(2027, 5, 15)))
    add("afgelast", When.on_days(date(2027, 5, 15), date(2027, 5, 15)), cancelled=True)
    found = event_by_uid(session, "debat")
    assert found is not None
    assert found.title == "debat"
    assert event_by_uid(session, "afgelast") is event_by_uid(session, "iets anders") is None


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="time zone"):
        coming_events(session, now=datetime(2027, 5, 1))
    with pytest.raises(ValueError, match="time zone"):
        past_events(session, now=datetime(2027, 5, 1))


def test_the_events_of_the_product_are_all_past(catalogue: Session) -> None:
    now = datetime(2026, 11, 23, tzinfo=timezone.utc)
    assert coming_events(catalogue, now=now).total == 0
    past = past_events(catalogue, now=now, limit=50)
    assert past.total == len(past.items) == 50
    starts = [item.start.isoformat()[:10] for item in past.items]
    assert starts == sorted(starts, reverse=True)
    municipalities = {item.uid.split("@")[0]: item.municipality for item in past.items}
    assert municipalities["20190622-vasse-kweek"] == "Beveren-Kruibeke-Zwijndrecht"


def test_a_long_list_of_events_takes_no_more_statements_than_a_short_one(
    seeded: Engine, statements: Callable[[Engine], list[str]]
) -> None:
    now = datetime(2026, 11, 23, tzinfo=timezone.utc)
    sent = statements(seeded)
    with transaction(session_factory(seeded)) as session:
        past_events(session, now=now, limit=2)
        short = len(sent)
        past_events(session, now=now, limit=50)
        assert len(sent) - short <= short
