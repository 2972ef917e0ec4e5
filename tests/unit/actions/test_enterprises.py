"""Looking up enterprises by place, work, recognition and name, and going on with the list."""

from __future__ import annotations

import pytest

from actions.enterprises import PAGE, ActionFindEnterprises

FIND = ActionFindEnterprises()
GREEN = "Groenonderhoud en tuinaanleg"


@pytest.fixture
def find(talk):
    return talk(FIND)


def test_a_place_gives_the_enterprises_there(find) -> None:
    outcome = find.say("wat is er in turnhout")
    assert outcome.responses == ["utter_enterprises_found"]
    assert [card["municipality"] for card in outcome.cards] == ["Turnhout"] * 4
    assert {(card["latitude"], card["longitude"]) for card in outcome.cards} == {(51.3225, 4.9447)}
    assert "**4** in onze lijst voor **sociale ondernemingen** in **Turnhout**" in outcome.text


def test_an_activity_is_named_in_words_and_provinces_narrow_it(find) -> None:
    outcome = find.say("wie doet groenonderhoud")
    assert f"**35** in onze lijst voor **{GREEN}**" in outcome.text
    assert all(GREEN in card["activities"] for card in outcome.cards)
    assert "Toon meer (30)" in outcome.buttons
    assert "In de provincie Antwerpen (8)" in outcome.buttons
    assert find.press("provincie Antwerpen").text.startswith(f"**8** in onze lijst voor **{GREEN}** in de provincie")


def test_place_work_and_recognition_in_one_sentence_narrow_the_search(find) -> None:
    outcome = find.say("welke maatwerkbedrijven doen groenonderhoud in West-Vlaanderen?")
    assert "**7**" in outcome.text
    assert {card["recognition"] for card in outcome.cards} == {"maatwerkbedrijf"}
    assert {card["province"] for card in outcome.cards} == {"West-Vlaanderen"}


def test_nearby_means_within_25_kilometres_the_nearest_first(find) -> None:
    outcome = find.say("wie doet er groenonderhoud in de buurt van Turnhout?")
    distances = [card["distance"] for card in outcome.cards]
    assert outcome.responses == ["utter_enterprises_near"]
    assert distances == sorted(distances)
    assert distances[-1] <= 25
    assert "binnen 25 km van **Turnhout**" in outcome.text


def test_a_region_is_searched_around_its_centres(find) -> None:
    outcome = find.say("groenonderhoud in de Westhoek")
    assert "Westhoek" in outcome.text
    assert all(card["distance"] <= 25 for card in outcome.cards)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sociale ondernemingen in Borsbeek", "Borsbeek (Antwerpen)"),
        ("sociale ondernemingen in Heverlee", "Heverlee (Leuven)"),
        ("sociale ondernemingen in 9050", "9050 (Gent)"),
    ],
)
def test_a_former_municipality_a_part_and_a_postcode_are_searched_where_they_lie(find, text: str, words: str) -> None:
    assert words in find.say(text).text


def test_a_card_has_all_that_the_contract_promises(find) -> None:
    (card,) = find.say("a-kwadraat").cards
    assert card["kind"] == "enterprise"
    assert (card["name"], card["municipality"], card["postcode"]) == ("A-kwadraat", "Turnhout", "2300")
    assert (card["recognition"], card["recognition_certainty"]) == ("maatwerkbedrijf", "sourced")
    assert card["former_recognition"] == "beschutte werkplaats"
    assert card["website"] == "https://www.a-kwadraat.be"
    assert card["source_url"].startswith("https://")
    assert len(card["checked"]) == len("2026-11-23")
    assert card["distance"] is None


@pytest.mark.parametrize("text", ["wat doet 3WPLUS", "3wplus"])
def test_a_name_gives_that_enterprise_whatever_its_case(find, text: str) -> None:
    assert find.say(text).names == ["3Wplus"]


@pytest.mark.parametrize("text", ["adres van ryhov", "waar ligt Ryhove?"])
def test_what_is_asked_of_a_name_is_answered_also_when_it_is_misspelt(find, text: str) -> None:
    outcome = find.say(text)
    assert outcome.responses[0] == "utter_enterprise_address"
    assert "Koningsdal 24, 9000 Gent" in outcome.text


