"""Look-ups over the web contract, compared with the files of the catalogue by a computation of the test's own."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from tests.support.assistant import ROOT, Assistant
from tests.support.client import Visitor

CATALOGUE = ROOT / "data" / "catalogue"
PHRASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "nlu" / "lookups.yml").read_text(encoding="utf-8"))
GOAL = 0.95
PAGE = 5
NEAR = 25.0
EARTH = 6371.0
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTERPRISES, EVENTS, REGIONS = table("ondernemingen"), table("evenementen"), table("streken")
POINTS = {row["name"]: (float(row["latitude"]), float(row["longitude"])) for row in table("gemeenten")}
PROVINCE_OF = {row["name"]: row["province"] for row in table("gemeenten")}
PARTS = {
    (row["name"], row["municipality"]): (float(row["latitude"]), float(row["longitude"]))
    for row in table("deelgemeenten")
    if row["latitude"]
}


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points, by the law of cosines on a sphere."""
    (a, b), (c, d) = (map(math.radians, one), map(math.radians, other))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)
    return EARTH * math.acos(min(1.0, cosine))


def centres(asked: dict[str, Any]) -> list[tuple[float, float]]:
    """What a distance is measured from."""
    if region := asked.get("region"):
        names = next(row["centres"] for row in REGIONS if row["name"] == region).split(";")
        return [POINTS[name] for name in names]
    town = asked["municipality"]
    return [PARTS.get((asked.get("part"), town), POINTS[town])]


def distance(row: Row, points: list[tuple[float, float]]) -> float:
    town = POINTS.get(row["municipality"])
    return min((kilometres(town, point) for point in points), default=math.inf) if town else math.inf


def fitting(asked: dict[str, Any]) -> dict[str, float]:
    """The enterprises that the phrase asks for, with their distance (0 where none is asked)."""
    nearby = asked.get("near") or asked.get("region")
    points = centres(asked) if nearby else []
    found = {}
    for row in ENTERPRISES:
        fits = (
            asked.get("activity") in (None, *row["activities"].split(";"))
            and asked.get("recognition") in (None, row["recognition"])
            and asked.get("province") in (None, row["province"])
            and (bool(nearby) or asked.get("municipality") in (None, row["municipality"]))
        )
        far = distance(row, points) if nearby else 0.0
        if fits and far <= (NEAR if nearby else 0.0):
            found[row["name"]] = far
    return found


def past_events(asked: dict[str, Any]) -> list[Row]:
    """The events that the phrase asks for, the latest first; without ``past`` those that are not over."""
    today = date.today().isoformat()
    rows = []
    for row in EVENTS:
        first, last = row["start"][:10], (row["end"] or row["start"])[:10]
        town = row["municipality"]
        fits = (
            (last < today) == bool(asked.get("past"))
            and asked.get("first", first) <= last
            and first <= asked.get("last", first)
            and asked.get("audience", "") in ("", *row["audience"].split(";"))
            and asked.get("municipality") in (None, town)
            and asked.get("province") in (None, PROVINCE_OF.get(town))
            and asked.get("title", "").lower() in row["title"].lower()
        )
        if fits:
            rows.append(row)
    return sorted(rows, key=lambda row: row["start"][:10], reverse=bool(asked.get("past")))


def said_total(visitor: Visitor) -> int:
    """The number that the reply begins with, or the number of cards."""
    match = re.search(r"\*\*(\d+)\*\*", visitor.text)
    return int(match[1]) if match else len(visitor.cards)


def problem_with_enterprises(asked: dict[str, Any], visitor: Visitor) -> str | None:
    names = [card["name"] for card in visitor.cards]
    if name := asked.get("name"):
        return None if names[:1] == [name] else f"first card {names[:1]}"
    if not any(asked.get(key) for key in ("municipality", "province", "region", "activity", "recognition")):
        return None if visitor.reply["status"] == "asked" else "nothing was asked"
    expected = fitting(asked)
    if visitor.reply["status"] != "looked-up":
        return f"status {visitor.reply['status']}"
    if not expected:
        return None if not names else f"cards {names} where nothing fits"
    if len(names) != min(PAGE, len(expected)) or not expected.keys() >= set(names):
        return f"cards {names}, of {sorted(expected)}"
    if len(expected) > 1 and said_total(visitor) != len(expected):
        return f"total {said_total(visitor)}, not {len(expected)}"
    far = [expected[name] for name in names]
    if far != sorted(far) or any(one > min(expected.values()) + NEAR for one in far):
        return f"order {names}"
    shown = [card.get("distance") for card in visitor.cards]
    if (asked.get("near") or asked.get("region")) and any(
        one is None or abs(one - expected[name]) > 1 for one, name in zip(shown, names, strict=True)
    ):
        return f"distances {shown}"
    return None


def problem_with_events(asked: dict[str, Any], visitor: Visitor) -> str | None:
    if visitor.reply["status"] != "looked-up":
        return f"status {visitor.reply['status']}"
    expected = past_events(asked)
    names = [card["name"] for card in visitor.cards]
    if {card["kind"] for card in visitor.cards} - {"event"}:
        return f"enterprises {names}"
    if {card["past"] for card in visitor.cards} - {bool(asked.get("past"))}:
        return f"past and coming are mixed: {names}"
    if not expected:
        return None if not names else f"cards {names} where nothing fits"
    if sorted(names) != sorted(row["title"] for row in expected[:PAGE]):
        return f"cards {names}, not {[row['title'] for row in expected[:PAGE]]}"
    return None if said_total(visitor) == len(expected) else f"total {said_total(visitor)}, not {len(expected)}"


CHECKS: dict[str, Callable[[dict[str, Any], Visitor], str | None]] = {
    "find_enterprise": problem_with_enterprises,
    "find_event": problem_with_events,
}


def _choose_place(visitor: Visitor, asked: dict[str, Any]) -> None:
    """Press the place that was meant, where a name that nobody knows is asked again."""
    town = asked.get("municipality")
    if town and visitor.reply["status"] == "asked" and any(town in title for title in visitor.titles):
        visitor.press(town)


def test_there_are_many_different_phrases() -> None:
    texts = [phrase["text"].lower() for phrase in PHRASES]
    assert len(set(texts)) == len(texts) >= 120


@pytest.mark.timeout(900)
def test_what_is_shown_is_what_the_files_hold(sqlite_assistant: Assistant) -> None:
    problems = []
    for phrase in PHRASES:
        visitor = Visitor(sqlite_assistant.channel)
        visitor.say(phrase["text"])
        _choose_place(visitor, phrase)
        if problem := CHECKS[phrase["intent"]](phrase, visitor):
            problems.append(f"{phrase['text']}: {problem}")
    share = 1 - len(problems) / len(PHRASES)
    assert share >= GOAL, f"{share:.1%} right\n" + "\n".join(problems)
