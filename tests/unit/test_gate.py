"""The gate: what the visitor gets at which confidence, in the terms that Rasa's rules read."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.gate import LOOK_UPS, AnswerGate, Decision, Thresholds, decide, weigh
from bot.nlu.keys import GATE, LABEL_RANKING, LANGUAGE

THRESHOLDS = Thresholds(answer=0.5, suggest=0.1, outside=0.6)


def ranked(**confidences: float) -> list[dict[str, Any]]:
    """A ranking, best first; ``faq_loon`` stands for ``faq/loon``."""
    return [{"name": name.replace("faq_", "faq/"), "confidence": p} for name, p in confidences.items()]


def decided(**confidences: float) -> Decision:
    return decide(ranked(**confidences), THRESHOLDS)


def passed(
    text: str, ranking: list[dict[str, Any]] | None = None, language: tuple[str, float] | None = None
) -> Message:
    message = Message.build(text)
    message.set(LABEL_RANKING, ranking)
    if language:
        message.set(LANGUAGE, {"code": language[0], "confidence": language[1]})
    AnswerGate({"answer": 0.5, "suggest": 0.1, "outside": 0.6, "one_word": 0.9, "place": 5.0, "foreign": 0.95}).process(
        [message]
    )
    return message


def test_a_sure_answer_is_given() -> None:
    assert decided(faq_loon=0.5, greet=0.3) == Decision("answered", "faq/loon", 0.5)


def test_an_answer_that_is_not_sure_has_the_next_likely_ones_beside_it() -> None:
    unsure = decided(faq_loon=0.55, faq_premie=0.2, greet=0.15, faq_duur=0.1)
    assert unsure == Decision("answered", "faq/loon", 0.55, (("faq/premie", 0.2), ("faq/duur", 0.1)))
    assert decided(faq_loon=0.8, faq_premie=0.2).candidates == ()


def test_a_single_word_must_be_surer_than_a_question() -> None:
    assert passed("premies?", ranked(faq_premie=0.8, faq_loon=0.2)).get(GATE)["status"] == "suggested"
    assert passed("premies", ranked(faq_premie=0.95)).get(GATE)["status"] == "answered"
    assert passed("hallo", ranked(greet=0.6)).get("intent")["name"] == "greet"


def test_a_single_unknown_word_is_not_soon_called_foreign() -> None:
    assert passed("hydraulica", ranked(foreign_language_other=0.55)).get(GATE)["status"] == "searched"
    assert passed("hydraulics", ranked(foreign_language_english=0.95)).get(GATE)["status"] == "dialogue"
    assert passed("dwa bilety", ranked(foreign_language_other=0.55)).get(GATE)["status"] == "dialogue"


def test_a_single_unknown_word_is_searched_before_it_is_refused() -> None:
    assert passed("waterzuivering", ranked(out_of_scope=0.8)).get(GATE)["status"] == "searched"
    assert passed("waterzuivering", ranked(out_of_scope=0.95)).get(GATE)["status"] == "refused"
    assert passed("waterzuivering installatie", ranked(out_of_scope=0.8)).get(GATE)["status"] == "refused"


def test_a_sure_dialogue_intent_is_followed() -> None:
    assert decided(greet=0.9) == Decision("dialogue", "greet", 0.9)


def test_a_sure_outsider_is_refused() -> None:
    assert decided(out_of_scope=0.6, faq_loon=0.3) == Decision("refused", "out_of_scope", 0.6)


def test_an_unsure_outsider_leaves_room_for_suggestions_even_above_the_threshold_of_answers() -> None:
    assert decided(out_of_scope=0.55, faq_loon=0.3) == Decision("suggested", None, 0.55, (("faq/loon", 0.3),))


def test_likely_answers_are_suggested_best_first_and_small_talk_never() -> None:
    decision = decided(faq_loon=0.49, greet=0.2, faq_premie=0.1, faq_ver=0.09)
    assert decision == Decision("suggested", None, 0.49, (("faq/loon", 0.49), ("faq/premie", 0.1)))


def test_a_likely_look_up_is_suggested_too() -> None:
    decision = decided(faq_loon=0.4, find_enterprise=0.3, find_event=0.2, ask_human=0.1)
    assert [name for name, _ in decision.candidates] == ["faq/loon", "find_enterprise", "find_event"]


def test_at_most_four_answers_are_suggested() -> None:
    decision = decided(faq_a=0.2, faq_b=0.2, faq_c=0.2, faq_d=0.15, faq_e=0.15)
    assert [name for name, _ in decision.candidates] == ["faq/a", "faq/b", "faq/c", "faq/d"]


def test_when_nothing_is_likely_a_search_follows() -> None:
    assert decided(faq_loon=0.09, greet=0.08) == Decision("searched", None, 0.09)


def test_a_text_that_could_not_be_ranked_is_refused() -> None:
    assert decided() == Decision("refused", "out_of_scope", 1.0)


def test_an_answer_is_written_as_rasa_reads_a_retrieval_intent() -> None:
    message = passed("wat verdien ik", ranked(faq_loon=0.8, greet=0.15, faq_premie=0.05))
    assert message.get("intent") == {"name": "faq", "confidence": 0.8}
    assert message.get("intent_ranking") == [
        {"name": "faq", "confidence": 0.8},
        {"name": "greet", "confidence": 0.15},
    ]
    selected = message.get("response_selector")["faq"]
    assert selected["response"]["intent_response_key"] == "faq/loon"
    assert selected["response"]["utter_action"] == "utter_faq/loon"
    assert [entry["intent_response_key"] for entry in selected["ranking"]] == ["faq/loon", "faq/premie"]
    assert message.get(GATE) == {"status": "answered", "candidates": []}


def test_all_that_the_gate_writes_reaches_rules_and_actions() -> None:
    message = passed("wat verdien ik", ranked(faq_loon=0.8))
    assert {"intent", "intent_ranking", "response_selector", GATE} <= message.output_properties


def test_suggestions_travel_with_the_fallback_intent() -> None:
    message = passed("iets met loon", ranked(faq_loon=0.4, faq_premie=0.2))
    assert message.get("intent") == {"name": "nlu_fallback", "confidence": 0.4}
    topics = [{"label": "faq/loon", "confidence": 0.4}, {"label": "faq/premie", "confidence": 0.2}]
    assert message.get(GATE) == {"status": "suggested", "candidates": topics}


def test_without_any_answer_the_selector_is_empty_but_there() -> None:
    selected = passed("hallo", ranked(greet=0.9)).get("response_selector")["faq"]["response"]
    assert selected["intent_response_key"] is None
    assert selected["utter_action"] is None


@pytest.mark.parametrize("text", ["123", "?!", "€ 5", "a b c", "12-34"])
def test_a_message_without_a_word_is_refused(text: str) -> None:
    assert passed(text, ranked(faq_loon=0.9)).get("intent")["name"] == "out_of_scope"


def test_words_in_another_alphabet_are_another_language() -> None:
    message = passed("привет всем", [])
    assert message.get("intent") == {"name": "foreign_language_other", "confidence": 1.0}
    assert message.get(GATE)["status"] == "dialogue"


def test_a_message_that_held_personal_data_is_refused_however_sure_the_answer_is() -> None:
    message = passed("bel me op <telefoonnummer> over mijn loon", ranked(faq_loon=0.99))
    assert message.get("intent") == {"name": "personal_data", "confidence": 1.0}
    assert message.get(GATE)["status"] == "refused"


def test_a_button_to_an_answer_leads_to_that_answer() -> None:
    message = passed("/faq/loon")
    response = message.get("response_selector")["faq"]["response"]
    assert (response["intent_response_key"], response["utter_action"]) == ("faq/loon", "utter_faq/loon")
    assert message.get("intent") == {"name": "faq", "confidence": 1.0}
    assert message.get(GATE) == {"status": "answered", "candidates": []}


@pytest.mark.parametrize("text", ["/greet", '/find_enterprise{"municipality": "Gent"}'])
def test_another_button_is_left_to_rasa(text: str) -> None:
    message = passed(text, ranked(faq_loon=0.9))
    assert message.get("intent") is None
    assert message.get(GATE) is None


@pytest.mark.parametrize(
    ("code", "intent"),
    [("fr", "foreign_language_french"), ("en", "foreign_language_english"), ("de", "foreign_language_other")],
)
def test_an_unsure_message_in_another_language_gets_a_line_in_that_language(code: str, intent: str) -> None:
    message = passed("je cherche un emploi", ranked(faq_loon=0.3), (code, 0.99))
    assert message.get("intent")["name"] == intent


def test_an_answer_that_is_not_sure_goes_behind_the_language() -> None:
    message = passed("mektup geldi ama anlamadim", ranked(faq_loon=0.6), ("tr", 0.99))
    assert message.get("intent")["name"] == "foreign_language_other"


def test_a_sure_answer_goes_before_the_language() -> None:
    message = passed("social enterprise label", ranked(faq_loon=0.8), ("en", 0.99))
    assert message.get(GATE)["status"] == "answered"


def test_a_doubtful_language_changes_nothing() -> None:
    assert passed("sociale economie wat", ranked(faq_loon=0.3), ("fr", 0.6)).get(GATE)["status"] == "suggested"
    assert passed("sociale economie wat", ranked(faq_loon=0.3), ("nl", 1.0)).get(GATE)["status"] == "suggested"


def test_a_place_in_the_message_makes_a_look_up_likelier() -> None:
    ranking = ranked(faq_kringwinkel=0.5, find_enterprise=0.3)
    weighed = weigh(ranking, LOOK_UPS, 5.0)
    assert [entry["name"] for entry in weighed] == ["find_enterprise", "faq/kringwinkel"]
    assert sum(entry["confidence"] for entry in weighed) < 1.0

    message = Message.build("kringwinkel in herstappe")
    message.set(LABEL_RANKING, ranking)
    message.set("entities", [{"entity": "municipality", "value": "Herstappe"}])
    AnswerGate({"answer": 0.5, "suggest": 0.1, "outside": 0.6, "one_word": 0.9, "place": 5.0, "foreign": 0.95}).process(
        [message]
    )
    assert message.get("intent")["name"] == "find_enterprise"


def test_a_message_with_work_of_the_catalogue_is_not_taken_for_another_language() -> None:
    message = Message.build("kringwinkel in Hasslet")
    message.set(LABEL_RANKING, ranked(faq_loon=0.3))
    message.set(LANGUAGE, {"code": "en", "confidence": 0.99})
    message.set("entities", [{"entity": "activity", "value": "kringloop"}])
    AnswerGate({"answer": 0.5, "suggest": 0.1, "outside": 0.6, "one_word": 0.9, "place": 5.0, "foreign": 0.95}).process(
        [message]
    )
    assert message.get(GATE)["status"] == "suggested"
