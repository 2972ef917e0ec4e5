"""Personal data is found in every spelling, and what only looks like it is left alone."""

from __future__ import annotations

import pytest

from bot.privacy import PLACEHOLDER, mask


@pytest.mark.parametrize(
    "number",
    ["85.07.30-033.28", "85.07.30-033 28", "850730-033.28", "85 07 30 033 28", "85073003328", "17.07.30-033.84"],
)
def test_a_rijksregisternummer_of_either_century_is_replaced(number: str) -> None:
    text, kinds = mask(f"mijn nummer is {number}.")
    assert text == "mijn nummer is <rijksregisternummer>."
    assert kinds == ("rijksregisternummer",)


def test_a_bis_number_is_replaced() -> None:
    assert mask("85.47.30-033.17")[1] == ("rijksregisternummer",)


@pytest.mark.parametrize("number", ["85.07.30-033.29", "85.13.30-033.28", "85.07.32-033.28"])
def test_eleven_digits_that_are_no_rijksregisternummer_are_not_called_so(number: str) -> None:
    assert "rijksregisternummer" not in mask(number)[1]


@pytest.mark.parametrize(
    "number",
    [
        "BE68 5390 0754 7034",
        "BE68539007547034",
        "be68 5390 0754 7034",
        "BE68-5390-0754-7034",
        "BE68.5390.0754.7034",
        "NL91 ABNA 0417 1643 00",
        "FR14 2004 1010 0505 0001 3M02 606",
        "DE89370400440532013000",
    ],
)
def test_an_iban_is_replaced(number: str) -> None:
    assert mask(f"stort op {number}, dank je") == ("stort op <rekeningnummer>, dank je", ("rekeningnummer",))


@pytest.mark.parametrize("rest", ["is mijn rekening", "graag", "op 12 mei", "2024 euro"])
def test_an_iban_is_found_whatever_words_follow_it(rest: str) -> None:
    assert mask(f"BE68 5390 0754 7034 {rest}")[0] == f"<rekeningnummer> {rest}"


def test_an_account_number_with_wrong_check_digits_is_left_alone() -> None:
    assert mask("BE68 5390 0754 7035")[1] == ()


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "378282246310005"]
)
def test_a_bank_card_is_replaced(number: str) -> None:
    assert mask(f"kaart {number} 12/27") == ("kaart <kaartnummer> 12/27", ("kaartnummer",))


def test_a_card_number_with_a_wrong_check_digit_is_left_alone() -> None:
    assert mask("4111 1111 1111 1112")[1] == ()


@pytest.mark.parametrize(
    "number",
    [
        "0470 12 34 56",
        "0470/12.34.56",
        "0470/12 34 56",
        "0470-12-34-56",
        "0470 123 456",
        "0470123456",
        "+32 470 12 34 56",
        "+32470123456",
        "0032 470 12 34 56",
        "+32 (0)470 12 34 56",
        "09 234 56 78",
        "09/234.56.78",
        "(09) 234 56 78",
        "011/22.33.44",
        "+32 (0)9 234 56 78",
        "0800 12 345",
    ],
)
def test_a_telephone_number_is_replaced_in_every_spelling(number: str) -> None:
    assert mask(f"bel {number}!") == ("bel <telefoonnummer>!", ("telefoonnummer",))


def test_a_mobile_number_with_the_check_digits_of_an_enterprise_is_still_a_telephone() -> None:
    assert mask("bel 0470 12 34 65")[0] == "bel <telefoonnummer>"


@pytest.mark.parametrize("rest", ["20 personen", "12", "of 2 uur later"])
def test_a_telephone_number_is_found_whatever_number_follows_it(rest: str) -> None:
    assert mask(f"0470 12 34 56 {rest}")[0] == f"<telefoonnummer> {rest}"


def test_two_telephone_numbers_in_a_row_are_both_replaced() -> None:
    assert mask("0470 12 34 56 09 234 56 78")[0] == "<telefoonnummer> <telefoonnummer>"


def test_a_telephone_number_behind_a_date_is_replaced_and_the_date_stays() -> None:
    assert mask("op 01/02/2023 09 234 56 78")[0] == "op 01/02/2023 <telefoonnummer>"


@pytest.mark.parametrize("address", ["jan@voorbeeld.be", "Jan.Peeters+werk@sub.voorbeeld.co.uk", "a_b@x-y.be"])
def test_a_mail_address_is_replaced(address: str) -> None:
    assert mask(f"mail {address}, graag") == ("mail <e-mailadres>, graag", ("e-mailadres",))


@pytest.mark.parametrize(
    "text",
    [
        "op 01/02/2023",
        "op 01/02/2023 14:30",
        "op 01/02/2023 14 uur",
        "van 01/01/2019 31/12/2023",
        "03.05.2024",
        "12-03-2024",
        "2024-03-12",
        "op 3 mei 2024 om 9.30 uur",
    ],
)
def test_dates_and_hours_are_left_alone(text: str) -> None:
    assert mask(text) == (text, ())


@pytest.mark.parametrize("text", ["€ 1.234.567,89", "1.000.000 euro", "0,5 procent", "25 000 000", "12.500 vte"])
def test_amounts_are_left_alone(text: str) -> None:
    assert mask(text) == (text, ())


@pytest.mark.parametrize("text", ["9000 Gent", "2000 2018 2020 2030", "B-9000", "2023 2024 2025 2026"])
def test_postcodes_and_years_are_left_alone(text: str) -> None:
    assert mask(text) == (text, ())


@pytest.mark.parametrize("number", ["0403.170.701", "BE 0403.170.701", "BE0403170701", "0403 170 701", "0403170701"])
def test_enterprise_numbers_are_left_alone(number: str) -> None:
    assert mask(f"onderneming {number}") == (f"onderneming {number}", ())


@pytest.mark.parametrize("text", ["", "bel 1700", "CPV 98393000-4", "ISBN 978-90-5583-123-4", "@socialeeconomie"])
def test_other_numbers_and_signs_are_left_alone(text: str) -> None:
    assert mask(text) == (text, ())


def test_every_kind_is_told_once_in_one_message() -> None:
    text, kinds = mask("jan@a.be, an@b.be, 0470 12 34 56 en BE68 5390 0754 7034")
    assert text == "<e-mailadres>, <e-mailadres>, <telefoonnummer> en <rekeningnummer>"
    assert kinds == ("e-mailadres", "rekeningnummer", "telefoonnummer")


def test_a_masked_text_stays_as_it_is_and_shows_that_it_was_masked() -> None:
    once, _ = mask("bel 0470 12 34 56")
    assert mask(once) == (once, ())
    assert PLACEHOLDER.search(once)


@pytest.mark.parametrize("number", ["85-07-30-033-28", "85/07/30-033.28", "85.07.30 033 28", "85073003328"])
def test_a_national_number_is_replaced_whole_whatever_separates_it(number: str) -> None:
    assert mask(f"ik ben {number} ok") == ("ik ben <rijksregisternummer> ok", ("rijksregisternummer",))


def test_an_address_with_spaces_around_its_sign_is_replaced() -> None:
    assert mask("jan @ voorbeeld.be") == ("<e-mailadres>", ("e-mailadres",))
