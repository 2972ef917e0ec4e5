"""The contracts guide: procedures by value, estimated values, and what visitors' words say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from bot.guides.content import GuideError
from bot.guides.contract_words import asks, corrects, does_not_know, means_everywhere, role_in, says_who, steps_back
from bot.guides.contracts import CONTRACTS, contracts_guide, load_contracts_guide
from bot.guides.estimates import Estimate, estimate_of, read_estimate, says_with_vat
from bot.guides.validation import validate_bands
from bot.knowledge.facts import fact_base

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("29.999,99 euro", "aanvaarde-factuur"),
        ("30.000 euro", "zonder-bekendmaking"),
        ("minder dan 30.000 euro", "aanvaarde-factuur"),
        ("35k", "zonder-bekendmaking"),
        ("een goeie 30000", "zonder-bekendmaking"),
        ("139.999", "zonder-bekendmaking"),
        ("140.000 euro", "belgische-bekendmaking"),
        ("onder de 216.000 euro", "belgische-bekendmaking"),
        ("216.000", "europese-bekendmaking"),
        ("1,2 miljoen", "europese-bekendmaking"),
        ("5.404.000 euro", "boven-alle-drempels"),
    ],
)
def test_an_estimate_falls_in_its_procedure(said: str, band: str) -> None:
    estimate = read_estimate(said, asked=True)
    assert estimate is not None
    assert contracts_guide().band_of(estimate).id == band


@pytest.mark.parametrize("text", ["veel", "geen idee", "0 euro", "", "een paar duizend"])
def test_what_is_no_amount_is_no_estimate(text: str) -> None:
    assert read_estimate(text, asked=True) is None


def test_a_bare_small_number_is_an_amount_only_when_one_was_asked_for() -> None:
    assert read_estimate("9000", asked=True) == Estimate(Decimal(9000))
    assert read_estimate("9000", asked=False) is None


@pytest.mark.parametrize("estimate", [Estimate(Decimal(35000)), Estimate(Decimal("12.50")), Estimate(Decimal(9), True)])
def test_an_estimate_survives_its_slot(estimate: Estimate) -> None:
    assert estimate_of(estimate.as_slot()) == estimate


@pytest.mark.parametrize("slot", [None, "", "unknown", "aanvaarde-factuur", "-5", "NaN", "<", "Infinity"])
def test_another_slot_holds_no_estimate(slot: str | None) -> None:
    assert estimate_of(slot) is None


@pytest.mark.parametrize(
    ("euro", "shown"), [("35000", "35.000"), ("1250.5", "1.250,50"), ("1200000.0", "1.200.000"), ("999", "999")]
)
def test_an_estimate_is_shown_in_the_dutch_way(euro: str, shown: str) -> None:
    assert Estimate(Decimal(euro)).in_words() == shown


@pytest.mark.parametrize(
    "text", ["36.300 euro inclusief btw", "30k incl. btw", "25.000 met btw", "btw inbegrepen 9.000"]
)
def test_an_amount_with_vat_is_noticed(text: str) -> None:
    assert says_with_vat(text)


@pytest.mark.parametrize("text", ["30.000 euro exclusief btw", "30k zonder btw", "30.000"])
def test_an_amount_without_vat_is_taken(text: str) -> None:
    assert not says_with_vat(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("wij zijn een gemeente", "government"),
        ("Stad Gent", "government"),
        ("lokaal bestuur", "government"),
        ("ik werk voor een intercommunale", "government"),
        ("een kmo", "company"),
        ("Privé-bedrijf", "company"),
        ("wij zijn een maatwerkbedrijf", "bidder"),
        ("sociale onderneming die wil meedingen", "bidder"),
        ("kringwinkel", "bidder"),
        ("1", "government"),
        ("2", "company"),
        ("3", "bidder"),
        ("xqz", None),
        ("12", None),
    ],
)
def test_a_role_is_read_from_words(text: str, role: str | None) -> None:
    assert role_in(text) == role


@pytest.mark.parametrize(
    "text", ["wat is een enclave", "en hoeveel is dat?", "zoek een wasserij", "kan dat in Gent ook nog?"]
)
def test_a_question_is_no_answer(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text", ["Gent?", "een gemeente?", "35.000 euro", "groenonderhoud", '/contract_answer{"a": "b"}']
)
def test_a_few_words_with_a_question_mark_still_answer(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize("text", ["weet ik niet", "Kweet het nie", "geen idee", "nog niet bekend", "maakt niet uit"])
def test_not_knowing_is_understood(text: str) -> None:
    assert does_not_know(text)


def test_everywhere_and_a_step_back_are_understood() -> None:
    assert means_everywhere("heel Vlaanderen")
    assert not means_everywhere("Oost-Vlaanderen")
    assert steps_back("vorige vraag")
    assert not steps_back("de vorige vraag was beter")
    assert says_who("wij zijn een stad")
    assert not says_who("een stad")


GENT = [{"entity": "municipality", "value": "Gent"}]


@pytest.mark.parametrize(
    ("text", "intent", "entities"),
    [
        ("nee, 80.000 euro", "deny", []),
        ("80.000 euro", "nlu_fallback", []),
        ("toch in Gent", "find_enterprise", GENT),
        ("Gent", "nlu_fallback", GENT),
        ("nee, wij zijn een bedrijf", "nlu_fallback", []),
        ("toch is het bedrag ondertussen verhoogd naar 90.000 euro", "faq", []),
    ],
)
def test_a_correction_after_the_result_is_recognised(text: str, intent: str, entities: list[dict[str, str]]) -> None:
    assert corrects(text, intent, entities)


@pytest.mark.parametrize(
    ("text", "intent", "entities"),
    [
        ("wat is een perceel?", "faq", []),
        ("dank je", "thank", []),
        ("nee", "deny", []),
        ("wie doet er groenonderhoud in Gent?", "find_enterprise", GENT),
        ("de gemeente Gent heeft een mooi beleid over de sociale economie", "faq", GENT),
        ('/contract_answer{"contract_place": "Gent"}', "contract_answer", GENT),
        ("", "", []),
    ],
)
def test_what_is_no_correction_is_left_to_the_rules(text: str, intent: str, entities: list[dict[str, str]]) -> None:
    assert not corrects(text, intent, entities)


def test_every_limit_stands_in_its_fact_and_still_holds() -> None:
    assert list(validate_bands(contracts_guide().bands, fact_base(), TODAY)) == []


def test_a_limit_that_its_fact_does_not_state_is_found() -> None:
    band = contracts_guide().bands[0].copy(update={"below": 31_000})
    (finding,) = validate_bands([band], fact_base(), TODAY)
    assert finding.level == "fout"
    assert "31.000" in finding.text


def test_a_limit_whose_time_has_passed_is_found() -> None:
    findings = list(validate_bands(contracts_guide().bands, fact_base(), dt.date(2028, 1, 1)))
    assert {finding.level for finding in findings} == {"let op"}
    assert {finding.topic for finding in findings} == {
        "contracts/zonder-bekendmaking",
        "contracts/belgische-bekendmaking",
        "contracts/europese-bekendmaking",
    }


def test_a_limit_on_a_replaced_fact_is_an_error() -> None:
    band = contracts_guide().bands[0].copy(update={"below": 143_000, "facts": ("ozvb-grens-2024-2025",)})
    assert [finding.level for finding in validate_bands([band], fact_base(), TODAY)] == ["fout"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("    below: 30000\n", "", "below"),
        ("    below: 30000\n", "    below: 300000\n", "van klein naar groot"),
        ("  - id: hulp\n", "  - id: iets\n", "bestaat niet"),
        ("alternatieven, werk, hulp]", "alternatieven, werk]", "niemand"),
        ("  company: [", "  bedrijf: [", "company"),
        ("  - id: hulp\n", "  - id: wat\n", "twee keer"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(tmp_path: Path, before: str, after: str, problem: str) -> None:
    content = CONTRACTS.read_text(encoding="utf-8")
    assert before in content
    path = tmp_path / "contracts.yml"
    path.write_text(content.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(GuideError, match=problem):
        load_contracts_guide(path)
