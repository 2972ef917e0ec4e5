"""The web contract, over HTTP against the really started servers, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

import icalendar
import pytest
import requests

from tests.support.assistant import Assistant
from tests.support.client import TIMEOUT, Visitor


def test_a_question_gets_an_answer_with_facts_sources_and_a_date(visitor: Visitor) -> None:
    reply = visitor.say("wat is een maatwerkbedrijf")
    message = reply["messages"][0]
    assert reply["status"] == "answered"
    assert message["topic"] == "faq/maatwerkbedrijf"
    assert "maatwerkbedrijf-wat" in message["facts"]
    assert message["validity"] == "current"
    assert message["as_of"].startswith("20")
    assert all(source["publisher"] and source["title"] for source in message["sources"])
    assert any((source["url"] or "").startswith("https://") for source in message["sources"])
    assert all(button["topic"].startswith("faq/") for button in message["buttons"])


def test_an_uncertain_answer_says_so(visitor: Visitor) -> None:
    visitor.say("welke rechtsvorm moet een maatwerkbedrijf hebben")
    assert visitor.reply["messages"][0]["validity"] == "uncertain"


def test_a_button_leads_to_the_answer_it_names(visitor: Visitor) -> None:
    visitor.say("wat is een maatwerkbedrijf")
    button = visitor.reply["messages"][0]["buttons"][0]
    reply = visitor.press(button["title"])
    assert reply["messages"][0]["topic"] == button["topic"]


def test_an_enterprise_card_has_all_fields_of_the_contract(visitor: Visitor) -> None:
    visitor.say("maatwerkbedrijf voor groenonderhoud in turnhout")
    card = visitor.cards[0]
    expected = {"kind", "name", "recognition", "municipality", "activities", "website", "checked", "source_url"}
    assert expected <= card.keys()
    assert card["kind"] == "enterprise"
    assert card["municipality"] == "Turnhout"
    assert card["checked"] == "2026-11-23"


def test_the_conversation_goes_on_with_its_token(visitor: Visitor) -> None:
    first = visitor.say("hallo")["conversation"]
    visitor.say("wat is een maatwerkbedrijf")
    said = [turn["text"] for turn in visitor.history() if turn["from"] == "visitor"]
    assert said == ["hallo", "wat is een maatwerkbedrijf"]
    assert first


def test_history_shows_the_title_of_a_pressed_button(visitor: Visitor) -> None:
    visitor.say("wat is een maatwerkbedrijf")
    title = visitor.titles[0]
    visitor.press(title)
    assert [turn["text"] for turn in visitor.history() if turn["from"] == "visitor"][-1] == title


def test_two_visitors_never_see_each_other(new_visitor: Callable[[], Visitor]) -> None:
    one, other = new_visitor(), new_visitor()
    one.say("hallo")
    other.say("wat is een maatwerkbedrijf")
    assert one.token != other.token
    assert [turn["text"] for turn in one.history() if turn["from"] == "visitor"] == ["hallo"]


def test_a_wiped_conversation_is_gone(visitor: Visitor) -> None:
    visitor.say("hallo")
    assert visitor.wipe() is True
    assert visitor.history() == []
    assert visitor.wipe() is False


def test_personal_data_is_not_kept(visitor: Visitor) -> None:
    visitor.say("mijn e-mail is jan.peeters@example.be en ik bel met 0470 12 34 56")
    assert visitor.reply["status"] == "refused"
    kept = str(visitor.history())
    assert "example.be" not in kept
    assert "0470" not in kept


def test_feedback_on_an_own_message_is_saved_and_on_another_refused(visitor: Visitor) -> None:
    visitor.say("wat is een maatwerkbedrijf")
    body = {"conversation": visitor.token, "message_id": visitor.reply["messages"][0]["id"], "useful": True}
    url = f"{visitor.channel}/feedback"
    assert visitor.http.post(url, json=body, timeout=TIMEOUT).json() == {"saved": True}
    assert visitor.http.post(url, json={**body, "useful": False}, timeout=TIMEOUT).status_code == 200
    other = visitor.http.post(url, json={**body, "message_id": "123abc"}, timeout=TIMEOUT)
    assert (other.status_code, other.json()["error"]["code"]) == (400, "unknown_message")


def test_a_judgement_and_its_word_come_back_with_the_history_without_personal_data(visitor: Visitor) -> None:
    visitor.say("wat is een maatwerkbedrijf")
    body = {"conversation": visitor.token, "message_id": visitor.reply["messages"][0]["id"], "useful": False}
    body["comment"] = "Te lang. Bel me op 0470 12 34 56"
    assert visitor.http.post(f"{visitor.channel}/feedback", json=body, timeout=TIMEOUT).status_code == 200
    kept = visitor.history()[-1]["message"]["feedback"]
    assert kept == {"useful": False, "comment": "Te lang. Bel me op <telefoonnummer>"}


BAD_BODIES = [
    ("empty text", {"message": ""}, 400, "empty"),
    ("blank text", {"message": " \n\t "}, 400, "empty"),
    ("only invisible characters", {"message": "\u200b\u200b"}, 400, "empty"),
    ("nothing at all", {}, 400, "empty"),
    ("text and payload", {"message": "a", "payload": "/greet"}, 400, "malformed"),
    ("a number", {"message": 5}, 400, "malformed"),
    ("a list", {"message": ["wat"]}, 400, "malformed"),
    ("501 characters", {"message": "a" * 501}, 413, "too_long"),
    ("a payload never offered", {"payload": "/restart"}, 400, "unknown_payload"),
    ("a made-up topic", {"payload": "/faq/sifo"}, 400, "unknown_payload"),
    ("a forged token", {"message": "hallo", "conversation": "AAAA.BBBB.CCCC"}, 403, "forbidden"),
    ("a token of the wrong type", {"message": "hallo", "conversation": 7}, 400, "malformed"),
    ("a huge token", {"message": "hallo", "conversation": "x" * 3000}, 403, "forbidden"),
]


@pytest.mark.parametrize(("body", "status", "code"), [case[1:] for case in BAD_BODIES], ids=[c[0] for c in BAD_BODIES])
def test_bad_input_gets_its_documented_error(
    sqlite_assistant: Assistant, body: dict[str, object], status: int, code: str
) -> None:
    response = Visitor(sqlite_assistant.channel).send(**body)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert len(response.json()["error"]["message"]) > 10


RAW_BODIES = [
    ("invalid JSON", b'{"message": ', "application/json", 400, "malformed"),
    ("a JSON list", b"[]", "application/json", 400, "malformed"),
    ("JSON's NaN", b'{"message": NaN}', "application/json", 400, "malformed"),
    ("invalid UTF-8", b'{"message": "\xff\xfe"}', "application/json", 400, "malformed"),
    ("deep nesting", b"[" * 3000, "application/json", 400, "malformed"),
    ("one megabyte", b'{"message": "' + b"a" * 1_000_000 + b'"}', "application/json", 413, "too_large"),
    ("a form", b"message=hallo", "application/x-www-form-urlencoded", 415, "unsupported"),
    ("no type", b'{"message": "hallo"}', "", 415, "unsupported"),
]


@pytest.mark.parametrize(
    ("raw", "kind", "status", "code"), [case[1:] for case in RAW_BODIES], ids=[case[0] for case in RAW_BODIES]
)
def test_a_bad_body_gets_its_documented_error_and_leaves_the_server_healthy(
    sqlite_assistant: Assistant, raw: bytes, kind: str, status: int, code: str
) -> None:
    url = f"{sqlite_assistant.channel}/message"
    response = requests.post(url, data=raw, headers={"Content-Type": kind}, timeout=TIMEOUT)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert requests.get(f"{sqlite_assistant.channel}/health/ready", timeout=TIMEOUT).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "👍🏽👍🏽",
        "?",
        "!!!",
        "1234",
        "a",
        "'; DROP TABLE event; --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "مرحبا",
    ],
)
def test_a_strange_message_gets_a_proper_reply(sqlite_assistant: Assistant, text: str) -> None:
    reply = Visitor(sqlite_assistant.channel).say(text)
    assert reply["status"] in {"refused", "searched", "suggested", "smalltalk", "asked", "answered", "looked-up"}
    assert reply["messages"][0]["text"]


def test_a_command_of_rasa_is_only_text(sqlite_assistant: Assistant) -> None:
    visitor = Visitor(sqlite_assistant.channel)
    visitor.say("hallo")
    visitor.say("/restart")
    visitor.say("/faq/sifo")
    said = [turn["text"] for turn in visitor.history() if turn["from"] == "visitor"]
    assert said == ["hallo", "restart", "faq/sifo"], "a restart would have emptied the talk"


def test_without_a_token_history_and_wiping_are_forbidden(sqlite_assistant: Assistant) -> None:
    channel = sqlite_assistant.channel
    assert requests.get(f"{channel}/history", timeout=TIMEOUT).status_code == 403
    assert requests.delete(f"{channel}/conversation", timeout=TIMEOUT).status_code == 403


def test_health_names_every_part(assistant: Assistant) -> None:
    assert requests.get(f"{assistant.channel}/health/live", timeout=TIMEOUT).json() == {"status": "live"}
    ready = requests.get(f"{assistant.channel}/health/ready", timeout=TIMEOUT).json()
    assert ready["status"] == "ready"
    assert ready["checks"] == {"model": True, "database": True, "limits": True, "actions": True, "switched_on": True}


def test_the_summary_of_a_guide_is_a_text_file_of_its_own_visitor(new_visitor: Callable[[], Visitor]) -> None:
    visitor, stranger = new_visitor(), new_visitor()
    address = f"{visitor.channel}/summary.txt"
    visitor.say("gids voorbehouden opdrachten")
    early = requests.get(address, params={"conversation": visitor.token}, timeout=TIMEOUT)
    assert (early.status_code, early.json()["error"]["code"]) == (404, "no_summary")
    for answer in ("gemeente", "groenonderhoud in Turnhout", "35.000 euro", "nee, 20.000 euro"):
        visitor.say(answer)
    assert {"kind": "summary", "url": "summary.txt"} in visitor.cards
    given = requests.get(address, params={"conversation": visitor.token}, timeout=TIMEOUT)
    assert given.headers["content-type"] == "text/plain; charset=utf-8"
    assert given.headers["content-disposition"].startswith("attachment")
    assert "20.000 euro" in given.text
    assert "35.000 euro" not in given.text
    assert "artikel 15" in given.text
    assert "**" not in given.text
    stranger.say("hallo")
    assert requests.get(address, params={"conversation": stranger.token}, timeout=TIMEOUT).status_code == 404
    assert requests.get(address, timeout=TIMEOUT).status_code == 403


def test_one_event_can_be_put_in_a_calendar(assistant: Assistant) -> None:
    uid = "20160222-samenstromen@evenementen.sociale-economie.invalid"
    response = requests.get(f"{assistant.channel}/events.ics", params={"uid": uid}, timeout=TIMEOUT)
    (event,) = icalendar.Calendar.from_ical(response.text).walk("VEVENT")
    assert (event["UID"], event["SUMMARY"]) == (uid, "Samenstromen")
    assert "attachment" in response.headers["content-disposition"]


@pytest.mark.parametrize("uid", ["onbekend", "a\x00b", "x" * 3000])
def test_an_event_that_is_not_known_is_not_found(assistant: Assistant, uid: str) -> None:
    response = requests.get(f"{assistant.channel}/events.ics", params={"uid": uid}, timeout=TIMEOUT)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unknown_event"


def test_the_calendar_is_valid_even_when_no_event_is_coming(assistant: Assistant) -> None:
    response = requests.get(f"{assistant.channel}/events.ics", timeout=TIMEOUT)
    assert response.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(response.text)
    assert calendar.name == "VCALENDAR"


def test_the_page_allows_only_its_own_files(sqlite_assistant: Assistant) -> None:
    response = requests.get(f"{sqlite_assistant.channel}/", timeout=TIMEOUT)
    assert response.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert 'lang="nl-BE"' in response.text
    widget = requests.get(f"{sqlite_assistant.channel}/widget.js", timeout=TIMEOUT)
    assert widget.status_code == 200
    assert "javascript" in widget.headers["content-type"]


def test_rasas_own_api_stays_closed(sqlite_assistant: Assistant) -> None:
    root = sqlite_assistant.channel.removesuffix("/webhooks/web")
    assert requests.get(f"{root}/conversations/x/tracker", timeout=TIMEOUT).status_code == 404
    assert requests.post(f"{root}/model/parse", json={"text": "hallo"}, timeout=TIMEOUT).status_code == 404
    assert requests.post(f"{root}/webhooks/rest/webhook", json={"message": "a"}, timeout=TIMEOUT).status_code == 404
