"""Looking up enterprises by place, activity and name."""

from __future__ import annotations

import pytest

from actions.enterprises import PAGE, ActionFindEnterprises

FIND = ActionFindEnterprises()


@pytest.mark.usefixtures("database")
def test_a_place_gives_the_enterprises_there(run) -> None:
    outcome = run(FIND, "wat is er in turnhout", municipality="Turnhout")
    assert outcome.responses == ["utter_enterprises_in_place"]
    assert {card["municipality"] for card in outcome.cards} == {"Turnhout"}
    assert len(outcome.cards) == 4
    assert "**4** in onze lijst voor **Turnhout**" in outcome.text


@pytest.mark.usefixtures("database")
def test_an_activity_is_named_in_words(run) -> None:
    outcome = run(FIND, "wie doet groenonderhoud", activity="groenonderhoud")
    assert outcome.responses[0] == "utter_enterprises_of_activity"
    assert "**35** in onze lijst voor **Groenonderhoud en tuinaanleg**" in outcome.text
    assert all("Groenonderhoud en tuinaanleg" in card["activities"] for card in outcome.cards)


@pytest.mark.usefixtures("database")
def test_place_and_activity_together_narrow_the_search(run) -> None:
    outcome = run(FIND, "tuin in turnhout", municipality="Turnhout", activity="groenonderhoud")
    assert outcome.responses == ["utter_enterprises_of_activity_in_place"]
    assert len(outcome.cards) == 2
    assert outcome.buttons == {}


@pytest.mark.usefixtures("database")
def test_a_search_is_remembered_for_the_next_message(run) -> None:
    outcome = run(FIND, "tuin in turnhout", municipality="Turnhout", activity="groenonderhoud")
    assert outcome.slots == {"municipality": "Turnhout", "activity": "groenonderhoud"}


@pytest.mark.usefixtures("database")
def test_a_card_has_all_that_the_contract_promises(run) -> None:
    (card,) = run(FIND, "a-kwadraat", enterprise="A-kwadraat").cards
    assert card["kind"] == "enterprise"
    assert (card["name"], card["municipality"], card["postcode"]) == ("A-kwadraat", "Turnhout", "2300")
    assert (card["recognition"], card["recognition_certainty"]) == ("maatwerkbedrijf", "sourced")
    assert card["former_recognition"] == "beschutte werkplaats"
    assert card["website"] == "https://www.a-kwadraat.be"
    assert card["source_url"].startswith("https://")
    assert len(card["checked"]) == len("2026-11-23")


@pytest.mark.usefixtures("database")
def test_a_name_gives_that_enterprise_whatever_its_case(run) -> None:
    outcome = run(FIND, "wat doet 3WPLUS", enterprise="3WPLUS")
    assert outcome.responses == ["utter_enterprises_by_name"]
    assert outcome.names == ["3Wplus"]
    assert outcome.slots == {}


@pytest.mark.usefixtures("database")
def test_an_inferred_recognition_comes_with_a_warning(run) -> None:
    assert run(FIND, "ateljee", enterprise="Ateljee").responses[-1] == "utter_enterprises_inferred"


@pytest.mark.usefixtures("database")
def test_a_name_with_an_activity_is_a_search_for_that_activity(run) -> None:
    outcome = run(FIND, "zoiets als ateljee voor tuinen", enterprise="Ateljee", activity="groenonderhoud")
    assert outcome.responses[0] == "utter_enterprises_of_activity"


@pytest.mark.usefixtures("database")
def test_an_unknown_name_asks_for_a_place_or_an_activity(run) -> None:
    assert run(FIND, "de onbestaande", enterprise="De Onbestaande").responses == ["utter_ask_place_or_activity"]


@pytest.mark.usefixtures("database")
def test_without_place_or_activity_the_most_common_activities_are_offered(run) -> None:
    outcome = run(FIND, "zoek een onderneming")
    assert outcome.responses == ["utter_ask_place_or_activity"]
    assert len(outcome.buttons) == 6
    title, payload = next(iter(outcome.buttons.items()))
    assert title == "Groenonderhoud en tuinaanleg (35)"
    assert payload == '/find_enterprise{"activity": "groenonderhoud"}'