def test_an_inferred_recognition_comes_with_a_warning_and_how_to_check_it(find) -> None:
    outcome = find.say("ateljee")
    assert outcome.responses[-1] == "utter_enterprises_inferred"
    assert "Departement WEWIS" in outcome.text


def test_a_name_with_an_activity_is_a_search_for_that_activity(find) -> None:
    assert f"**{GREEN}**" in find.say("zoiets als ateljee voor tuinonderhoud").text


def test_without_place_or_work_the_most_common_work_is_offered(find) -> None:
    outcome = find.say("zoek een onderneming")
    assert outcome.responses == ["utter_ask_place_or_activity"]
    assert len(outcome.buttons) == 6
    assert f"{GREEN} (35)" in outcome.buttons


def test_nearby_without_a_place_asks_for_it_once_and_keeps_the_rest(find) -> None:
    outcome = find.say("wie doet er groenonderhoud bij mij in de buurt?")
    assert outcome.responses == ["utter_ask_place"]
    assert len(outcome.buttons) == 6
    outcome = find.say("Turnhout")
    assert outcome.responses == ["utter_enterprises_near"]
    assert GREEN in outcome.text


def test_many_results_come_in_pages_until_there_are_no_more(find) -> None:
    seen = find.say("in gent").names
    assert len(seen) == PAGE
    while any("Toon meer" in title for title in find.outcome.buttons):
        seen += find.press("Toon meer").names
    assert len(seen) == len(set(seen)) == 19
    assert find.say("toon meer").responses == ["utter_enterprises_no_more"]


def test_more_in_words_gives_the_next_page(find) -> None:
    first = find.say("in gent").names
    outcome = find.say("toon meer", intent="nlu_fallback")
    assert not set(first) & set(outcome.names)
    assert "**6 tot 10** van de **19**" in outcome.text


@pytest.mark.usefixtures("database")
def test_an_offset_that_is_no_number_starts_at_the_beginning(run) -> None:
    first = run(FIND, "/find_enterprise", municipality="Gent").names
    assert run(FIND, "/find_enterprise", municipality="Gent", offset="vijf").names == first


def test_nothing_found_is_said_and_the_nearest_wider_search_is_offered_with_its_count(find) -> None:
    outcome = find.say("metaalbewerking in lier")
    assert outcome.responses == ["utter_no_enterprises"]
    assert "niets voor **Metaalbewerking** in **Lier**" in outcome.text
    assert outcome.cards == []
    assert list(outcome.buttons) == [
        "Metaalbewerking binnen 25 km van Lier (2)",
        "Metaalbewerking in heel Vlaanderen en Brussel (6)",
        "Sociale ondernemingen in Lier (1)",
    ]
    assert len(find.press("binnen 25 km").cards) == 2


def test_a_yes_to_a_wider_search_makes_it(find) -> None:
    find.say("metaalbewerking in lier")
    assert "binnen 25 km van **Lier**" in find.say("ja graag", intent="affirm").text


def test_wider_goes_from_neighbours_to_the_province_to_everywhere(find) -> None:
    find.say("groenonderhoud in Lier")
    assert "binnen 25 km van **Lier**" in find.say("zoek ruimer").text
    assert "in de provincie **Antwerpen**" in find.say("zoek ruimer").text
    assert "**35**" in find.say("nog ruimer").text
    assert find.say("zoek ruimer").responses == ["utter_enterprises_widest"]


def test_a_short_follow_up_keeps_what_it_does_not_name(find) -> None:
    find.say("groenonderhoud in aalst")
    assert f"**{GREEN}** in **Turnhout**" in find.say("en in turnhout?").text
    assert "**Kringloop en tweedehands** in **Turnhout**" in find.say("en een kringwinkel?").text


@pytest.mark.parametrize("text", ["nee, Lier", "ik bedoel Lier", "niet Gent maar Lier", "Lier"])
def test_a_correction_takes_the_place_of_what_it_corrects(find, text: str) -> None:
    find.say("metaalbewerking in Gent")
    assert "**Metaalbewerking** in **Lier**" in find.say(text, intent="nlu_fallback").text


def test_a_correction_of_a_search_nearby_stays_nearby(find) -> None:
    find.say("metaalbewerking in de buurt van Gent")
    assert "binnen 25 km van **Lier**" in find.say("nee, Lier").text


