"""The phrases of the catalogue's files: every way to say a place, an activity, a recognition or an enterprise."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.catalogue.codes import PROVINCES, Recognition
from bot.catalogue.importers.activities import read_activities
from bot.catalogue.importers.enterprises import read_enterprises
from bot.catalogue.importers.municipalities import read_municipalities
from bot.catalogue.importers.parts import read_parts
from bot.catalogue.importers.regions import read_regions
from bot.nlu.normalization import fold
from bot.nlu.phrases import (
    ACTIVITY,
    ENTERPRISE,
    MUNICIPALITY,
    ORGANISATION,
    PROVINCE,
    RECOGNITION,
    REGION,
    Phrase,
)
from bot.nlu.place_names import ORDINARY_PLACES
from bot.nlu.words import is_ordinary

LEGAL_FORM = re.compile(r"\b(vzw|cvso|cvba|cv|bv|nv|asbl)\b", re.IGNORECASE)
BRACKETS = re.compile(r"\s*\([^)]*\)")
BRUSSELS = PROVINCES[-1]
SHORT_NAMES = {
    "Sint-Jans-Molenbeek": ("Molenbeek",),
    "Knokke-Heist": ("Knokke",),
    "Sint-Gillis": ("Saint-Gilles",),
    "Antwerpen": ("'t Stad",),
    "Heist-op-den-Berg": ("Heist-op-de-Berg",),
    "Beveren-Kruibeke-Zwijndrecht": ("Beveren-Waas",),
}
"""What people say for a municipality that is neither its name nor that of a part."""
PROVINCE_WORDS = {
    "West-Vlaanderen": ("westvlaanderen", "west-vlaamse", "westvlaamse", "west vl", "wvl"),
    "Oost-Vlaanderen": ("oostvlaanderen", "oost-vlaamse", "oostvlaamse", "oost vl", "ovl"),
    "Vlaams-Brabant": ("vlaamsbrabant", "vlaams-brabantse", "vl brabant", "vl-brabant"),
    "Limburg": ("limburgse",),
    "Antwerpen": ("antwerpse provincie",),
    BRUSSELS: ("brussels gewest", "brusselse gewest", "gewest brussel", "hoofdstedelijk gewest"),
}
"""Other words for a province; ``Antwerpen`` alone is the city."""
RECOGNITION_WORDS = {
    Recognition.MAATWERKBEDRIJF: (
        *("maatwerkbedrijf", "maatwerkbedrijven", "maatwerkbedrijfje", "maatwerk bedrijf", "maatwerk bedrijven"),
        *("mwb", "mwb's", "maatwerkorganisatie", "maatwerkorganisaties", "beschutte werkplaats"),
        *("beschutte werkplaatsen", "sociale werkplaats", "sociale werkplaatsen", "beschermde werkplaats"),
    ),
    Recognition.MAATWERKAFDELING: ("maatwerkafdeling", "maatwerkafdelingen", "maatwerk afdeling"),
    Recognition.ERKENDE_SOCIALE_ONDERNEMING: ("erkende sociale onderneming", "erkende sociale ondernemingen"),
    Recognition.COOPERATIE: (
        *("coöperatie", "coöperaties", "coöperatieve", "coöperatief", "coöperatieven", "coöp", "burgercoöperatie"),
        *("burgercoöperaties", "coöperatieve vennootschap", "coöperatieve vennootschappen"),
        *("coöperatieve onderneming", "coöperatieve ondernemingen", "co-operatie", "co-operaties"),
    ),
    Recognition.LOKALE_DIENSTENECONOMIE: (
        *("lokale diensteneconomie", "lde", "lokale diensten economie", "lokale dienst", "lokale diensten"),
        *("lde-onderneming", "lokale diensteneconomieonderneming"),
    ),
    Recognition.ARBEIDSZORG: (
        *("arbeidszorginitiatief", "arbeidszorginitiatieven", "arbeidszorgcentrum", "arbeidszorgcentra"),
        *("arbeidszorgbedrijf", "arbeidszorgbedrijven", "arbeidszorgorganisatie", "arbeidszorgplaats"),
    ),
}
"""Names of recognitions; those of before the reform mean what took their place."""
WHERE_PEOPLE_ARE = frozenset({"wonen"})
"""Words of the vocabulary that mostly say where somebody is: "wij wonen in Lier"."""


def catalogue_phrases(folder: Path) -> list[Phrase]:
    """The phrases of all files of the catalogue in ``folder``; of two with the same words the first is meant."""
    return [*_places(folder), *_recognitions(), *_activities(folder), *_enterprises(folder), *_organisations(folder)]


def _places(folder: Path) -> Iterator[Phrase]:
    current: dict[str, str] = {}
    for place in read_municipalities(folder / "gemeenten.csv"):
        current |= dict.fromkeys((place.name, *place.former_names), place.name)
        for name in (place.name, *place.former_names, *SHORT_NAMES.get(place.name, ())):
            yield Phrase(MUNICIPALITY, place.name, name, fold(name) in ORDINARY_PLACES)
        for postcode in place.postcodes:
            yield Phrase(MUNICIPALITY, place.name, postcode)
    for province in PROVINCES:
        for name in (province, f"provincie {province}", *PROVINCE_WORDS[province]):
            yield Phrase(PROVINCE, province, name)
    for region in read_regions(folder / "streken.csv"):
        for name in (region.name, *region.other_names):
            yield Phrase(REGION, region.name, name, is_ordinary(name))
    for part in sorted(read_parts(folder / "deelgemeenten.csv"), key=lambda part: -part.inhabitants):
        municipality = current.get(part.municipality, part.municipality)
        yield Phrase(MUNICIPALITY, municipality, part.name, is_ordinary(part.name))


def _recognitions() -> Iterator[Phrase]:
    for recognition, texts in RECOGNITION_WORDS.items():
        for text in texts:
            yield Phrase(RECOGNITION, recognition.value, text)


def _activities(folder: Path) -> Iterator[Phrase]:
    for activity in read_activities(folder / "activities.csv"):
        texts = (activity.label, *activity.synonyms, activity.code.replace("-", " "), *_label_parts(activity.label))
        for text in texts:
            if text in WHERE_PEOPLE_ARE:
                continue
            yield Phrase(ACTIVITY, activity.code, text)


def _enterprises(folder: Path) -> Iterator[Phrase]:
    enterprises = read_enterprises(folder / "ondernemingen.csv", folder / "ondernemingen_bronnen.csv")
    for enterprise in enterprises:
        known = {BRACKETS.sub("", enterprise.name), enterprise.name}
        if enterprise.legal_name:
            known.add(" ".join(LEGAL_FORM.sub("", enterprise.legal_name).split()))
        for name in sorted(known):
            if len(name) > 2:
                yield Phrase(ENTERPRISE, enterprise.name, name, is_ordinary(name))
    for group in _shared_beginnings([enterprise.name for enterprise in enterprises]):
        yield Phrase(ENTERPRISE, group, group)


def _organisations(folder: Path) -> Iterator[Phrase]:
    with (folder / "organisaties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *filter(None, row["other_names"].split(";"))):
                yield Phrase(ORGANISATION, row["name"], name)


def _shared_beginnings(names: Iterable[str]) -> list[str]:
    """Two words that several longer names begin with: ``Groep INTRO``; a shop chain is no name but an activity."""
    beginnings = Counter(" ".join(name.split()[:2]) for name in names if len(name.split()) > 2)
    return [words for words, count in beginnings.items() if count > 1 and "kringwinkel" not in fold(words)]


def _label_parts(label: str) -> list[str]:
    """Single words that say what a label is: ``Drukwerk, grafische afwerking en mailing`` -> drukwerk, mailing."""
    parts = re.split(r",| en ", BRACKETS.sub("", label))
    return [
        part.strip()
        for part in parts
        if len(part.split()) == 1 and not part.strip().endswith("-") and len(part.strip()) > 4
    ]
