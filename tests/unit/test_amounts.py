"""Amounts of money in messages."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from bot.nlu.amounts import find_amounts, number_of, parse_amount


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("35.000 euro", "35000"),
        ("35 000 euro", "35000"),
        ("35000", "35000"),
        ("€ 143.000", "143000"),
        ("€143.000,50", "143000.50"),
        ("143.000 EUR excl. btw", "143000"),
        ("30.000,- euro", "30000"),
        ("35k", "35000"),
        ("35 K", "35000"),
        ("2,5k", "2500"),
        ("35k€", "35000"),
        ("35,000 euro", "35000"),
        ("1,2 miljoen", "1200000"),
        ("1.2 miljoen euro", "1200000"),
        ("1.250.000", "1250000"),
        ("1,25 mio", "1250000"),
        ("5,4 mln", "5400000"),
        ("een goeie 30000", "30000"),
        ("ongeveer 5000 denk ik", "5000"),
        ("30 duizend", "30000"),
        ("dertigduizend euro", "30000"),
        ("vijfendertigduizend", "35000"),
        ("drieëntwintigduizend euro", "23000"),
        ("honderdvijftigduizend", "150000"),
        ("duizend euro", "1000"),
        ("een half miljoen", "500000"),
        ("anderhalf miljoen euro", "1500000"),
        ("twee miljoen", "2000000"),
        ("tussen 20.000 en 30.000 euro", "30000"),
        ("niet 50.000 maar 30.000 euro", "30000"),
        ("nee, geen 50k maar 30k", "30000"),
        ("0 euro", "0"),
        ("in 2026 zal het 40.000 euro zijn", "40000"),
        ("voor 12 personen is dat 8.000 euro", "8000"),
    ],
)
def test_an_amount_is_read_as_euro(text: str, euro: str) -> None:
    assert parse_amount(text) == Decimal(euro)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen idee",
        "veel",
        "50 %",
        "12 personen",
        "20 vte",
        "0475 12 34 56",
        "0406.668.540",
        "12/05/2026",
        "duizend keer dank",
        "een of twee",
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een opdracht van 35.000 euro in Gent", ["35.000 euro"]),
        ("mag dat boven € 143.000?", ["€ 143.000"]),
        ("tussen 20k en 1,2 miljoen euro", ["20k", "1,2 miljoen euro"]),
        ("coöperatie met 25000 kapitaal", ["25000"]),
        ("tachtigduizend euro per jaar", ["tachtigduizend euro"]),
    ],
)
def test_amounts_in_running_text_keep_their_place(text: str, said: list[str]) -> None:
    assert [text[amount.start : amount.end] for amount in find_amounts(text)] == said


@pytest.mark.parametrize(
    "text", ["werk in 9000 Gent", "sinds 2024", "5 maatwerkbedrijven", "artikel 15", "100 werknemers", "een m of twee"]
)
def test_postcodes_years_and_counts_are_no_amounts_in_running_text(text: str) -> None:
    assert find_amounts(text) == []


def test_a_range_gives_both_ends_in_running_text() -> None:
    assert [int(amount.value) for amount in find_amounts("van 10.000 tot 20.000 euro")] == [10_000, 20_000]


@pytest.mark.parametrize(
    ("word", "number"),
    [("negenennegentig", 99), ("honderdeneen", 101), ("tweehonderd", 200), ("elfduizendvijfhonderd", 11_500)],
)
def test_numbers_in_words_are_read(word: str, number: int) -> None:
    assert number_of(word) == number


@pytest.mark.parametrize("word", ["eenden", "boom", "duizendpoot", "honderdje"])
def test_words_that_only_look_like_numbers_are_none(word: str) -> None:
    assert number_of(word) is None


def test_no_text_at_all_makes_the_reading_fail() -> None:
    chance = random.Random(5)
    alphabet = "0123456789.,€ kKm½²eurodmiljn\u0301\u2028-%/'ïİß𝟙"
    for _ in range(2_000):
        text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(60)))
        for amount in find_amounts(text):
            assert 0 <= amount.start < amount.end <= len(text)
        parse_amount(text)
