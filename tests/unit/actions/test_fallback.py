"""What a visitor gets when no answer is sure."""

from __future__ import annotations

import pytest

from actions.fallback import HITS, ActionFallback
from bot.answers.topics import topic_base

FALLBACK = ActionFallback()


def test_likely_answers_are_offered_by_their_titles(run) -> None:
    outcome = run(FALLBACK, "iets met loon", candidates=["faq/maatwerkbedrijf", "faq/sociale-economie"])
    titles = [topic_base()[name].title for name in ("maatwerkbedrijf", "sociale-economie")]
    assert outcome.responses == ["utter_suggest"]
    assert list(outcome.buttons) == titles
    assert list(outcome.buttons.values()) == ["/faq/maatwerkbedrijf", "/faq/sociale-economie"]
    assert outcome.messages[0]["buttons"][0]["topic"] == "faq/maatwerkbedrijf"


def test_a_likely_look_up_is_offered_by_what_it_does(run) -> None:
    outcome = run(FALLBACK, "iets in de buurt", candidates=["find_enterprise", "faq/maatwerkbedrijf", "find_event"])
    assert outcome.buttons["Zoek een onderneming"] == "/find_enterprise"
    assert outcome.buttons["Zoek een evenement"] == "/find_event"
    assert len(outcome.buttons) == 3


def test_a_candidate_that_is_no_answer_any_more_is_not_offered(run) -> None:
    outcome = run(FALLBACK, "iets", candidates=["faq/bestaat-niet-meer", "faq/maatwerkbedrijf"])
    assert list(outcome.buttons.values()) == ["/faq/maatwerkbedrijf"]


def test_without_candidates_the_words_are_searched(run) -> None:
    outcome = run(FALLBACK, topic_base()["maatwerkbedrijf"].title)
    assert outcome.responses == ["utter_search_results"]
    assert "/faq/maatwerkbedrijf" in outcome.buttons.values()
    assert len(outcome.buttons) <= HITS


@pytest.mark.parametrize("text", ["xqz blorp", "", "de het een"])
def test_when_the_search_finds_nothing_the_assistant_says_what_it_knows(run, text: str) -> None:
    outcome = run(FALLBACK, text)
    assert outcome.responses == ["utter_out_of_scope"]
    assert outcome.buttons == {}


@pytest.mark.usefixtures("database")
def test_an_enterprise_in_the_message_is_shown(run) -> None:
    outcome = run(FALLBACK, "xqz 3wplus", enterprise="3Wplus")
    assert outcome.responses == ["utter_search_results"]
    assert outcome.names == ["3Wplus"]


@pytest.mark.usefixtures("broken_database")
def test_without_a_database_the_search_goes_on_over_the_answers(run) -> None:
    outcome = run(FALLBACK, topic_base()["maatwerkbedrijf"].title, enterprise="3Wplus")
    assert outcome.responses == ["utter_search_results"]
    assert outcome.cards == []


def test_at_the_third_miss_in_a_row_people_are_named(run, earlier) -> None:
    before = earlier("answered", "suggested", "searched")
    assert run(FALLBACK, "xqz", before=before).responses == ["utter_handed_over"]


def test_at_the_third_miss_likely_answers_stay_on_offer(run, earlier) -> None:
    outcome = run(FALLBACK, "iets", before=earlier("suggested", "suggested"), candidates=["faq/maatwerkbedrijf"])
    assert outcome.responses == ["utter_handed_over"]
    assert list(outcome.buttons.values()) == ["/faq/maatwerkbedrijf"]


@pytest.mark.parametrize(
    "statuses",
    [[], ["suggested"], ["suggested", "answered"], ["answered", "searched"], ["suggested", "suggested", "smalltalk"]],
)
def test_before_the_third_miss_in_a_row_nobody_is_sent_away(run, earlier, statuses: list[str]) -> None:
    outcome = run(FALLBACK, "iets", before=earlier(*statuses), candidates=["faq/maatwerkbedrijf"])
    assert outcome.responses == ["utter_suggest"]


def test_after_the_hand_over_counting_starts_again(run, earlier) -> None:
    before = earlier("suggested", "suggested", "handed-over")
    assert run(FALLBACK, "iets", before=before, candidates=["faq/maatwerkbedrijf"]).responses == ["utter_suggest"]
