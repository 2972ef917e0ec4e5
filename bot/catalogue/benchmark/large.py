"""Blowing a seeded catalogue up, so that its queries can be timed on one of any size."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from bot.catalogue.benchmark.words import Vocabulary, vocabulary
from bot.catalogue.codes import Audience, Certainty, Recognition, values
from bot.catalogue.importers.enterprise_store import count_per_activity
from bot.catalogue.listings import event_words, name_words, rank_of
from bot.catalogue.models import (
    ANY_ACTIVITY,
    Activity,
    Enterprise,
    EnterpriseActivity,
    EnterpriseListing,
    EnterpriseNameWord,
    Event,
    EventAudience,
    EventWord,
    Municipality,
)
from bot.catalogue.text import search_key

BATCH = 2_000
FIRST_EVENT = dt.datetime(2016, 1, 1, 9, tzinfo=dt.timezone.utc)
YEARS = 12
Row = dict[str, Any]


def enlarge(engine: Engine, enterprises: int, events: int, seed: int = 1) -> None:
    """Add made-up enterprises and events until a seeded catalogue holds so many of each.

    Names are put together from syllables and the words of real ones; places, activities and recognitions are as
    frequent as in the real catalogue. The same ``seed`` gives the same rows.
    """
    chance = random.Random(seed)  # noqa: S311  made-up rows, no secrets
    with engine.begin() as connection:
        words = vocabulary(connection)
        first = _next_id(connection, Enterprise)
        missing = enterprises - _count(connection, Enterprise)
        places = _places(connection)
        activities = _activities(connection)
        names = words.new_names(chance, missing)
        made = (_enterprise(first + at, name, chance, places, activities) for at, name in enumerate(names))
        _insert(connection, made)
        with Session(connection, future=True) as session:
            count_per_activity(session)
        first = _next_id(connection, Event)
        missing = events - _count(connection, Event)
        _insert(connection, (_event(key, chance, words, places) for key in range(first, first + missing)))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


def _insert(connection: Connection, made: Iterator[dict[Any, list[Row]]]) -> None:
    """Rows of several tables, many at a time."""
    while batch := list(islice(made, BATCH)):
        for table in batch[0]:
            rows = [row for one in batch for row in one[table]]
            if rows:
                connection.execute(insert(table), rows)


def _enterprise(
    key: int,
    name: str,
    chance: random.Random,
    places: list[tuple[str, str, str]],
    activities: list[str],
) -> dict[Any, list[Row]]:
    nis, province, municipality = chance.choice(places)
    recognition = chance.choice(values(Recognition))
    certainty = chance.choice(values(Certainty))
    codes = sorted({chance.choice(activities) for _ in range(chance.randint(1, 5))})
    shared = {"municipality_nis": nis, "province": province, "recognition": recognition, "name_key": search_key(name)}
    enterprise = {
        "id": key,
        "name": name,
        "recognition_certainty": certainty,
        "description": f"{name} in {municipality}.",
        "source_url": "https://www.voorbeeld.invalid/",
        "checked": FIRST_EVENT.date(),
        **shared,
    }
    rank = rank_of(recognition, certainty)
    return {
        Enterprise: [enterprise],
        EnterpriseActivity: [
            {"enterprise_id": key, "activity_code": code, "position": at} for at, code in enumerate(codes)
        ],
        EnterpriseListing: [
            {"enterprise_id": key, "activity_code": code, "rank": rank, **shared} for code in (ANY_ACTIVITY, *codes)
        ],
        EnterpriseNameWord: [{"enterprise_id": key, "word": word} for word in name_words(name)],
    }


def _event(
    key: int, chance: random.Random, words: Vocabulary, places: list[tuple[str, str, str]]
) -> dict[Any, list[Row]]:
    title = words.title(chance)
    description = " ".join(words.title(chance) for _ in range(3))
    nis, _, municipality = chance.choice(places)
    start = FIRST_EVENT + dt.timedelta(hours=chance.randrange(YEARS * 365 * 24))
    end = start + dt.timedelta(hours=chance.choice((2, 4, 8, 48)))
    event = {
        "id": key,
        "uid": f"{key}@voorbeeld.invalid",
        "calendar": "benchmark",
        "title": title,
        "starts_at": start,
        "ends_at": end,
        "over_at": end,
        "time_known": True,
        "location": municipality,
        "municipality_nis": nis,
        "description": description,
        "cancelled": chance.random() < 0.02,
    }
    audiences = sorted({chance.choice(values(Audience)) for _ in range(chance.randint(1, 2))})
    return {
        Event: [event],
        EventAudience: [{"event_id": key, "audience": one, "position": at} for at, one in enumerate(audiences)],
        EventWord: [
            {"word": one.word, "in_title": one.in_title, "event_id": key}
            for one in event_words(title, municipality, description)
        ],
    }


def _places(connection: Connection) -> list[tuple[str, str, str]]:
    """NIS code, province and name; each as often as it has enterprises, and once more."""
    query = select(Municipality.nis_code, Municipality.province, Municipality.name)
    used = connection.execute(
        query.join(Enterprise, Enterprise.municipality_nis == Municipality.nis_code).order_by(Enterprise.id)
    )
    every = connection.execute(query.order_by(Municipality.nis_code))
    return [(str(nis), str(province), str(name)) for nis, province, name in (*every, *used)]


def _activities(connection: Connection) -> list[str]:
    """Codes, each as often as enterprises have it, and once more."""
    every = connection.execute(select(Activity.code).order_by(Activity.code)).scalars().all()
    used = connection.execute(
        select(EnterpriseActivity.activity_code).order_by(
            EnterpriseActivity.activity_code, EnterpriseActivity.enterprise_id
        )
    ).scalars()
    return [*every, *used]


def _next_id(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.id), 0))).scalar_one()) + 1


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
