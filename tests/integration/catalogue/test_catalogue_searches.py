"""Searching enterprises by distance, recognition and name, and what the database does for it."""

from __future__ import annotations

import csv

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.catalogue.codes import Recognition
from bot.catalogue.distance import Circle, kilometres
from bot.catalogue.items import Wanted
from bot.catalogue.models import ANY_ACTIVITY, Enterprise, EnterpriseActivity, EnterpriseListing
from bot.catalogue.queries import (
    count_enterprises,
    enterprises_by_id,
    enterprises_by_name,
    find_enterprises,
    municipalities_with_activity,
)
from bot.paths import CATALOGUE

TURNHOUT, GENT, LIER = (51.3225, 4.9447), (51.0543, 3.7174), (51.1313, 4.5704)


def around(point: tuple[float, float], radius: float = 25) -> tuple[Circle, ...]:
    return (Circle(*point, radius),)


def table(name: str) -> list[dict[str, str]]:
    with (CATALOGUE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def within(point: tuple[float, float], radius: float) -> dict[str, float]:
    """Names of municipalities by distance, from the file."""
    far = {
        row["name"]: kilometres(*point, float(row["latitude"]), float(row["longitude"]))
        for row in table("gemeenten.csv")
    }
    return {name: distance for name, distance in far.items() if distance <= radius}


def test_the_distance_between_two_towns_is_that_of_the_map() -> None:
    assert kilometres(*GENT, *TURNHOUT) == pytest.approx(90.5, abs=1)
    assert kilometres(*GENT, *GENT) == 0


@pytest.mark.parametrize("point", [TURNHOUT, GENT, LIER])
@pytest.mark.parametrize("activity", [None, "groenonderhoud", "metaal"])
def test_around_a_place_all_within_the_radius_are_found_the_nearest_first(
    catalogue: Session, point: tuple[float, float], activity: str | None
) -> None:
    near = within(point, 25)
    expected = {
        row["name"]
        for row in table("ondernemingen.csv")
        if row["municipality"] in near and (activity is None or activity in row["activities"].split(";"))
    }
    page = find_enterprises(catalogue, Wanted(activity=activity, around=around(point)), limit=200)
    assert {item.name for item in page.items} == expected
    assert page.total == len(expected)
    distances = [item.distance for item in page.items]
    assert distances == sorted(distances)
    for item in page.items:
        assert item.distance == pytest.approx(near[item.municipality])


def test_pages_around_a_place_follow_each_other_without_gap_or_overlap(catalogue: Session) -> None:
    wanted = Wanted(around=around(GENT))
    whole = find_enterprises(catalogue, wanted, limit=200)
    pages = [find_enterprises(catalogue, wanted, limit=5, offset=at) for at in range(0, whole.total + 5, 5)]
    assert tuple(item for page in pages for item in page.items) == whole.items
    assert whole.total > 20
    assert count_enterprises(catalogue, wanted) == whole.total


def test_of_several_centres_the_nearest_counts(catalogue: Session) -> None:
    both = find_enterprises(catalogue, Wanted(around=(*around(GENT, 1), *around(TURNHOUT, 1))), limit=100)
    assert {item.municipality for item in both.items} == {"Gent", "Turnhout"}
    assert max(item.distance or 0 for item in both.items) <= 1


def test_a_recognition_narrows_every_search(catalogue: Session) -> None:
    for wanted in (Wanted(), Wanted(municipality="Gent"), Wanted(province="Limburg"), Wanted(around=around(GENT))):
        every = find_enterprises(catalogue, wanted, limit=200).items
        narrow = Wanted(**{**wanted.__dict__, "recognition": Recognition.MAATWERKBEDRIJF})
        page = find_enterprises(catalogue, narrow, limit=200)
        fitting = [item.id for item in every if item.recognition is Recognition.MAATWERKBEDRIJF]
        assert [item.id for item in page.items] == fitting
        assert 0 < page.total < len(every)


def test_enterprises_are_found_again_by_their_ids_in_the_order_asked(catalogue: Session) -> None:
    ids = [item.id for item in find_enterprises(catalogue, Wanted(municipality="Gent")).items]
    again = enterprises_by_id(catalogue, [*reversed(ids), 999_999])
    assert [item.id for item in again] == ids[::-1]
    assert enterprises_by_id(catalogue, []) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ateljee", "Ateljee"),
        ("ATELJEE vzw", "Ateljee"),
        ("ateljé", "Ateljee"),
        ("ateljeee", "Ateljee"),
        ("a-kwadraat", "A-kwadraat"),
        ("werkmaat", "Werkmmaat"),
        ("fietsambassade", "De Fietsambassade"),
        ("kringwinkel antwerpen", "De Kringwinkel Antwerpen"),
        ("kringwinkel haageland", "De Kringwinkel Hageland"),
        ("marjasteen", "Mariasteen"),
        ("wroeter", "De Wroeter"),
        ("monnikenheide", "De Werkplaats (Monnikenheide)"),
    ],
)
def test_a_name_is_found_whole_partial_and_misspelt(catalogue: Session, typed: str, first: str) -> None:
    assert enterprises_by_name(catalogue, typed).items[0].name == first


@pytest.mark.parametrize("typed", ["", "xyzzy", "de", "vzw", "'; DROP TABLE catalogue_enterprise; --"])
def test_what_is_no_name_finds_nothing(catalogue: Session, typed: str) -> None:
    assert enterprises_by_name(catalogue, typed).items == ()


def test_a_name_that_several_share_gives_them_all(catalogue: Session) -> None:
    page = enterprises_by_name(catalogue, "manus")
    assert {item.name for item in page.items} == {"Manus Antwerpen", "Manus BXL", "Manus vzw (zusterentiteit)"}
    assert page.total == 3


def test_the_municipalities_with_most_enterprises_come_first(catalogue: Session) -> None:
    assert [item.name for item in municipalities_with_activity(catalogue, None, 2)] == ["Gent", "Antwerpen"]


def test_listings_repeat_what_the_enterprises_say(catalogue: Session) -> None:
    listed = select(
        EnterpriseListing.enterprise_id, EnterpriseListing.municipality_nis, EnterpriseListing.recognition
    ).where(EnterpriseListing.activity_code == ANY_ACTIVITY)
    stored = select(Enterprise.id, Enterprise.municipality_nis, Enterprise.recognition)
    assert set(catalogue.execute(listed)) == set(catalogue.execute(stored))
    per_activity = select(func.count()).where(EnterpriseListing.activity_code != ANY_ACTIVITY)
    assert (
        catalogue.execute(per_activity).scalar_one()
        == catalogue.execute(select(func.count()).select_from(EnterpriseActivity)).scalar_one()
    )
