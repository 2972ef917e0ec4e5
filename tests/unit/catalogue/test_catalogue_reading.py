"""Reading the files, without any database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue.codes import Certainty
from bot.catalogue.importers import (
    RejectedFile,
    read_activities,
    read_enterprises,
    read_events_csv,
    read_municipalities,
)
from bot.catalogue.importers.activities import parse_activities
from bot.catalogue.importers.enterprises import parse_enterprises
from bot.catalogue.importers.events_csv import parse_events_csv
from bot.catalogue.importers.municipalities import parse_municipalities
from bot.paths import CATALOGUE

Edit = Callable[[Path, str, str], None]


def test_the_files_of_the_product_are_sound() -> None:
    assert len(read_municipalities(CATALOGUE / "gemeenten.csv")) == 304
    assert len(read_activities(CATALOGUE / "activities.csv")) == 38
    sources = CATALOGUE / "ondernemingen_bronnen.csv"
    assert len(read_enterprises(CATALOGUE / "ondernemingen.csv", sources)) == 155
    assert len(read_events_csv(CATALOGUE / "evenementen.csv")) == 50


def test_a_municipality_tells_its_postcodes_and_former_names() -> None:
    rows = {row.name: row for row in read_municipalities(CATALOGUE / "gemeenten.csv")}
    assert rows["Antwerpen"].former_names == ("Borsbeek",)
    assert "2150" in rows["Antwerpen"].postcodes
    assert rows["Antwerpen"].line == 3


def test_the_certainty_of_a_recognition_follows_from_the_note_of_its_source() -> None:
    sources = CATALOGUE / "ondernemingen_bronnen.csv"
    rows = {row.name: row for row in read_enterprises(CATALOGUE / "ondernemingen.csv", sources)}
    assert rows["3Wplus"].certainty is Certainty.SOURCED
    assert rows["Ateljee"].certainty is Certainty.INFERRED
    assert rows["Casablanco"].certainty is Certainty.UNKNOWN


def test_only_the_start_of_a_note_makes_a_recognition_certain(folder: Path, edit: Edit) -> None:
    sources = folder / "ondernemingen_bronnen.csv"
    edit(sources, "bron: de pagina noemt het een maatwerk", "niet bevestigd; bron: een maatwerk")
    rows = {row.name: row for row in read_enterprises(folder / "ondernemingen.csv", sources)}
    assert rows["3Wplus"].certainty is Certainty.UNKNOWN


def test_without_sources_no_recognition_is_certain() -> None:
    rows = read_enterprises(CATALOGUE / "ondernemingen.csv")
    assert {row.certainty for row in rows} == {Certainty.UNKNOWN}


def test_a_source_with_two_addresses_becomes_two_sources() -> None:
    sources = CATALOGUE / "ondernemingen_bronnen.csv"
    rows = read_enterprises(CATALOGUE / "ondernemingen.csv", sources)
    addresses = [source.url for row in rows for source in row.sources if source.url]
    assert "https://w-green.be/nl/nieuws/samen-sterk" in addresses
    assert not any(" " in address for address in addresses)


def test_a_source_without_an_address_is_kept_as_a_note() -> None:
    rows = {row.title: row for row in read_events_csv(CATALOGUE / "evenementen.csv")}
    assert rows["Samenstromen"].source_url is None
    assert rows["Samenstromen"].source_note is not None
    assert rows["Samenstromen"].source_note.startswith("antwoord op een schriftelijke vraag")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("11002", "1100", 3, "geen NIS-code"),
        ("11002", "11001", 3, "staat al op regel 2"),
        ("Boechout,2530", "Boechout,253O", 4, "geen postcode"),
        ("Boom,2850,Antwerpen", "Boom,2850,Henegouwen", 5, "'Henegouwen' in 'province' is niet gekend"),
        ("Boom,2850", "Boom,", 5, "'postcodes' is leeg"),
        ("Boom,2850", "Borsbeek,2850", 3, "zelf nog een gemeente"),
        ("Boom,2850,Antwerpen,11005,", "Boom,2850,Antwerpen,11005", 5, "6 velden in plaats van 7"),
        ("51.1341,4.3868", ",4.3868", 2, "'latitude' is leeg"),
        ("51.1341,4.3868", "4.3868,51.1341", 2, "'4.3868' in 'latitude' ligt niet tussen 50.6 en 51.6"),
        ("51.1341,", "noord,", 2, "'noord' in 'latitude' is geen getal"),
        ("Boom,", '"Bo\nom",', 5, ""),
    ],
)
def test_a_wrong_municipality_is_rejected_with_its_line_and_reason(
    folder: Path, edit: Edit, old: str, new: str, line: int, reason: str
) -> None:
    path = folder / "gemeenten.csv"
    edit(path, old, new)
    parsed = parse_municipalities(path)
    if not reason:
        assert not parsed.rejections
        assert parsed.rows[4].line == 7
        return
    found = {rejection.line: rejection.reason for rejection in parsed.rejections}
    assert reason in found[line]
    assert len(parsed.rows) + len(parsed.rejections) == 304


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("natuurbeheer,", "Natuur Beheer,", "geen code"),
        ("natuurbeheer,", "groenonderhoud,", "staat al op regel 2"),
        ("77200000-2", "77200000", "geen CPV-code"),
        (";bosbeheer", ";gazon", "'gazon' in 'synonyms' staat al op regel 2"),
    ],
)
def test_a_wrong_activity_is_rejected(folder: Path, edit: Edit, old: str, new: str, reason: str) -> None:
    path = folder / "activities.csv"
    edit(path, old, new)
    (rejection,) = parse_activities(path).rejections
    assert rejection.line == 3
    assert reason in rejection.reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("0406.668.540", "0406.668.541", "controlecijfers"),
        ("0406.668.540", "0406668540", "heeft niet de vorm"),
        (
            ",maatwerkbedrijf,beschutte werkplaats,Ever",
            ",erkend,beschutte werkplaats,Ever",
            "'erkend' in 'recognition'",
        ),
        (
            ",maatwerkbedrijf,beschutte werkplaats,Ever",
            ",,beschutte werkplaats,Ever",
            "'recognition' is leeg",
        ),
        ("beschutte werkplaats,Everd", "werkplaats,Everd", "'werkplaats' in 'former_recognition'"),
        ("https://www.a-kwadraat.be", "javascript:alert(1)", "geen webadres"),
        ("2022-03,", "2022-13,", "geen jaar, maand of datum"),
        ("2022-03,2026-11-23", "2022-03,23/11/2026", "geen datum"),
        ("houtbewerking;groenonderhoud;natuur", "houtbewerking;houtbewerking;natuur", "staat twee keer"),
        ("A-kwadraat,A-kwadraat VZW", ",A-kwadraat VZW", "'name' is leeg"),
    ],
)
def test_a_wrong_enterprise_is_rejected(folder: Path, edit: Edit, old: str, new: str, reason: str) -> None:
    path = folder / "ondernemingen.csv"
    edit(path, old, new)
    (rejection,) = parse_enterprises(path).rejections
    assert (rejection.file, rejection.line) == ("ondernemingen.csv", 3)
    assert reason in rejection.reason


def test_a_source_of_an_unknown_enterprise_is_rejected(folder: Path, edit: Edit) -> None:
    sources = folder / "ondernemingen_bronnen.csv"
    edit(sources, "3Wplus,", "4Wplus,")
    (rejection,) = parse_enterprises(folder / "ondernemingen.csv", sources).rejections
    assert str(rejection).startswith("ondernemingen_bronnen.csv, regel 2: onderneming '4Wplus'")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2016-01-21T09:30:00+01:00,", "2016-01-21T09:30:00,", "tijdzone"),
        ("2016-01-21T09:30:00+01:00,", "21 januari,", "geen datum of tijdstip"),
        ("2016-01-21T17:15:00+01:00", "2016-01-21T08:15:00+01:00", "het einde valt voor het begin"),
        ("2016-01-21T17:15:00+01:00", "2016-01-21", "geen tijdstip"),
        ("sector;overheden,Studiedag", "sector;iedereen,Studiedag", "'iedereen' in 'audience'"),
        ("http://www.socialeeconomie.be/Europadag,", "socialeeconomie.be,", "geen webadres"),
        ("Europadag van de Sociale Economie", "", "'title' is leeg"),
    ],
)
def test_a_wrong_event_is_rejected(folder: Path, edit: Edit, old: str, new: str, reason: str) -> None:
    path = folder / "evenementen.csv"
    edit(path, old, new)
    (rejection,) = parse_events_csv(path).rejections
    assert rejection.line == 2
    assert reason in rejection.reason


def test_all_that_is_wrong_with_a_row_is_told_at_once(folder: Path, edit: Edit) -> None:
    path = folder / "ondernemingen.csv"
    edit(path, "0406.668.540,maatwerkbedrijf", "0406.668.541,erkend")
    (rejection,) = parse_enterprises(path).rejections
    assert "controlecijfers" in rejection.reason
    assert "'erkend'" in rejection.reason


def test_a_strict_reader_raises_with_every_rejection(folder: Path, edit: Edit) -> None:
    path = folder / "gemeenten.csv"
    edit(path, "11002", "x")
    edit(path, "11005", "y")
    with pytest.raises(RejectedFile, match=r"gemeenten\.csv, regel 3: .*") as caught:
        read_municipalities(path)
    assert [rejection.line for rejection in caught.value.rejections] == [3, 5]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kolommen ontbreken"),
        (b"name;postcodes;province;nis_code;former_names_merged\n", "met komma's gescheiden"),
        (b"name,postcodes,province,nis_code,former_names_merged,latitude,longitude,mail\n", "onbekende kolommen: mail"),
        (b"name,postcodes,province,nis_code,former_names_merged,latitude,longitude\n", "geen enkele gemeente"),
        (
            "name,postcodes,province,nis_code,former_names_merged,latitude,longitude\nCaf\u00e9".encode("latin-1"),
            "UTF-8",
        ),
        (b'name,postcodes,province,nis_code,former_names_merged,latitude,longitude\n"Boom,2850', "geen geldige CSV"),
    ],
)
def test_a_file_that_is_no_such_table_is_rejected_as_a_whole(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "gemeenten.csv"
    path.write_bytes(content)
    parsed = parse_municipalities(path)
    assert not parsed.rows
    assert reason in parsed.rejections[0].reason


def test_a_missing_file_is_a_rejection_too(tmp_path: Path) -> None:
    (rejection,) = parse_municipalities(tmp_path / "weg.csv").rejections
    assert str(rejection) == "weg.csv: het bestand bestaat niet"


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(folder: Path) -> None:
    path = folder / "gemeenten.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_municipalities(path)) == 304
