from __future__ import annotations

import pytest

from bot.catalogue import kbo
from bot.catalogue.importers.fields import as_date, is_web_address
from bot.catalogue.text import search_key


@pytest.mark.parametrize("number", ["0406.668.540", "0451.263.992", "0430.686.037"])
def test_a_real_enterprise_number_fits_its_check_digits(number: str) -> None:
    assert kbo.is_written_well(number)
    assert kbo.check_digits_fit(number)


@pytest.mark.parametrize("number", ["0406.668.541", "0406.668.450", "0460.668.540"])
def test_a_changed_or_swapped_digit_is_noticed(number: str) -> None:
    assert not kbo.check_digits_fit(number)


def test_check_digits_of_a_multiple_of_97_are_97() -> None:
    assert kbo.check_digits_fit("0000.009.797")
    assert not kbo.check_digits_fit("0000.009.700")


@pytest.mark.parametrize("number", ["0406668540", "BE 0406.668.540", "0406.668.54", "2406.668.540", ""])
def test_another_way_of_writing_is_not_accepted(number: str) -> None:
    assert not kbo.is_written_well(number)


def test_check_digits_of_something_else_are_an_error() -> None:
    with pytest.raises(ValueError, match="not an enterprise number"):
        kbo.check_digits_fit("tien cijfers")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sint niklaas", "Sint-Niklaas"),
        ("St.-Niklaas", "Sint-Niklaas"),
        ("HEIST OP DEN BERG", "Heist-op-den-Berg"),
        ("Dé Werkplaats", "de werkplaats"),
        ("’t Werkhuys", "'t Werkhuys"),
        ("  Pelt ", "Pelt"),
    ],
)
def test_case_accents_hyphens_and_apostrophes_make_no_difference(typed: str, name: str) -> None:
    assert search_key(typed) == search_key(name)


def test_different_names_stay_different() -> None:
    assert search_key("Ham") != search_key("Hamme")
    assert search_key("Stabroek") == "stabroek"


@pytest.mark.parametrize("text", ["https://www.aarova.be", "http://a.be/x?y=1;z"])
def test_web_addresses_are_recognised(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ftp://a.be", "www.a.be", "https://", "https://a.be b", "https://[x"]
)
def test_other_addresses_are_not_for_visitors(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-2-3", "23/11/2026", "20261123", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert as_date(text) is None
