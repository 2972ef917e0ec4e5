"""One spelling for the classifier, whatever the visitor typed."""

from __future__ import annotations

import pytest

from bot.nlu.normalization import MAX_CHARACTERS, fold, normalize


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Coöperatie", "cooperatie"),
        ("cao’s", "cao's"),
        ("„woord”", '"woord"'),
        ("2019–2023", "2019-2023"),
        ("İstanbul", "istanbul"),
        ("ÉÉN", "een"),
    ],
)
def test_folding_leaves_plain_lower_case_letters(typed: str, read: str) -> None:
    assert fold(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ge moet da nie doen", "je moet dat niet doen"),
        ("hoe kunde nen job krijgen", "hoe kun je een job krijgen"),
        ("'n loon", "een loon"),
        ("zo'n bedrijf", "zo een bedrijf"),
    ],
)
def test_everyday_flemish_becomes_standard_dutch(typed: str, read: str) -> None:
    assert normalize(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("MWB", "maatwerkbedrijf"),
        ("imw of cmw", "individueel maatwerk of collectief maatwerk"),
        ("subs", "subsidies"),
        ("v.z.w.", "vzw"),
        ("v.z.w", "vzw"),
        ("het p.c. 327", "het paritair comite 327"),
        ("soc. ec.", "sociale economie"),
    ],
)
def test_abbreviations_are_written_out(typed: str, read: str) -> None:
    assert normalize(typed) == read


def test_an_abbreviation_keeps_its_letters_beside_its_words() -> None:
    assert normalize("lde") == "lokale diensteneconomie lde"


def test_a_colloquial_word_may_lead_to_an_abbreviation_only_once() -> None:
    assert normalize("ma pc") == "maar paritair comite"


def test_people_are_named_with_respect() -> None:
    assert normalize("werk voor gehandicapten") == "werk voor personen met een arbeidsbeperking"


def test_a_letter_is_repeated_at_most_twice() -> None:
    assert normalize("heeeeel goeeed") == "heel goeed"


def test_meaningful_signs_are_words_and_others_go() -> None:
    assert normalize("kost het 5% of €10?! (echt; waar…)") == "kost het 5 % of € 10 ? ! echt waar"


def test_a_text_without_words_is_empty() -> None:
    assert normalize(" ... ") == ""
    assert normalize("你好") == ""


def test_what_was_normalised_stays_as_it_is() -> None:
    once = normalize("Wa verdient ne MWB’er, v.z.w. of niet?")
    assert normalize(once) == once


def test_no_more_than_the_limit_is_read() -> None:
    words = "ja " * MAX_CHARACTERS
    assert len(normalize(words)) <= MAX_CHARACTERS
    assert "einde" not in normalize(words + "einde")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wa verdiende ge daar", "wat verdien je daar"), ("werkte gij ook", "werk je ook"), ("wilde ge da", "wil je dat")],
)
def test_a_flemish_verb_that_repeats_its_subject_is_a_plain_verb(typed: str, meant: str) -> None:
    assert normalize(typed) == meant


def test_a_verb_in_the_past_stays_so() -> None:
    assert normalize("hij werkte gewoon mee") == "hij werkte gewoon mee"
