"""Messages that go on with a list, told from those that stand on their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.follow_ups import FollowUp, Kind, follow_up_of, says_only_names
from bot.dialogue.list_turns import Message, OpenList, look_up_for

ENTERPRISES, EVENTS = OpenList("enterprises", 1, total=5), OpenList("events", 1)


def entity(text: str, word: str, name: str) -> dict[str, Any]:
    return {"entity": name, "start": text.index(word), "end": text.index(word) + len(word), "value": word}


def said(text: str, intent: str = "nlu_fallback", **names: str) -> Message:
    entities = tuple(entity(text, word, name) for name, word in names.items())
    return Message(text, intent, entities, dt.date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toon meer", FollowUp(Kind.MORE)),
        ("zijn er nog?", FollowUp(Kind.MORE)),
        ("geef mij de volgende vijf", FollowUp(Kind.MORE)),
        ("zoek ruimer", FollowUp(Kind.WIDER)),
        ("in de buurt", FollowUp(Kind.WIDER)),
        ("overal", FollowUp(Kind.ANYWHERE)),
        ("maakt niet uit", FollowUp(Kind.ANYWHERE)),
        ("nieuwe zoekopdracht", FollowUp(Kind.NEW)),
        ("hoeveel zijn dat er?", FollowUp(Kind.COUNT)),
        ("de tweede", FollowUp(Kind.PICK, 2)),
        ("3", FollowUp(Kind.PICK, 3)),
        ("de website van de tweede", FollowUp(Kind.PICK, 2, "website")),
        ("waar ligt de laatste?", FollowUp(Kind.PICK, -1, "address")),
        ("welke is het dichtste bij?", FollowUp(Kind.PICK, 1)),
        ("wat doen ze?", FollowUp(Kind.PICK, None, "activities")),
        ("hoe contacteer ik hen?", FollowUp(Kind.PICK, None, "contact")),
        ("waar precies?", FollowUp(Kind.PICK, None, "address")),
        ("opnieuw", FollowUp(Kind.NEW)),
        ("zijn er geen andere?", FollowUp(Kind.MORE)),
        ("is dat een maatwerkbedrijf?", FollowUp(Kind.PICK, None, "recognition")),
    ],
)
def test_what_is_asked_of_a_list_is_read_from_its_words(text: str, expected: FollowUp) -> None:
    assert follow_up_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "wat is een maatwerkbedrijf",
        "hoe vraag ik een erkenning aan?",
        "vertel meer",
        "volgende maand",
        "wat zijn de eerste stappen om een sociale onderneming te beginnen?",
        "",
        "/find_event",
    ],
)
def test_other_messages_ask_nothing_of_a_list(text: str) -> None:
    assert follow_up_of(text) is None


def test_a_message_of_names_and_small_words_says_only_names() -> None:
    assert says_only_names("nee, ik bedoel Lier", [(15, 19)])
    assert not says_only_names("wat is Lier", [(7, 11)])
    assert not says_only_names("nee", [])


@pytest.mark.parametrize("intent", ["nlu_fallback", "faq", "deny", "find_event"])
def test_a_follow_up_goes_to_the_list_whatever_the_classifier_makes_of_it(intent: str) -> None:
    assert look_up_for(said("de tweede", intent), ENTERPRISES) == "enterprises"
    assert look_up_for(said("de tweede", intent), EVENTS) == "events"
    assert look_up_for(said("nee, Lier", intent, municipality="Lier"), ENTERPRISES) == "enterprises"


def test_a_place_goes_on_with_the_list_on_screen_and_work_is_about_enterprises() -> None:
    place = said("en in Gent?", "find_enterprise", municipality="Gent")
    work = said("en metaal?", "find_enterprise", activity="metaal")
    assert look_up_for(place, EVENTS) == "events"
    assert look_up_for(work, EVENTS) == "enterprises"


def test_a_period_goes_on_with_events() -> None:
    assert look_up_for(said("en in mei?"), EVENTS) == "events"
    assert look_up_for(said("vorige edities"), EVENTS) is None


def test_without_a_list_a_follow_up_means_nothing() -> None:
    assert look_up_for(said("de tweede"), None) is None
    assert look_up_for(said("toon meer"), None) is None


def test_a_list_fades_but_is_still_meant_by_clear_words() -> None:
    later, long_ago = OpenList("enterprises", 3), OpenList("enterprises", 9)
    assert look_up_for(said("toon meer", "faq"), later) == "enterprises"
    assert look_up_for(said("de website?", "faq"), later) is None
    assert look_up_for(said("toon meer"), long_ago) is None


def test_a_yes_after_nothing_found_searches_wider() -> None:
    assert look_up_for(said("ja", "affirm"), OpenList("enterprises", 1, total=0)) == "enterprises"
    assert look_up_for(said("ja", "affirm"), ENTERPRISES) is None


def test_a_word_after_which_place_is_an_answer() -> None:
    asked = OpenList("enterprises", 1, asked="place")
    assert look_up_for(said("Gnet"), asked) == "enterprises"
    assert look_up_for(said("wat is dat?", "faq"), asked) is None


@pytest.mark.parametrize("intent", ["stop", "abuse", "personal_data", "ask_human"])
def test_what_goes_before_a_list_is_never_taken_for_a_follow_up(intent: str) -> None:
    assert look_up_for(said("toon meer", intent), ENTERPRISES) is None


def test_work_and_a_place_together_are_a_search_unless_something_is_asked_about_them() -> None:
    names = {"activity": "kringwinkel", "municipality": "Lier"}
    assert look_up_for(said("kringwinkel in Lier", "faq", **names), None) == "enterprises"
    assert look_up_for(said("wie heeft er een kringwinkel in Lier?", "faq", **names), None) == "enterprises"
    assert look_up_for(said("hoe is kringwinkel Lier begonnen?", "faq", **names), None) is None
    assert look_up_for(said("kringwinkel", "faq", activity="kringwinkel"), None) is None
    assert look_up_for(said("schilderwerken", activity="schilderwerken"), None) == "enterprises"


@pytest.mark.parametrize("text", ["zoek een onderneming", "ik zoek een sociaal bedrijf", "onderneming zoeken"])
def test_who_asks_for_the_look_up_itself_gets_it(text: str) -> None:
    assert look_up_for(said(text), None) == "enterprises"


def test_events_of_a_time_or_place_are_a_search_for_events() -> None:
    assert look_up_for(said("evenementen in 2023 in Limburg", "faq", province="Limburg"), None) == "events"
    assert look_up_for(said("wat was de studiedag van 2016?", "faq"), None) is None


def test_the_phone_number_of_the_one_in_view_is_asked_of_the_list() -> None:
    in_view = OpenList("enterprises", 1, total=5, focus=3)
    assert look_up_for(said("telefoonnummer?", "ask_human"), in_view) == "enterprises"
    assert look_up_for(said("telefoonnummer?", "ask_human"), ENTERPRISES) is None


def test_a_short_follow_up_that_sounds_like_a_farewell_is_still_one() -> None:
    assert look_up_for(said("nog", "goodbye"), ENTERPRISES) == "enterprises"
    assert look_up_for(said("tot ziens", "goodbye"), ENTERPRISES) is None


def test_a_name_is_looked_up_when_no_answer_is_sure_of_it() -> None:
    text, today = "wase werkplaats", dt.date(2026, 11, 24)
    names = (entity(text, text, "enterprise"),)
    assert look_up_for(Message(text, "faq", names, today, confidence=0.5), None) == "enterprises"
    assert look_up_for(Message(text, "faq", names, today, confidence=0.9), None) is None


def test_work_that_is_wanted_goes_before_an_answer_outside_the_domain() -> None:
    text, today = "rolstoelvervoer gezocht", dt.date(2026, 11, 24)
    names = (entity(text, "rolstoelvervoer", "activity"),)
    assert look_up_for(Message(text, "faq", names, today, 0.8, "faq/buiten-vacatures"), None) == "enterprises"
    assert look_up_for(Message(text, "faq", names, today, 0.8, "faq/loon"), None) is None


def test_how_many_of_ours_somewhere_is_counted_in_the_list() -> None:
    text = "hoeveel maatwerkbedrijven zijn er in Gent?"
    names = {"recognition": "maatwerkbedrijven", "municipality": "Gent"}
    assert look_up_for(said(text, "faq", **names), None) == "enterprises"
    assert look_up_for(said("hoeveel maatwerkbedrijven zijn er?", "faq", recognition="maatwerkbedrijven"), None) is None


def test_all_enterprises_goes_on_with_the_list() -> None:
    assert look_up_for(said("alle ondernemingen", "faq"), ENTERPRISES) == "enterprises"
    assert look_up_for(said("alle ondernemingen", "faq"), None) is None


def test_a_place_with_a_time_is_about_events() -> None:
    text = "was er in mei 2022 iets in Aalst"
    assert look_up_for(said(text, "find_enterprise", municipality="Aalst"), None) == "events"
    assert look_up_for(said("tuinman in Aalst", "find_enterprise", municipality="Aalst"), None) is None


@pytest.mark.parametrize(
    "text", ["wat weet je over Mariasteen?", "heb je gegevens van Mariasteen", "waar ligt Mariasteen"]
)
def test_a_short_question_about_one_enterprise_is_looked_up_unless_an_answer_is_sure(text: str) -> None:
    asked = said(text, "faq", enterprise="Mariasteen")
    assert look_up_for(replace(asked, confidence=0.7, label="faq/bezoek"), None) == "enterprises"
    assert look_up_for(replace(asked, confidence=0.95, label="faq/bezoek"), None) is None


def test_enterprises_that_do_something_are_looked_up_even_when_an_answer_is_sure() -> None:
    text = "maatwerkbedrijven die ook textiel doen"
    asked = said(text, "faq", recognition="maatwerkbedrijven", activity="textiel")
    assert look_up_for(replace(asked, confidence=0.95, label="faq/sectoren"), None) == "enterprises"


STORY = (
    "Mijn zus werkt in een strijkatelier in Aalst en heeft hulp nodig, want ze wil weten of haar loon bij een andere "
    "werkgever gelijk blijft en wie dat met haar kan bekijken voor ze beslist"
)


def test_a_story_that_names_work_and_a_place_by_the_way_is_no_search() -> None:
    assert look_up_for(said(STORY, activity="strijkatelier", municipality="Aalst"), None) is None
    short = "hulp nodig voor ons strijkatelier in Aalst"
    assert look_up_for(said(short, activity="strijkatelier", municipality="Aalst"), None) == "enterprises"
