"""Asking the catalogue for enterprises, activities and municipalities, on the data of the product."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.catalogue.codes import Certainty, ImportKind, Recognition
from bot.catalogue.items import Wanted
from bot.catalogue.queries import (
    activities_with_counts,
    activity_by_code,
    catalogue_counts,
    count_enterprises,
    find_enterprises,
    last_import,
    list_activities,
    municipalities_of_postcode,
    municipalities_with_activity,
    resolve_municipality,
    similar_municipalities,
)
from bot.catalogue.text import search_key
from bot.database import session_factory, transaction


def test_enterprises_are_found_by_place_and_activity_together(catalogue: Session) -> None:
    in_ghent = find_enterprises(catalogue, Wanted(municipality="Gent"), limit=100)
    green = find_enterprises(catalogue, Wanted(activity="groenonderhoud"), limit=100)
    both = find_enterprises(catalogue, Wanted(municipality="Gent", activity="groenonderhoud"), limit=100)
    assert {item.id for item in both.items} == {item.id for item in in_ghent.items} & {item.id for item in green.items}
    assert 0 < both.total < in_ghent.total < 155
    assert all(item.municipality == "Gent" for item in both.items)
    assert all("Groenonderhoud en tuinaanleg" in item.activities for item in both.items)


def test_sourced_maatwerkbedrijven_come_first_then_inferred_then_others_each_by_name(
    catalogue: Session,
) -> None:
    page = find_enterprises(catalogue, limit=200)
    assert page.total == len(page.items) == 155
    ranks = {
        (Recognition.MAATWERKBEDRIJF, Certainty.SOURCED): 0,
        (Recognition.MAATWERKBEDRIJF, Certainty.INFERRED): 1,
    }
    order = [
        (ranks.get((item.recognition, item.recognition_certainty), 2), search_key(item.name)) for item in page.items
    ]
    assert order == sorted(order)
    assert [rank for rank, _ in order].count(0) == 64
    assert [rank for rank, _ in order].count(1) == 33


def test_pages_follow_each_other_without_gap_or_overlap(catalogue: Session) -> None:
    whole = find_enterprises(catalogue, Wanted(municipality="Gent"), limit=100)
    pages = [find_enterprises(catalogue, Wanted(municipality="Gent"), limit=4, offset=at) for at in range(0, 24, 4)]
    assert tuple(item for page in pages for item in page.items) == whole.items
    assert {page.total for page in pages} == {whole.total}


def test_an_enterprise_shows_all_that_a_card_needs(catalogue: Session) -> None:
    page = find_enterprises(catalogue, Wanted(municipality="Turnhout"), limit=50)
    (item,) = [item for item in page.items if item.name == "A-kwadraat"]
    assert item.legal_name == "A-kwadraat VZW"
    assert item.recognition_certainty is Certainty.SOURCED
    assert item.former_recognition == "beschutte werkplaats"
    assert (item.street_address, item.postcode, item.province) == ("Everdongenlaan 27", "2300", "Antwerpen")
    assert item.activities[:2] == ("Houtbewerking en schrijnwerk", "Groenonderhoud en tuinaanleg")
    assert item.source_date == "2022-03"
    assert item.checked.isoformat() == "2026-11-23"
    assert item.website == "https://www.a-kwadraat.be"


def test_an_enterprise_without_a_municipality_is_found_by_its_province(catalogue: Session) -> None:
    page = find_enterprises(catalogue, Wanted(province="Oost-Vlaanderen"), limit=100)
    assert "Wase Wind" in {item.name for item in page.items if item.municipality is None}


@pytest.mark.parametrize(
    "filters",
    [
        {"municipality": "Nergenshuizen"},
        {"activity": "raketbouw"},
        {"municipality": "Zutendaal", "activity": "drukwerk-mailing"},
        {"municipality": "Gent'; DROP TABLE catalogue_enterprise; --"},
    ],
)
def test_nothing_that_fits_is_an_empty_page(catalogue: Session, filters: dict[str, str]) -> None:
    page = find_enterprises(catalogue, Wanted(**filters))
    assert (page.total, page.items) == (0, ())


def test_counting_gives_the_total_of_the_page(catalogue: Session) -> None:
    page = find_enterprises(catalogue, Wanted(activity="kringloop"), limit=1)
    assert count_enterprises(catalogue, Wanted(activity="kringloop")) == page.total > 1


def test_a_long_page_takes_no_more_statements_than_a_short_one(
    seeded: Engine, statements: Callable[[Engine], list[str]]
) -> None:
    sent = statements(seeded)
    with transaction(session_factory(seeded)) as session:
        find_enterprises(session, limit=2)
        short = len(sent)
        find_enterprises(session, limit=150)
        assert len(sent) - short <= 4
        assert short <= 5


@pytest.mark.parametrize(
    ("text", "name", "former"),
    [
        ("Gent", "Gent", None),
        ("gent", "Gent", None),
        ("Borsbeek", "Antwerpen", "Borsbeek"),
        ("beveren", "Beveren-Kruibeke-Zwijndrecht", "Beveren"),
        ("St.-Niklaas", "Sint-Niklaas", None),
        ("heist op den berg", "Heist-op-den-Berg", None),
        ("9000", "Gent", None),
        ("2150", "Antwerpen", None),
        ("9000 Gent", "Gent", None),
        ("1050 Elsene", "Elsene", None),
    ],
)
def test_a_municipality_is_found_by_name_former_name_and_postcode(
    catalogue: Session, text: str, name: str, former: str | None
) -> None:
    found = resolve_municipality(catalogue, text)
    assert found is not None
    assert (found.name, found.former_name) == (name, former)


@pytest.mark.parametrize("text", ["", "  ", "Parijs", "0000", "1050", "Gen", "%", "90000"])
def test_what_is_no_single_municipality_is_none(catalogue: Session, text: str) -> None:
    assert resolve_municipality(catalogue, text) is None


def test_a_shared_postcode_gives_both_municipalities(catalogue: Session) -> None:
    assert [item.name for item in municipalities_of_postcode(catalogue, "1050")] == ["Brussel", "Elsene"]
    assert similar_municipalities(catalogue, "1050") == municipalities_of_postcode(catalogue, "1050")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Antwrepen", ["Antwerpen"]),
        ("Sint Niklas", ["Sint-Niklaas"]),
        ("gend", ["Gent", "Genk"]),
        ("Heist", ["Knokke-Heist", "Heist-op-den-Berg"]),
        ("Kruibeeke", ["Beveren-Kruibeke-Zwijndrecht"]),
        ("xyzzy", []),
        ("Amsterdam", []),
        ("", []),
    ],
)
def test_a_typing_mistake_gives_what_was_meant(catalogue: Session, typed: str, names: list[str]) -> None:
    assert [item.name for item in similar_municipalities(catalogue, typed)] == names


def test_suggestions_keep_to_the_limit(catalogue: Session) -> None:
    assert len(similar_municipalities(catalogue, "Sint", limit=2)) == 2


def test_an_activity_tells_its_words_and_procurement_codes(catalogue: Session) -> None:
    activity = activity_by_code(catalogue, "groenonderhoud")
    assert activity is not None
    assert activity.synonyms[:2] == ("tuinonderhoud", "gras maaien")
    assert "77310000-6" in activity.cpv_codes
    assert activity_by_code(catalogue, "raketbouw") is None


def test_all_activities_are_listed_by_label(catalogue: Session) -> None:
    labels = [item.label for item in list_activities(catalogue)]
    assert len(labels) == 38
    assert labels == sorted(labels, key=str.casefold)


def test_counts_per_activity_agree_with_what_is_found(catalogue: Session) -> None:
    for municipality in (None, "Gent"):
        counts = activities_with_counts(catalogue, municipality)
        assert [item.count for item in counts] == sorted((item.count for item in counts), reverse=True)
        for item in counts[:3]:
            assert item.count == count_enterprises(catalogue, Wanted(municipality=municipality, activity=item.code)) > 0


def test_the_municipalities_with_an_activity_come_with_their_counts(catalogue: Session) -> None:
    found = municipalities_with_activity(catalogue, "groenonderhoud", 3)
    assert len(found) == 3
    assert [item.count for item in found] == sorted((item.count for item in found), reverse=True)
    for item in found:
        assert item.count == count_enterprises(catalogue, Wanted(municipality=item.name, activity="groenonderhoud"))
    assert municipalities_with_activity(catalogue, "raketbouw", 3) == ()


def test_the_catalogue_tells_how_much_it_holds_and_since_when(catalogue: Session) -> None:
    counts = catalogue_counts(catalogue)
    assert (counts.municipalities, counts.activities, counts.enterprises, counts.events) == (304, 38, 155, 50)
    assert (counts.maatwerkbedrijven_sourced, counts.maatwerkbedrijven_inferred) == (64, 33)
    run = last_import(catalogue, ImportKind.ENTERPRISES)
    assert run is not None
    assert run.added == 155
    assert last_import(catalogue, ImportKind.EVENTS_ICS) is None
