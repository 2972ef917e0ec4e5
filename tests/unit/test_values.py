"""Amounts and days are entities with a computed value and the visitor's own words."""

from __future__ import annotations

import datetime as dt

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.values import ValueEntityExtractor

TODAY = dt.date(2026, 11, 24)


def found(text: str) -> list[tuple[str, str, str]]:
    message = Message.build(text)
    ValueEntityExtractor(lambda: TODAY).process([message])
    return [(e["entity"], text[e["start"] : e["end"]], e["value"]) for e in message.get("entities") or []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een opdracht van 35.000 euro voor groen", [("amount", "35.000 euro", "35000")]),
        ("evenementen volgende maand", [("date", "volgende maand", "2026-12-01/2026-12-31")]),
        ("op 14 februari in gent", [("date", "14 februari", "2027-02-14/2027-02-14")]),
        ("vanaf 1 maart 2027", [("date", "vanaf 1 maart 2027", "2027-03-01/..")]),
    ],
)
def test_the_value_is_computed_and_the_words_are_kept(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["wat is een maatwerkbedrijf", "kringwinkel in 9000 gent", "/faq/x 35.000 euro", ""])
def test_other_numbers_and_payloads_have_no_values(text: str) -> None:
    assert found(text) == []


def test_entities_of_other_extractors_stay() -> None:
    message = Message.build("35.000 euro in gent")
    message.set("entities", [{"entity": "municipality", "value": "Gent"}])
    ValueEntityExtractor(lambda: TODAY).process([message])
    assert [e["entity"] for e in message.get("entities")] == ["municipality", "amount"]


def test_any_input_is_survived() -> None:
    for text in ("9" * 500, "€" * 500, "1/1/1/1/1", "31 februari", "\x00", "ﬁ 3 maart İ"):
        found(text)
