"""Where the last answer comes from."""

from __future__ import annotations

from typing import Any

from actions.sources import ActionShowSources

SHOW = ActionShowSources()
SOURCE = {"title": "Besluit", "publisher": "Vlaanderen", "url": "https://www.voorbeeld.be", "published": None}


def answer(topic: str, **details: Any) -> dict[str, Any]:
    """An answer as Rasa stores it."""
    metadata = {
        "status": "answered",
        "topic": f"faq/{topic}",
        "facts": [topic],
        "as_of": "2026-03",
        "validity": "current",
        "sources": [SOURCE | {"title": topic}],
    } | details
    return {"event": "bot", "text": "…", "metadata": {"metadata": metadata}, "data": {}}


def small_talk() -> dict[str, Any]:
    return {"event": "bot", "text": "Dag!", "metadata": {"metadata": {"status": "smalltalk"}}, "data": {}}


def test_the_sources_of_the_last_answer_are_shown_as_data(run) -> None:
    outcome = run(SHOW, "bron?", before=[answer("premie"), answer("loon")])
    details = outcome.messages[0]["custom"]
    assert outcome.responses == ["utter_sources"]
    assert details["sources"] == [SOURCE | {"title": "loon"}]
    assert (details["topic"], details["facts"], details["validity"]) == ("faq/loon", ["loon"], "current")
    assert "nagekeken in maart 2026" in outcome.text


def test_small_talk_after_an_answer_does_not_hide_it(run) -> None:
    outcome = run(SHOW, "bron?", before=[answer("loon"), small_talk()])
    assert outcome.messages[0]["custom"]["topic"] == "faq/loon"


def test_what_a_visitor_should_not_see_stays_inside(run) -> None:
    outcome = run(SHOW, "bron?", before=[answer("loon", status="answered", redirect="x", owner="redactie")])
    assert set(outcome.messages[0]["custom"]) == {"topic", "facts", "as_of", "validity", "sources"}


def test_asking_twice_shows_the_same_answer_again(run) -> None:
    shown = run(SHOW, "bron?", before=[answer("loon")]).messages[0]["custom"]
    again = {"event": "bot", "text": "…", "metadata": {}, "data": {"custom": shown}}
    assert run(SHOW, "en de bron?", before=[answer("loon"), again]).messages[0]["custom"] == shown


def test_before_any_answer_there_is_no_source(run) -> None:
    assert run(SHOW, "bron?").responses == ["utter_no_sources"]
    assert run(SHOW, "bron?", before=[small_talk()]).responses == ["utter_no_sources"]
