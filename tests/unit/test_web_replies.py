"""From the assistant's messages to one reply of the contract, and from what was stored to the history."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.actions.action import create_bot_utterance
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered

from bot.dialogue.conversations import Rating
from bot.web.history import has_message, offered_buttons, turns
from bot.web.replies import STATUSES, ReplyCollector, button_of, message_id, message_of, reply_of

SOURCE = {"title": "Besluit", "publisher": "Vlaanderen", "url": None, "published": None}
BUTTON = {"title": "En de premie?", "payload": "/faq/premie", "topic": "faq/premie"}


def said(status: str | None = "answered", text: str = "Hallo.", **fields: Any) -> dict[str, Any]:
    metadata = {"status": status} if status else {}
    return {"timestamp": 1700000000.25, "text": text, "metadata": metadata} | fields


def status_of(*messages: dict[str, Any]) -> str:
    return str(reply_of("token", messages)["status"])


@pytest.mark.parametrize("status", STATUSES)
def test_a_reply_has_the_status_of_its_message(status: str) -> None:
    assert status_of(said(status)) == status


def test_a_reply_has_one_status_that_of_its_last_message_with_one() -> None:
    assert status_of(said("answered"), said("asked")) == "asked"
    assert status_of(said("answered"), said(None)) == "answered"


@pytest.mark.parametrize("status", ["dialogue", "", "Answered", None])
def test_an_unknown_status_is_an_error(status: str | None) -> None:
    assert status_of(said(status)) == "error"


def test_an_unknown_status_does_not_hide_a_known_one() -> None:
    assert status_of(said("refused"), said("dialogue")) == "refused"


def test_a_reply_without_messages_is_an_error() -> None:
    assert reply_of("token", []) == {"conversation": "token", "status": "error", "messages": []}


def test_an_action_may_give_the_status_beside_its_cards() -> None:
    assert status_of(said("answered", custom={"status": "looked-up"})) == "looked-up"


def test_an_answer_carries_its_facts_and_sources() -> None:
    metadata = {
        "status": "answered",
        "topic": "faq/loon",
        "facts": ["loon"],
        "as_of": "2026-03",
        "validity": "current",
        "sources": [SOURCE],
    }
    message = message_of(said(text=" Je krijgt loon.\n", metadata=metadata, buttons=[BUTTON]))
    assert message == {
        "id": message_id(1700000000.25),
        "text": "Je krijgt loon.",
        "topic": "faq/loon",
        "facts": ["loon"],
        "as_of": "2026-03",
        "validity": "current",
        "sources": [SOURCE],
        "buttons": [BUTTON],
        "cards": [],
    }


def test_what_is_not_of_the_contract_stays_inside() -> None:
    message = message_of(said(metadata={"status": "answered", "owner": "redactie", "as_of": None}))
    assert set(message) == {"id", "text", "buttons", "cards"}


def test_a_message_of_cards_alone_has_an_empty_text() -> None:
    message = message_of({"timestamp": 1.0, "text": None, "custom": {"cards": [{"kind": "event"}]}, "buttons": None})
    assert (message["text"], message["cards"], message["buttons"]) == ("", [{"kind": "event"}], [])


def test_a_button_has_no_other_fields_than_those_of_the_contract() -> None:
    assert button_of({"title": "Ja", "payload": "/affirm", "type": "postback"}) == {
        "title": "Ja",
        "payload": "/affirm",
    }


def test_messages_of_one_conversation_have_different_ids_of_one_form() -> None:
    moments = [1700000000.0 + step / 1_000_000 for step in range(0, 50, 5)]
    identifiers = {message_id(moment) for moment in moments}
    assert len(identifiers) == 10
    assert all(int(identifier, 16) for identifier in identifiers)


def test_the_collector_keeps_the_messages_of_a_turn_whole_and_in_order() -> None:
    collector = ReplyCollector()
    messages = [said(text="een", buttons=[BUTTON]), said(text="twee")]
    for message in messages:
        asyncio.run(collector.send_response("bezoeker", message))
    assert collector.messages == messages
    assert collector.name() == "web"


def talk() -> list[Any]:
    """Events as Rasa stores them."""
    question = create_bot_utterance({"text": "Wat?", "buttons": [BUTTON], "metadata": {"status": "asked"}})
    details = {"status": "answered", "facts": ["premie"]}
    answer = create_bot_utterance({"text": "Er is een premie.", "metadata": details})
    question.timestamp, answer.timestamp = 2.0, 4.0
    return [
        ActionExecuted("action_session_start"),
        UserUttered("hallo", timestamp=1.0),
        question,
        SlotSet("activity", None),
        UserUttered("/faq/premie", timestamp=3.0),
        answer,
    ]


def test_the_history_tells_who_said_what_when() -> None:
    history = turns(talk(), {})
    assert [(turn["from"], turn["at"]) for turn in history] == [
        ("visitor", 1.0),
        ("assistant", 2.0),
        ("visitor", 3.0),
        ("assistant", 4.0),
    ]
    assert history[0]["text"] == "hallo"
    assert [turn["status"] for turn in history[1::2]] == ["asked", "answered"]
    assert history[3]["message"]["facts"] == ["premie"]


def test_a_pressed_button_shows_its_title_in_the_history() -> None:
    assert turns(talk(), {})[2]["text"] == "En de premie?"


def test_a_judged_message_shows_its_judgement_in_the_history() -> None:
    history = turns(talk(), {message_id(4.0): Rating(useful=False, comment="te lang")})
    assert history[3]["message"]["feedback"] == {"useful": False, "comment": "te lang"}
    assert "feedback" not in history[1]["message"]


def test_a_conversation_knows_the_buttons_and_messages_it_was_offered() -> None:
    assert offered_buttons(talk()) == {"/faq/premie": "En de premie?"}
    assert has_message(talk(), message_id(2.0))
    assert not has_message(talk(), message_id(3.0))


def test_an_empty_conversation_has_no_history() -> None:
    assert turns([ActionExecuted("action_session_start")], {}) == []


def test_the_card_of_a_coming_event_has_the_address_that_adds_it_to_a_calendar() -> None:
    card = {"kind": "event", "uid": "a/b c@voorbeeld.be", "past": False}
    (shown,) = message_of(said(custom={"cards": [card]}))["cards"]
    assert shown == {**card, "calendar_url": "events.ics?uid=a%2Fb%20c%40voorbeeld.be"}


@pytest.mark.parametrize("card", [{"kind": "event", "uid": "a", "past": True}, {"kind": "enterprise", "name": "Mivas"}])
def test_other_cards_have_no_such_address(card: dict[str, Any]) -> None:
    assert message_of(said(custom={"cards": [card]}))["cards"] == [card]
