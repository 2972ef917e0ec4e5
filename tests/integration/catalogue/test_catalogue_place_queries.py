"""Finding places on the data of the product: municipalities, parts, postcodes, provinces and regions."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.catalogue.codes import PlaceKind
from bot.catalogue.items import Place, Point
from bot.catalogue.models import Municipality, Part
from bot.catalogue.queries import clear_place, resolve_places, similar_places


def kilometres(a: Point, b: Point) -> float:
    half = [radians(b[i] - a[i]) / 2 for i in (0, 1)]
    inner = sin(half[0]) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(half[1]) ** 2
    return 2 * 6371 * asin(sqrt(inner))


def only(session: Session, text: str) -> Place:
    (place,) = resolve_places(session, text)
    return place


@pytest.mark.parametrize(
    ("text", "kind", "name", "municipalities"),
    [
        ("Turnhout", PlaceKind.MUNICIPALITY, "Turnhout", ("Turnhout",)),
        ("stad turnhout", PlaceKind.MUNICIPALITY, "Turnhout", ("Turnhout",)),
        ("De Panne", PlaceKind.MUNICIPALITY, "De Panne", ("De Panne",)),
        ("Borsbeek", PlaceKind.FORMER_MUNICIPALITY, "Borsbeek", ("Antwerpen",)),
        ("Heverlee", PlaceKind.PART, "Heverlee", ("Leuven",)),
        ("st amandsberg", PlaceKind.PART, "Sint-Amandsberg", ("Gent",)),
        ("9000", PlaceKind.POSTCODE, "9000", ("Gent",)),
        ("9050 Gentbrugge", PlaceKind.PART, "Gentbrugge", ("Gent",)),
        ("3720 Kortessem", PlaceKind.FORMER_MUNICIPALITY, "Kortessem", ("Hasselt",)),
        ("Limburg", PlaceKind.PROVINCE, "Limburg", ()),
        ("provincie Antwerpen", PlaceKind.PROVINCE, "Antwerpen", ()),
        ("west vlaanderen", PlaceKind.PROVINCE, "West-Vlaanderen", ()),
        ("de Kempen", PlaceKind.REGION, "Kempen", ("Turnhout", "Geel", "Mol")),
        ("aan zee", PlaceKind.REGION, "Kust", ("De Panne", "Nieuwpoort", "Oostende", "Blankenberge", "Knokke-Heist")),
        ("regio Meetjesland", PlaceKind.REGION, "Meetjesland", ("Eeklo",)),
    ],
)
def test_a_place_is_found_by_any_of_its_names(
    catalogue: Session, text: str, kind: PlaceKind, name: str, municipalities: tuple[str, ...]
) -> None:
    place = only(catalogue, text)
    assert (place.kind, place.name, place.municipalities) == (kind, name, municipalities)


@pytest.mark.parametrize("text", ["", "  ", "de", "Parijs", "0000", "provincie Gent", "%", "Turnh", "🙂"])
def test_what_is_no_place_of_ours_is_nothing(catalogue: Session, text: str) -> None:
    assert resolve_places(catalogue, text) == ()


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Nieuwerkerken", [("municipality", "Nieuwerkerken"), ("part", "Aalst")]),
        ("Berchem", [("part", "Antwerpen"), ("part", "Kluisbergen")]),
        ("Heusden", [("part", "Heusden-Zolder"), ("part", "Destelbergen")]),
        (
            "Beveren",
            [("former_municipality", "Beveren-Kruibeke-Zwijndrecht"), ("part", "Roeselare"), ("part", "Alveringem")],
        ),
        ("1050", [("postcode", "Brussel"), ("postcode", "Elsene")]),
        ("Antwerpen", [("municipality", "Antwerpen"), ("province", None)]),
    ],
)
def test_a_name_of_several_places_gives_them_all_the_likeliest_first(
    catalogue: Session, text: str, candidates: list[tuple[str, str | None]]
) -> None:
    found = resolve_places(catalogue, text)
    assert {(place.kind.value, place.municipality) for place in found} == set(candidates)
    assert (found[0].kind.value, found[0].municipality) in candidates[:2]


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Berchem", "Antwerpen"),
        ("9690 Berchem", "Kluisbergen"),
        ("Aalst", "Aalst"),
        ("Antwerpen", "Antwerpen"),
        ("Deurne", "Antwerpen"),
        ("Beveren", "Beveren-Kruibeke-Zwijndrecht"),
        ("Nieuwerkerken", None),
        ("9320 Nieuwerkerken", "Aalst"),
        ("Meldert", None),
        ("1050", None),
        ("Parijs", None),
    ],
)
def test_only_a_real_doubt_leaves_a_place_unclear(catalogue: Session, text: str, municipality: str | None) -> None:
    place = clear_place(resolve_places(catalogue, text))
    assert (place.municipality if place else None) == municipality


def test_a_part_lies_where_it_is_or_where_that_is_unknown_in_the_centre_of_its_municipality(catalogue: Session) -> None:
    zandvliet = only(catalogue, "Zandvliet")
    antwerp = resolve_places(catalogue, "Antwerpen")[0]
    assert zandvliet.points == antwerp.points
    assert 2 < kilometres(only(catalogue, "Wilrijk").points[0], antwerp.points[0]) < 8
    former = resolve_places(catalogue, "Kruibeke")[0]
    assert kilometres(former.points[0], (51.17, 4.31)) < 2


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("Gent", "Antwerpen", 51),
        ("Oostende", "Maaseik", 200),
        ("Leuven", "Brussel", 25),
        ("Turnhout", "Geel", 18),
        ("Kortrijk", "Roeselare", 19),
        ("Hasselt", "Genk", 13),
        ("Herstappe", "Tongeren-Borgloon", 6),
        ("Sint-Pieters-Woluwe", "Sint-Lambrechts-Woluwe", 1.5),
    ],
)
def test_distances_between_known_places_are_right(catalogue: Session, one: str, other: str, distance: float) -> None:
    points = [resolve_places(catalogue, name)[0].points[0] for name in (one, other)]
    assert kilometres(*points) == pytest.approx(distance, abs=3)


def test_every_part_lies_near_its_municipality(catalogue: Session) -> None:
    query = select(Part, Municipality).join(Municipality, Municipality.nis_code == Part.municipality_nis)
    far = {
        (part.name, municipality.name)
        for part, municipality in catalogue.execute(query)
        if part.latitude is not None
        and kilometres((part.latitude, part.longitude), (municipality.latitude, municipality.longitude)) > 15
    }
    assert far == set()


def test_no_two_municipalities_have_the_same_point(catalogue: Session) -> None:
    points = catalogue.execute(select(Municipality.latitude, Municipality.longitude)).all()
    assert len(set(points)) == len(points) == 304


def test_a_region_over_two_provinces_has_none_of_its_own(catalogue: Session) -> None:
    assert only(catalogue, "Waasland").province == "Oost-Vlaanderen"
    assert only(catalogue, "Leiestreek").province is None
    limburg = only(catalogue, "Limburg")
    assert limburg.province == "Limburg"
    assert (limburg.latitude, limburg.longitude) == (pytest.approx(50.97, abs=0.1), pytest.approx(5.4, abs=0.1))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Antwrepen", ["Antwerpen"]),
        ("Sint-Amandsbreg", ["Sint-Amandsberg"]),
        ("Meetjeslant", ["Meetjesland"]),
        ("heverle", ["Heverlee"]),
        ("Limburch", ["Limburg"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_an_unknown_name_gives_what_was_meant_first(catalogue: Session, typed: str, names: list[str]) -> None:
    found = [place.name for place in similar_places(catalogue, typed)]
    assert found[: len(names) or None] == names


def test_suggestions_keep_to_the_limit_and_a_shared_postcode_gives_both(catalogue: Session) -> None:
    assert len(similar_places(catalogue, "Sint", limit=2)) == 2
    assert [place.municipality for place in similar_places(catalogue, "1050")] == ["Brussel", "Elsene"]
