"""Looking up events: what is coming, and what is over only when asked."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.dates import MONTHS, days_in_words, in_words
from actions.events import PAGE, ActionFindEvents
from actions.services import catalogue
from bot.clock import BRUSSELS, today

FIND = ActionFindEvents()


def test_coming_events_are_shown_the_nearest_first(run, events) -> None:
    events(later=9, soon=2, over=-3)
    outcome = run(FIND, "wat is er te doen")
    assert outcome.responses == ["utter_coming_events"]
    assert outcome.names == ["soon", "later"]
    assert [card["past"] for card in outcome.cards] == [False, False]


def test_an_event_of_today_is_still_coming(run, events) -> None:
    events(vandaag=0)
    assert run(FIND, "wat is er te doen").names == ["vandaag"]


def test_no_more_than_a_page_is_shown(run, events) -> None:
    events(**{f"dag{number}": number for number in range(1, PAGE + 3)})
    assert len(run(FIND, "wat is er te doen").cards) == PAGE


def test_a_card_has_all_that_the_contract_promises(run, events) -> None:
    events(soon=2)
    (card,) = run(FIND, "wat is er te doen").cards
    assert card["kind"] == "event"
    assert (card["location"], card["municipality"], card["audience"]) == ("Zaal", "Gent", ["publiek"])
    assert card["website"] == card["source_url"] == "https://voorbeeld.be/soon"
    assert (round(card["latitude"]), round(card["longitude"])) == (51, 4)
    assert len(card["start"]) == len("2026-11-23")  # the hour is not known, and none is made up


def test_events_for_somebody_else_are_left_out(run, events) -> None:
    events(audience="studenten", soon=2)
    assert run(FIND, "voor studenten", audience="studenten").names == ["soon"]
    assert run(FIND, "voor bedrijven", audience="bedrijven").responses == ["utter_no_coming_events_for"]


def test_when_nothing_is_coming_the_visitor_is_told_when_that_was_looked_up(run, events) -> None:
    events(over=-3)
    outcome = run(FIND, "wat is er te doen")
    updated = catalogue().events_updated().astimezone(BRUSSELS)
    assert outcome.responses == ["utter_no_coming_events"]
    assert f"bijgewerkt op {updated.day} {MONTHS[updated.month - 1]} {updated.year}" in outcome.text
    assert outcome.cards == []


def test_when_nothing_is_coming_the_past_is_offered_and_never_shown_unasked(run, events) -> None:
    events(over=-3)
    outcome = run(FIND, "wat is er te doen")
    assert outcome.buttons == {"Toon voorbije evenementen (1)": '/find_event{"period": "past"}'}


def test_past_events_are_shown_the_latest_first_and_marked(run, events) -> None:
    events(long=-300, lately=-3, soon=2)
    outcome = run(FIND, "vorige evenementen", period="past")
    assert outcome.responses == ["utter_past_events"]
    assert outcome.names == ["lately", "long"]
    assert [card["past"] for card in outcome.cards] == [True, True]


def test_when_nothing_is_past_that_is_said(run, events) -> None:
    events(soon=2)
    outcome = run(FIND, "vorige evenementen", period="past")
    assert outcome.responses == ["utter_no_past_events"]
    assert outcome.cards == []


def test_all_fifty_events_of_the_project_can_be_read(run, database) -> None:
    assert len(run(FIND, "vorige evenementen", period="past").cards) == PAGE


def on_day(distance: int) -> str:
    """A day so many days from today, as a visitor writes it."""
    return in_words((today() + dt.timedelta(days=distance)).isoformat())


def test_only_events_of_the_period_are_shown(run, events) -> None:
    events(soon=2, later=9)
    outcome = run(FIND, f"wat is er te doen op {on_day(9)}")
    assert outcome.names == ["later"]
    assert on_day(9) in outcome.text


def test_a_period_without_events_is_named_and_the_nearest_wider_search_offered_with_its_count(run, events) -> None:
    events(soon=2, later=9)
    outcome = run(FIND, f"events op {on_day(5)}")
    assert outcome.responses == ["utter_no_coming_events_for"]
    assert on_day(5) in outcome.text
    assert outcome.cards == []
    assert outcome.buttons == {"Alle komende evenementen (2)": "/find_event"}


def test_the_button_of_a_wider_search_keeps_the_other_limits(run, events) -> None:
    events(audience="studenten", soon=2)
    outcome = run(FIND, f"events op {on_day(5)}", audience="studenten")
    assert outcome.buttons["Komende evenementen: studenten (1)"] == '/find_event{"audience": "studenten"}'
    assert run(FIND, '/find_event{"audience": "studenten"}', audience="studenten").names == ["soon"]


def test_events_are_found_by_their_subject(run, events) -> None:
    events(opendeurdag=3, studiedag=4)
    assert run(FIND, "zijn er opendeurdagen gepland").names == ["opendeurdag"]
    assert run(FIND, "komt er een webinar").responses == ["utter_no_coming_events_for"]


def test_a_place_limits_the_search(run, events) -> None:
    events(soon=2)
    assert run(FIND, "events in gent", municipality="Gent").names == ["soon"]
    assert run(FIND, "events in lier", municipality="Lier").names == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("text", ["welke events waren er in 2019", "events 2019", "evenementen van 2019 gehad?"])
def test_a_year_that_is_over_shows_what_was_marked_as_past(run, text: str) -> None:
    outcome = run(FIND, text)
    assert outcome.responses == ["utter_past_events_for"]
    assert {card["start"][:4] for card in outcome.cards} == {"2019"}
    assert all(card["past"] for card in outcome.cards)
    assert "**2019**" in outcome.text


@pytest.mark.usefixtures("database")
def test_a_past_event_is_found_by_its_name(run) -> None:
    assert run(FIND, "wat was Samenstromen?").names == ["Samenstromen"]


@pytest.mark.usefixtures("database")
def test_the_noun_was_does_not_show_the_past(run) -> None:
    outcome = run(FIND, "een evenement over strijk en was")
    assert outcome.responses == ["utter_no_coming_events_for"]
    assert outcome.cards == []


@pytest.mark.usefixtures("database")
def test_a_name_that_only_the_past_knows_is_offered_there(run) -> None:
    outcome = run(FIND, "wanneer is de volgende retrodag van ateljee")
    assert outcome.cards == []
    assert outcome.buttons["Voorbije evenementen: retrodag ateljee (1)"].startswith("/find_event")


def test_more_than_a_page_is_read_on_with_a_button(run, events) -> None:
    events(**{f"dag{number}": number for number in range(1, PAGE + 3)})
    outcome = run(FIND, "wat is er te doen")
    assert outcome.buttons == {"Toon meer (2)": '/find_event{"offset": "5"}'}
    assert run(FIND, '/find_event{"offset": "5"}', offset="5").names == ["dag6", "dag7"]


def test_a_message_that_goes_on_keeps_what_it_does_not_name(run, events) -> None:
    events(audience="studenten", soon=2, later=9)
    before = run(FIND, "events voor studenten", audience="studenten").slots
    assert run(FIND, f"en op {on_day(9)}?", slots=before).names == ["later"]
    events(audience="bedrijven", soon=2)
    assert run(FIND, f"en op {on_day(2)}?", slots=before).names == []
    assert run(FIND, f"events op {on_day(2)}", slots=before).names == ["soon"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("period", ["onzin", "2026-99-99/..", "past 2019-01-01", "//"])
def test_a_period_that_cannot_be_read_does_not_limit(run, period: str) -> None:
    outcome = run(FIND, "/find_event", period=period)
    assert outcome.responses in (["utter_no_coming_events"], ["utter_past_events"])


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-01-01", "2019-12-31", "2019"),
        ("2027-05-01", "2027-05-31", "mei 2027"),
        ("2027-05-03", "2027-05-03", "3 mei 2027"),
        ("2027-05-03", "2027-06-10", "3 mei 2027 – 10 juni 2027"),
        ("2027-05-03", None, "vanaf 3 mei 2027"),
        (None, "2027-05-03", "tot en met 3 mei 2027"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_in_words(first: str | None, last: str | None, words: str) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert days_in_words(*days) == words


@pytest.mark.usefixtures("broken_database")
@pytest.mark.parametrize("entities", [{}, {"period": "past"}])
def test_when_the_database_is_gone_the_visitor_is_told(run, entities) -> None:
    assert run(FIND, "wat is er te doen", **entities).responses == ["utter_look_up_failed"]
