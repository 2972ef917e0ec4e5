"""The cards of everyday look-ups, compared with what the catalogue's files themselves say."""

from __future__ import annotations

import csv
import math
import re
from typing import Any

import pytest
import yaml

from bot.paths import CATALOGUE, ROOT
from tests.support.assistant import Assistant
from tests.support.client import Visitor

RADIUS = 25
PAGE = 5
GOAL = 0.95


def table(name: str) -> list[dict[str, str]]:
    with (CATALOGUE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def look_ups() -> list[dict[str, Any]]:
    entries = yaml.safe_load((ROOT / "tests/nlu/lookups.yml").read_text(encoding="utf-8"))
    return [entry for entry in entries if entry["intent"] == "find_enterprise"]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres as the crow flies, by the law of cosines."""
    (a, b), (c, d) = ([math.radians(value) for value in point] for point in (one, other))
    return 6371.0088 * math.acos(min(1, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)))


def expected(entry: dict[str, Any]) -> set[str]:
    """The names of the enterprises that fit, straight from the files."""
    points = {row["name"]: (float(row["latitude"]), float(row["longitude"])) for row in table("gemeenten.csv")}
    regions = {row["name"]: row["centres"].split(";") for row in table("streken.csv")}
    centres = regions.get(entry.get("region", ""), [entry["municipality"]] if entry.get("near") else [])

    def fits(row: dict[str, str]) -> bool:
        here = points.get(row["municipality"])
        near = here is not None and any(distance(points[centre], here) <= RADIUS for centre in centres)
        return all(
            (
                not entry.get("name") or row["name"] == entry["name"],
                not entry.get("activity") or entry["activity"] in row["activities"].split(";"),
                not entry.get("recognition") or row["recognition"] == entry["recognition"],
                not entry.get("province") or row["province"] == entry["province"],
                near if centres else not entry.get("municipality") or row["municipality"] == entry["municipality"],
            )
        )

    return {row["name"] for row in table("ondernemingen.csv") if fits(row)}


def problem(visitor: Visitor, entry: dict[str, Any]) -> str | None:
    """What is wrong with the reply, or nothing."""
    reply = visitor.reply
    if not any(entry.get(key) for key in ("name", "municipality", "province", "region", "activity", "recognition")):
        return None if reply["status"] == "asked" else f"not asked but {reply['status']}"
    names, shown = expected(entry), {card["name"] for card in visitor.cards}
    if reply["status"] != "looked-up":
        return f"{reply['status']} instead of looked-up"
    if len(shown) != min(PAGE, len(names)) or not shown <= names:
        return f"{sorted(shown)} instead of {len(names)} of {sorted(names)[:PAGE]}"
    total = re.match(r"\*\*(\d+)\*\*", reply["messages"][0]["text"])
    return f"total {total[1]} instead of {len(names)}" if total and int(total[1]) != len(names) else None


def test_there_are_at_least_120_look_ups() -> None:
    assert len({entry["text"] for entry in look_ups()}) >= 120


@pytest.mark.timeout(300)
def test_at_least_95_in_100_look_ups_show_what_the_files_hold(sqlite_assistant: Assistant) -> None:
    problems = {}
    entries = look_ups()
    for entry in entries:
        visitor = Visitor(sqlite_assistant.channel)
        visitor.say(entry["text"])
        if found := problem(visitor, entry):
            problems[entry["text"]] = found
    right = 1 - len(problems) / len(entries)
    assert right >= GOAL, f"{right:.1%} of {len(entries)}\n" + "\n".join(f"{k}: {v}" for k, v in problems.items())
