"""The questions that the dialogue puts to the catalogue, with other values each time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.catalogue import queries
from bot.catalogue.codes import PROVINCES, Audience, ImportKind, Recognition
from bot.catalogue.distance import Circle
from bot.catalogue.items import EventSearch, Wanted
from bot.catalogue.models import Activity, Enterprise, Event, Municipality, MunicipalityPostcode, Region
from bot.catalogue.text import search_key

RADIUS = 25.0
"""Kilometres; what "in de buurt" means."""
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.timezone.utc)
SAMPLE = 400

Ask = Callable[[Session], object]


@dataclass(frozen=True)
class Samples:
    """Values that the catalogue holds, to ask for."""

    municipalities: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    postcodes: tuple[str, ...]
    regions: tuple[str, ...]
    activities: tuple[str, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    uids: tuple[str, ...]
    ids: tuple[int, ...]


def samples(session: Session) -> Samples:
    """What may be asked for in this catalogue."""
    places = session.execute(
        select(Municipality.name, Municipality.latitude, Municipality.longitude).order_by(Municipality.name_key)
    ).all()
    names = session.execute(select(Enterprise.name).order_by(Enterprise.id.desc()).limit(SAMPLE)).scalars()
    events = session.execute(select(Event.title, Event.uid).order_by(Event.id.desc()).limit(SAMPLE)).all()
    return Samples(
        municipalities=tuple(name for name, *_ in places),
        points=tuple((latitude, longitude) for _, latitude, longitude in places),
        postcodes=tuple(session.execute(select(MunicipalityPostcode.postcode)).scalars()),
        regions=tuple(session.execute(select(Region.name)).scalars()),
        activities=tuple(session.execute(select(Activity.code)).scalars()),
        names=tuple(names),
        titles=tuple(title for title, _ in events),
        uids=tuple(uid for _, uid in events),
        ids=tuple(session.execute(select(Enterprise.id).limit(SAMPLE)).scalars()),
    )


def questions(known: Samples, chance: random.Random) -> dict[str, Ask]:
    """One of each kind, by what it asks; another call gives other values."""
    town, activity = chance.choice(known.municipalities), chance.choice(known.activities)
    province, recognition = chance.choice(PROVINCES), chance.choice(list(Recognition))
    near = (_circle(known, chance),)
    region = tuple(_circle(known, chance) for _ in range(3))
    name, word = chance.choice(known.names), _word(chance.choice(known.names), chance)
    search = _event_search(known, chance)
    return {
        "enterprises: all of them": _enterprises(Wanted()),
        "enterprises: a page far on": _enterprises(Wanted(), offset=chance.randrange(1000, 5000)),
        "enterprises: activity": _enterprises(Wanted(activity=activity)),
        "enterprises: municipality": _enterprises(Wanted(town)),
        "enterprises: municipality, activity": _enterprises(Wanted(town, activity=activity)),
        "enterprises: province": _enterprises(Wanted(province=province)),
        "enterprises: province, activity, recognition": _enterprises(Wanted(None, province, activity, recognition)),
        "enterprises: recognition": _enterprises(Wanted(recognition=recognition)),
        "enterprises: nearby": _enterprises(Wanted(around=near)),
        "enterprises: nearby, activity": _enterprises(Wanted(activity=activity, around=near)),
        "enterprises: nearby, recognition": _enterprises(Wanted(recognition=recognition, around=near)),
        "enterprises: region, activity": _enterprises(Wanted(activity=activity, around=region)),
        "count: province, activity": lambda s: queries.count_enterprises(s, Wanted(None, province, activity)),
        "count: nearby, activity": lambda s: queries.count_enterprises(s, Wanted(activity=activity, around=near)),
        "name: whole": lambda s: queries.enterprises_by_name(s, name),
        "name: one word of it": lambda s: queries.enterprises_by_name(s, word),
        "name: misspelt": lambda s: queries.enterprises_by_name(s, _misspelt(name, chance)),
        "enterprises: by id": lambda s: queries.enterprises_by_id(s, chance.sample(known.ids, 5)),
        "activities: most frequent": lambda s: queries.activities_with_counts(s),
        "activities: one": lambda s: queries.activity_by_code(s, activity),
        "municipalities: most enterprises": lambda s: queries.municipalities_with_activity(s, activity),
        "place: a name": lambda s: queries.resolve_places(s, town),
        "place: a postcode": lambda s: queries.resolve_places(s, chance.choice(known.postcodes)),
        "place: a region": lambda s: queries.resolve_places(s, chance.choice(known.regions)),
        "place: misspelt": lambda s: queries.similar_places(s, _misspelt(town, chance)),
        "events: coming": _events(EventSearch()),
        "events: coming, past the first pages": _events(EventSearch(), offset=100),
        "events: a month": _events(replace(search, words=(), audiences=(), municipalities=())),
        "events: month, audience, municipality": _events(replace(search, words=())),
        "events: subject": _events(EventSearch(words=search.words)),
        "events: province": _events(EventSearch(province=province)),
        "events: past": lambda s: queries.past_events(s, now=NOW),
        "events: past, subject": lambda s: queries.past_events(s, now=NOW, search=EventSearch(words=search.words)),
        "events: words of a message": lambda s: queries.words_in_titles(s, _message(known, chance)),
        "events: one": lambda s: queries.event_by_uid(s, chance.choice(known.uids)),
        "imports: last of the events": lambda s: queries.last_import(s, ImportKind.EVENTS_CSV, ImportKind.EVENTS_ICS),
    }


def _enterprises(wanted: Wanted, offset: int = 0) -> Ask:
    return lambda session: queries.find_enterprises(session, wanted, offset=offset)


def _events(search: EventSearch, offset: int = 0) -> Ask:
    return lambda session: queries.coming_events(session, now=NOW, search=search, offset=offset)


def _circle(known: Samples, chance: random.Random) -> Circle:
    return Circle(*chance.choice(known.points), RADIUS)


def _event_search(known: Samples, chance: random.Random) -> EventSearch:
    first = NOW.date() + dt.timedelta(days=chance.randrange(365))
    return EventSearch(
        first=first,
        last=first + dt.timedelta(days=30),
        audiences=(chance.choice(list(Audience)).value,),
        municipalities=(chance.choice(known.municipalities),),
        words=(search_key(_word(chance.choice(known.titles), chance)).split()[0],),
    )


def _message(known: Samples, chance: random.Random) -> tuple[str, ...]:
    """The words of a long message, as search keys."""
    return tuple(dict.fromkeys(search_key(" ".join(chance.sample(known.titles, 3))).split()))[:12]


def _word(text: str, chance: random.Random) -> str:
    """A word of some length, else the first."""
    words = [word for word in search_key(text).split() if len(word) > 3]
    return chance.choice(words) if words else search_key(text).split()[0]


def _misspelt(text: str, chance: random.Random) -> str:
    """The text with two letters swapped."""
    at = chance.randrange(1, max(2, len(text) - 1))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
