"""What a visitor gets when no answer is sure."""

from __future__ import annotations

import pytest

from actions.fallback import MAX_OFFERED, NOTHING_FOUND, ActionFallback
from actions.search import ANSWERS
from bot.answers.topics import topic_base
from tests.unit.actions.conftest import bot_event

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


@pytest.mark.usefixtures("database")
def test_a_single_likely_answer_stands_first_with_what_the_words_hit_beside_it(run) -> None:
    outcome = run(FALLBACK, topic_base()["sifo"].title, candidates=["faq/maatwerkbedrijf"])
    payloads = list(outcome.buttons.values())
    assert outcome.responses == ["utter_suggest"]
    assert payloads[0] == "/faq/maatwerkbedrijf"
    assert "/faq/sifo" in payloads
    assert len(payloads) <= MAX_OFFERED


@pytest.mark.usefixtures("database")
def test_what_is_suggested_already_is_not_offered_twice(run) -> None:
    outcome = run(FALLBACK, topic_base()["sifo"].title, candidates=["faq/sifo"])
    assert [button["payload"] for button in outcome.messages[0]["buttons"]].count("/faq/sifo") == 1


@pytest.mark.usefixtures("database")
def test_without_candidates_the_words_are_searched(run) -> None:
    outcome = run(FALLBACK, topic_base()["sifo"].title)
    assert outcome.responses == ["utter_search_results"]
    assert "/faq/sifo" in outcome.buttons.values()
    assert len(outcome.buttons) <= ANSWERS


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("text", ["xqz blorp", "", "de het een"])
def test_when_the_search_finds_nothing_the_assistant_says_so(run, text: str) -> None:
    outcome = run(FALLBACK, text)
    assert outcome.responses == ["utter_search_nothing"]
    assert "Daar vind ik niets over" in outcome.text
    assert outcome.cards == []


@pytest.mark.usefixtures("database")
def test_an_enterprise_in_the_message_is_shown(run) -> None:
    outcome = run(FALLBACK, "xqz 3wplus", enterprise="3Wplus")
    assert outcome.responses == ["utter_search_results"]
    assert outcome.names == ["3Wplus"]


@pytest.mark.usefixtures("database")
def test_an_enterprise_with_a_typing_error_is_found(run) -> None:
    assert run(FALLBACK, "mariastten").names == ["Mariasteen"]


@pytest.mark.usefixtures("database")
def test_work_and_a_place_become_a_look_up_with_its_count(run, read_names) -> None:
    text = "xqz groenonderhoud gent"
    outcome = run(FALLBACK, text, found=read_names(text))
    title = next(title for title in outcome.buttons if title.startswith("Groenonderhoud"))
    assert "in Gent (" in title
    assert outcome.buttons[title].startswith("/find_enterprise")


@pytest.mark.usefixtures("database")
def test_work_that_nobody_does_there_is_not_offered(run, read_names) -> None:
    text = "xqz printplaten herstappe"
    assert not any(
        one.startswith("/find_enterprise") for one in run(FALLBACK, text, found=read_names(text)).buttons.values()
    )


def test_coming_events_with_the_words_in_their_title_are_offered(run, events) -> None:
    events(Blorpdag=5, Andersdag=6)
    outcome = run(FALLBACK, "die blorpdag")
    (title,) = [title for title, payload in outcome.buttons.items() if payload.startswith("/find_event")]
    assert "Komende evenementen" in title
    assert "(1)" in title


def test_events_that_are_over_are_offered_as_such_when_none_is_coming(run, events) -> None:
    events(Blorpdag=-5)
    outcome = run(FALLBACK, "die blorpdag")
    (title,) = [title for title, payload in outcome.buttons.items() if payload.startswith("/find_event")]
    assert "Voorbije evenementen" in title


@pytest.mark.usefixtures("broken_database")
def test_without_a_database_the_search_goes_on_over_the_answers(run) -> None:
    outcome = run(FALLBACK, topic_base()["maatwerkbedrijf"].title, enterprise="3Wplus")
    assert outcome.responses == ["utter_search_results"]
    assert outcome.cards == []


def test_at_the_third_miss_in_a_row_people_are_named(run, earlier) -> None:
    before = earlier("answered", "suggested", "searched")
    assert run(FALLBACK, "xqz", before=before).responses == ["utter_handed_over"]


def test_nothing_found_is_a_miss_too(run) -> None:
    nothing = [{"event": "user", "text": "xqz"}, bot_event("refused", **{NOTHING_FOUND: True})]
    assert run(FALLBACK, "xqz", before=[*nothing, *nothing]).responses == ["utter_handed_over"]


def test_a_question_outside_the_domain_is_no_miss(run, earlier) -> None:
    outcome = run(FALLBACK, "iets", before=earlier("refused", "refused"), candidates=["faq/maatwerkbedrijf"])
    assert outcome.responses == ["utter_suggest"]


def test_the_people_belong_to_the_subject_of_the_last_answer(run, earlier) -> None:
    subject = [{"event": "user", "text": "sifo"}, bot_event("answered", topic="faq/voorbehouden-opdracht")]
    outcome = run(FALLBACK, "xqz", before=[*subject, *earlier("suggested", "suggested")])
    assert outcome.responses == ["utter_handed_over_about"]
    assert "VVSG" in outcome.text


def test_at_the_third_miss_likely_answers_stay_on_offer(run, earlier) -> None:
    outcome = run(FALLBACK, "iets", before=earlier("suggested", "suggested"), candidates=["faq/maatwerkbedrijf"])
    assert outcome.responses == ["utter_handed_over_about"]
    assert "collectief maatwerk" in outcome.text
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