def test_a_list_is_narrowed_by_work_and_by_recognition(find) -> None:
    find.say("wat is er in gent")
    assert "**Metaalbewerking** in **Gent**" in find.say("enkel metaal").text
    find.say("wat is er in gent")
    assert "**maatwerkbedrijven** in **Gent**" in find.say("alleen maatwerkbedrijven").text


def test_a_recognition_is_let_go_when_all_enterprises_are_asked(find) -> None:
    find.say("maatwerkbedrijven in gent")
    assert "**19** in onze lijst voor **sociale ondernemingen**" in find.say("alle ondernemingen").text


def test_a_longer_follow_up_keeps_the_work(find) -> None:
    find.say("ik zoek een bakkerij in gent")
    outcome = find.say("oké, en in heel Oost-Vlaanderen?")
    assert "**Voedingsproductie en -verpakking** in de provincie **Oost-Vlaanderen**" in outcome.text


def test_the_beginning_of_a_name_gives_all_that_begin_so(find) -> None:
    assert find.say("groep intro").names == ["Groep INTRO Maatwerk", "Groep INTRO Schoonmaak"]


def test_a_whole_new_question_forgets_the_search_before_it(find) -> None:
    find.say("groenonderhoud in aalst")
    assert (
        "**sociale ondernemingen** in **Turnhout**" in find.say("welke sociale ondernemingen zijn er in turnhout").text
    )


def test_a_new_search_starts_from_nothing(find) -> None:
    find.say("groenonderhoud in aalst")
    assert find.say("nieuwe zoekopdracht").responses == ["utter_ask_place_or_activity"]
    assert "in heel Vlaanderen en Brussel" in find.say("kringwinkel").text


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("de website van de tweede", "utter_enterprise_website"),
        ("de tweede", "utter_enterprise_picked"),
        ("waar ligt de tweede?", "utter_enterprise_town"),
        ("wat doet nummer 2?", "utter_enterprise_activities"),
        ("is de tweede erkend?", "utter_enterprise_recognition_sourced"),
        ("bron van de tweede?", "utter_enterprise_source"),
        ("hoe ver is de tweede?", "utter_enterprise_distance"),
    ],
)
def test_one_of_the_list_is_shown_and_what_is_asked_of_it_answered(find, text: str, response: str) -> None:
    second = find.say("groenonderhoud in de buurt van Turnhout").names[1]
    outcome = find.say(text, intent="nlu_fallback")
    assert outcome.responses == [response]
    assert outcome.names == [second]


def test_the_one_that_was_picked_stays_in_view(find) -> None:
    find.say("groenonderhoud in de buurt van Turnhout")
    picked = find.say("de laatste").names
    assert find.say("en de website?").names == picked


def test_an_ordinal_beyond_the_list_asks_which(find) -> None:
    find.say("groenonderhoud in de buurt van Turnhout")
    assert find.say("de vijfde").responses == ["utter_enterprise_which"]


@pytest.mark.parametrize("text", ["groenonderhoud in Nieuwerkerken", "groenonderhoud in Gnet"])
def test_a_place_that_is_not_clear_is_asked_and_keeps_the_activity(find, text: str) -> None:
    outcome = find.say(text)
    assert outcome.responses == ["utter_ask_which_place"]
    assert all('"activity": "groenonderhoud"' in payload for payload in outcome.buttons.values())


def test_an_unknown_place_is_said_and_the_next_answer_keeps_the_activity(find) -> None:
    outcome = find.say("kringwinkel in Xanadu")
    assert outcome.responses == ["utter_ask_unknown_place"]
    assert "Kringloop" in find.say("Gent").text


@pytest.mark.usefixtures("database")
def test_a_button_searches_exactly_what_it_says(run) -> None:
    outcome = run(FIND, '/find_enterprise{"municipality":"Aalst"}', municipality="Aalst")
    assert "**sociale ondernemingen** in **Aalst**" in outcome.text


@pytest.mark.usefixtures("broken_database")
def test_when_the_database_is_gone_the_visitor_is_told_and_slots_stay(run) -> None:
    outcome = run(FIND, "/find_enterprise", municipality="Gent")
    assert outcome.responses == ["utter_look_up_failed"]
    assert outcome.slots == {}
