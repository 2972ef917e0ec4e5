"""The small helpers that every action shares."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import (
    button_title,
    details_before,
    entity_of,
    last_answer,
    last_facts,
    payload,
    say,
    topic_button,
)

USER = {"event": "user", "text": "iets"}


def tracker(*events: dict[str, Any], entities: list[tuple[str, Any]] | None = None) -> Tracker:
    found = [{"entity": name, "value": value} for name, value in entities or []]
    return Tracker("bezoeker", {}, {"text": "iets", "entities": found}, list(events), False, None, {}, None)


def bot(status: str | None, custom: dict[str, Any] | None = None) -> dict[str, Any]:
    metadata = {"metadata": {"status": status}} if status else None
    return {"event": "bot", "metadata": metadata, "data": {"custom": custom} if custom else None}


def test_the_first_value_of_an_entity_counts() -> None:
    found = tracker(entities=[("municipality", "Gent"), ("municipality", "Aalst"), ("offset", 5)])
    assert entity_of(found, "municipality") == "Gent"
    assert entity_of(found, "offset") == "5"
    assert entity_of(found, "activity") is None


def test_an_empty_entity_is_none() -> None:
    assert entity_of(tracker(entities=[("activity", "")]), "activity") is None


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ({}, "/find"),
        ({"municipality": None, "activity": ""}, "/find"),
        ({"municipality": "Gent", "activity": None}, '/find{"municipality": "Gent"}'),
        ({"offset": 5}, '/find{"offset": "5"}'),
        ({"offset": 0}, '/find{"offset": "0"}'),
        ({"municipality": "Coö"}, '/find{"municipality": "Coö"}'),
    ],
)
def test_a_payload_names_its_intent_and_the_entities_that_are_given(entities: dict[str, Any], expected: str) -> None:
    assert payload("find", **entities) == expected


def test_a_button_to_an_answer_names_its_topic() -> None:
    assert topic_button("loon", "Het loon") == {"title": "Het loon", "payload": "/faq/loon", "topic": "faq/loon"}


def test_values_are_filled_in_as_text_and_cards_go_along_as_data() -> None:
    dispatcher = CollectingDispatcher()
    cards = ({"name": name} for name in ("a", "b"))
    say(
        dispatcher,
        "utter_x",
        buttons=[{"title": "t", "payload": "/p"}],
        cards=cards,
        details={"as_of": "2026"},
        total=3,
    )
    (message,) = dispatcher.messages
    assert (message["response"], message["total"]) == ("utter_x", "3")
    assert message["buttons"] == [{"title": "t", "payload": "/p"}]
    assert message["custom"] == {"cards": [{"name": "a"}, {"name": "b"}], "as_of": "2026"}


def test_without_cards_and_details_no_data_goes_along() -> None:
    dispatcher = CollectingDispatcher()
    say(dispatcher, "utter_x")
    assert dispatcher.messages[0]["custom"] == {}


def test_the_title_of_a_button_is_written_by_editors() -> None:
    domain = {"responses": {"utter_button": [{"text": "Nog {rest}"}]}}
    assert button_title(domain, "utter_button", rest=4) == "Nog 4"


def statuses(at: Tracker) -> list[str]:
    return [details["status"] for details in details_before(at)]


def test_each_earlier_turn_has_the_last_status_that_was_sent_in_it() -> None:
    events = [USER, bot("answered"), bot("asked"), USER, bot("suggested"), bot(None), USER]
    assert statuses(tracker(*events)) == ["asked", "suggested"]


def test_the_turn_that_runs_now_does_not_count() -> None:
    assert statuses(tracker(USER, bot("answered"))) == []


def test_a_turn_without_an_answer_is_left_out() -> None:
    assert statuses(tracker(USER, USER, bot("answered"), USER)) == ["answered"]


def test_what_an_action_sent_along_completes_what_the_response_says() -> None:
    events = [USER, bot("answered", {"status": "looked-up"}), USER]
    assert statuses(tracker(*events)) == ["looked-up"]


def test_the_last_answer_is_the_last_message_with_sources() -> None:
    events = [bot("answered", {"sources": ["a"]}), bot("answered", {"sources": ["b"]}), bot("smalltalk")]
    assert last_answer(tracker(*events))["sources"] == ["b"]
    assert last_answer(tracker(bot("answered", {"sources": []}))) is None


def test_the_subject_is_that_of_the_last_message_with_facts_or_a_topic() -> None:
    events = [bot("answered", {"topic": "faq/sifo"}), bot("asked", {"facts": ["minimumloon"]}), bot("looked-up")]
    assert last_facts(tracker(*events))["facts"] == ["minimumloon"]


def test_contact_points_are_no_subject() -> None:
    events = [bot("answered", {"topic": "faq/sifo"}), bot("handed-over", {"facts": ["departement-wewis"]})]
    assert last_facts(tracker(*events))["topic"] == "faq/sifo"
    assert last_facts(tracker()) == {}