@pytest.mark.usefixtures("database")
def test_many_results_come_in_pages_until_there_are_no_more(run) -> None:
    seen: list[str] = []
    outcome = run(FIND, "in gent", municipality="Gent")
    assert len(outcome.cards) == PAGE
    assert outcome.buttons == {"Toon meer (14)": '/find_enterprise{"municipality": "Gent", "offset": "5"}'}
    for offset in range(0, 20, PAGE):
        outcome = run(FIND, "/find_enterprise", municipality="Gent", offset=str(offset))
        seen += outcome.names
    assert outcome.buttons == {}
    assert len(seen) == len(set(seen)) == 19


@pytest.mark.usefixtures("database")
def test_an_offset_that_is_no_number_starts_at_the_beginning(run) -> None:
    first = run(FIND, "/find_enterprise", municipality="Gent").names
    assert run(FIND, "/find_enterprise", municipality="Gent", offset="vijf").names == first


@pytest.mark.usefixtures("database")
def test_nothing_found_is_said_with_wider_searches_that_do_have_results(run) -> None:
    outcome = run(FIND, "tuin in aalst", municipality="Aalst", activity="groenonderhoud")
    assert outcome.responses == ["utter_no_enterprises_of_activity_in_place"]
    assert "niets voor **Groenonderhoud en tuinaanleg** in **Aalst**" in outcome.text
    assert outcome.cards == []
    assert outcome.buttons == {
        "Groenonderhoud en tuinaanleg in heel Vlaanderen en Brussel (35)": (
            '/find_enterprise{"activity": "groenonderhoud"}'
        ),
        "Alle ondernemingen in Aalst (2)": '/find_enterprise{"municipality": "Aalst"}',
    }


@pytest.mark.usefixtures("database")
def test_a_place_without_enterprises_offers_the_common_activities(run) -> None:
    outcome = run(FIND, "iets in herstappe", municipality="Herstappe")
    assert outcome.responses == ["utter_no_enterprises_in_place"]
    assert len(outcome.buttons) == 6


@pytest.mark.usefixtures("database")
def test_a_short_follow_up_keeps_what_it_does_not_name(run) -> None:
    slots = {"municipality": "Aalst", "activity": "groenonderhoud"}
    outcome = run(FIND, "en in turnhout?", slots, municipality="Turnhout")
    assert outcome.slots == {"municipality": "Turnhout", "activity": "groenonderhoud"}
    outcome = run(FIND, "en een kringwinkel?", slots, activity="kringloop")
    assert outcome.slots == {"municipality": "Aalst", "activity": "kringloop"}


@pytest.mark.usefixtures("database")
def test_a_whole_new_question_forgets_the_search_before_it(run) -> None:
    slots = {"municipality": "Aalst", "activity": "groenonderhoud"}
    outcome = run(FIND, "welke sociale ondernemingen zijn er in turnhout", slots, municipality="Turnhout")
    assert outcome.slots == {"municipality": "Turnhout", "activity": None}


@pytest.mark.usefixtures("database")
def test_a_button_searches_exactly_what_it_says(run) -> None:
    slots = {"municipality": "Aalst", "activity": "groenonderhoud"}
    outcome = run(FIND, '/find_enterprise{"municipality":"Aalst"}', slots, municipality="Aalst")
    assert outcome.responses == ["utter_enterprises_in_place"]


@pytest.mark.usefixtures("database")
def test_a_short_question_that_names_nothing_does_not_repeat_the_search(run) -> None:
    assert run(FIND, "zoek een onderneming", {"municipality": "Gent"}).responses == ["utter_ask_place_or_activity"]


@pytest.mark.usefixtures("broken_database")
def test_when_the_database_is_gone_the_visitor_is_told_and_slots_stay(run) -> None:
    outcome = run(FIND, "in gent", municipality="Gent")
    assert outcome.responses == ["utter_look_up_failed"]
    assert outcome.slots == {}
