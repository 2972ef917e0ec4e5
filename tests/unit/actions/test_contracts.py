"""The contracts guide: reading answers, asking on, and the result."""

from __future__ import annotations

from typing import Any

import pytest

from actions.contract_form import (
    ActionAskContractActivity,
    ActionAskContractAmount,
    ActionAskContractPlace,
    ActionStartContractGuide,
    ValidateContractForm,
)
from actions.contract_result import ActionContractResult, changed_parts
from actions.quiz import ActionQuizResult

READ, RESULT = ValidateContractForm(), ActionContractResult()
ALL = {
    "contract_role": "government",
    "contract_activity": "groenonderhoud",
    "contract_place": "Turnhout",
    "contract_amount": "35000",
}
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def answer(run, read_names):
    """The visitor answers while ``asked`` waits, with the slots of before; names are found by the real extractor."""

    def act(text: str, asked: str | None = None, intent: str = "nlu_fallback", **slots: str):
        known = {**slots, "requested_slot": asked}
        return run(READ, text, known, intent=intent, form="contract_form", found=read_names(text))

    return act


@pytest.fixture
def result(run):
    return lambda **changed: run(RESULT, slots={**ALL, **changed})


def test_the_guide_asks_who_what_where_and_how_much_in_this_order(answer) -> None:
    assert answer("gemeente", "contract_role").slots["requested_slot"] == "contract_activity"
    outcome = answer("gras maaien", "contract_activity", contract_role="government")
    assert outcome.slots["contract_activity"] == "groenonderhoud"
    assert outcome.slots["requested_slot"] == "contract_place"


def test_a_company_is_not_asked_for_an_amount(answer) -> None:
    outcome = answer("Gent", "contract_place", contract_role="company", contract_activity="montage")
    assert outcome.slots["contract_place"] == "Gent"
    assert outcome.slots["requested_slot"] is None


def test_one_message_may_answer_several_questions(answer) -> None:
    outcome = answer("wij zijn de stad Gent en zoeken groenonderhoud voor 35.000 euro", "contract_role")
    assert {name: outcome.slots[name] for name in ALL} == {
        "contract_role": "government",
        "contract_activity": "groenonderhoud",
        "contract_place": "Gent",
        "contract_amount": "35000",
    }


def test_that_work_is_outsourced_is_no_kind_of_work(answer) -> None:
    outcome = answer("wij zijn een bedrijf en willen werk uitbesteden", "contract_role")
    assert outcome.slots["requested_slot"] == "contract_activity"


def test_the_first_message_fills_what_it_says(run, read_names) -> None:
    text = "onze gemeente wil groenonderhoud voorbehouden"
    outcome = run(ActionStartContractGuide(), text, ALL, intent="start_contract_guide", found=read_names(text))
    assert outcome.slots["contract_role"] == "government"
    assert outcome.slots["contract_activity"] == "groenonderhoud"
    assert outcome.slots["contract_amount"] is None


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("weet ik niet", "contract_role"),
        ("geen idee", "contract_activity"),
        ("maakt niet uit", "contract_place"),
        ("overal", "contract_place"),
        ("nog niet bekend", "contract_amount"),
    ],
)
def test_not_knowing_is_an_answer(answer, text: str, slot: str) -> None:
    assert answer(text, slot).slots[slot] == "unknown"


@pytest.mark.parametrize(
    ("text", "slot", "response"),
    [
        ("xqz", "contract_role", "utter_unclear_contract_role"),
        ("xqz blorp", "contract_activity", "utter_unclear_contract_activity"),
        ("xqzzyville", "contract_place", "utter_unclear_contract_place"),
        ("veel", "contract_amount", "utter_unclear_contract_amount"),
        ("30.000 euro incl. btw", "contract_amount", "utter_unclear_vat"),
    ],
)
def test_what_is_not_understood_is_asked_again_with_help(answer, text: str, slot: str, response: str) -> None:
    outcome = answer(text, slot, contract_role="government" if slot != "contract_role" else None)
    assert outcome.responses == [response]
    assert outcome.slots[slot] is None


def test_a_place_that_is_not_clear_offers_what_may_be_meant(answer) -> None:
    outcome = answer("Heusden", "contract_place", contract_role="government", contract_activity="montage")
    assert outcome.responses == ["utter_ask_which_place"]
    assert outcome.buttons["Heusden (Destelbergen)"] == '/contract_answer{"contract_place": "Heusden (Destelbergen)"}'


@pytest.mark.parametrize(("text", "intent"), [("wat is een enclave?", "faq"), ("bedankt", "thank")])
def test_another_message_is_left_to_the_rules(answer, text: str, intent: str) -> None:
    assert set(answer(text, "contract_activity", intent=intent).slots) == {"requested_slot"}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("nee, 80.000 euro", "contract_amount", "80000"),
        ("toch in Gent", "contract_place", "Gent"),
        ("nee, wij zijn een bedrijf", "contract_role", "company"),
        ("eigenlijk verpakken", "contract_activity", "verpakking"),
        ("toch in de provincie Limburg", "contract_place", "provincie Limburg"),
        ("eigenlijk in de hele provincie", "contract_place", "provincie Antwerpen"),
        ("toch in Turnhaut", "contract_place", "Turnhout"),
    ],
)
def test_an_earlier_answer_is_corrected(answer, text: str, slot: str, value: str) -> None:
    assert answer(text, None, **ALL).slots[slot] == value


def test_a_correction_to_an_unknown_place_asks_the_place_again(answer) -> None:
    outcome = answer("toch in Blarghemlo", None, **ALL)
    assert outcome.responses == ["utter_unclear_contract_place"]
    assert outcome.slots["requested_slot"] == "contract_place"


def test_an_amount_holds_no_place(answer) -> None:
    outcome = answer("100 mille", "contract_amount", contract_role="government", contract_place="Gent")
    assert outcome.slots["contract_amount"] == "100000"
    assert "contract_place" not in outcome.slots


def test_a_button_asks_a_question_again(run) -> None:
    slots = {**ALL, "requested_slot": None}
    outcome = run(READ, "/contract_answer", slots, intent="contract_answer", contract_change="contract_amount")
    assert outcome.slots["contract_amount"] is None
    assert outcome.slots["requested_slot"] == "contract_amount"


def test_a_step_back_asks_the_question_before(answer) -> None:
    outcome = answer("vorige vraag", "contract_place", contract_role="government", contract_activity="montage")
    assert outcome.slots["requested_slot"] == "contract_activity"


def test_each_question_can_be_answered_by_buttons(run) -> None:
    known = {"contract_role": "government", "contract_activity": "groenonderhoud"}
    assert len(run(ActionAskContractActivity(), slots=known).buttons) > 5
    assert run(ActionAskContractPlace(), slots=known).buttons["Maakt niet uit"].endswith('"unknown"}')
    amounts = run(ActionAskContractAmount(), slots=known).buttons
    assert amounts["Minder dan 30.000 euro"] == '/contract_answer{"contract_amount": "aanvaarde-factuur"}'
    assert "Vorige vraag" in amounts


def test_the_result_tells_the_procedure_with_its_period_and_facts(result) -> None:
    outcome = result()
    assert "30.000 tot 140.000 euro" in outcome.text
    assert "van 1 januari 2026 tot en met 31 december 2027" in outcome.text
    told = {fact for message in outcome.messages for fact in message["custom"].get("facts", ())}
    assert {"ozvb-grens-2026", "voorbehouden-artikel-15-voorwaarden", "hulp-bij-sociaal-aankopen"} <= told
    assert "geen juridisch advies" in outcome.text


def test_the_result_lists_candidates_near_the_place_and_the_codes_of_the_work(result) -> None:
    outcome = result()
    assert "77310000-6" in outcome.text
    assert any(card.get("distance") == 0 for card in outcome.cards)


def test_work_without_codes_says_so(result) -> None:
    assert "geen CPV-code" in result(contract_activity="montage").text


def test_nobody_near_offers_a_wider_search(result) -> None:
    outcome = result(contract_activity="farma", contract_place="De Panne")
    assert "utter_contract_no_candidates" in outcome.responses
    assert any("/find_enterprise" in payload for payload in outcome.buttons.values())


@pytest.mark.parametrize("role", ["government", "company", "bidder", "unknown"])
def test_each_role_gets_its_result_also_when_nothing_is_known(result, role: str) -> None:
    unknown = dict.fromkeys(ALL, "unknown")
    outcome = result(**{**unknown, "contract_role": role})
    assert outcome.responses[0].startswith("utter_contract_answers")
    assert outcome.responses[-1] == "utter_contract_end"
    assert outcome.cards


def test_the_result_offers_its_summary(result) -> None:
    assert {"kind": "summary", "url": "summary.txt"} in result().cards


@pytest.mark.parametrize(
    ("name", "value", "told", "left_out"),
    [
        ("contract_amount", "20000", "aanvaarde factuur", "Ondernemingen voor"),
        ("contract_place", "Gent", "Ondernemingen voor", "onderhandelingsprocedure"),
    ],
)
def test_after_a_correction_only_what_changes_is_told(run, name: str, value: str, told: str, left_out: str) -> None:
    before = [{"event": "action", "name": "action_contract_result"}]
    events = [*before, {"event": "slot", "name": name, "value": value}]
    text = run(RESULT, slots={**ALL, name: value}, before=events).text
    assert told in text
    assert left_out not in text


def test_another_role_or_a_new_guide_tells_all() -> None:
    ended = {"event": "action", "name": "action_contract_result"}
    role = {"event": "slot", "name": "contract_role", "value": "company"}
    amount = {"event": "slot", "name": "contract_amount", "value": "1"}
    assert changed_parts([ended, role, amount]) == frozenset()
    assert changed_parts([ended, {"event": "action", "name": "action_start_contract_guide"}, amount]) == frozenset()
    assert changed_parts([ended, amount]) == {"procedure"}


def test_without_a_database_the_result_still_tells_the_law(result, broken_database) -> None:
    del broken_database
    outcome = result()
    assert "utter_look_up_failed" in outcome.responses
    assert "artikel 15" in outcome.text


def guide(value: str | None) -> dict[str, Any]:
    return {"event": "slot", "name": "guide", "value": value}


def test_a_guide_that_was_left_can_be_taken_up_after_another_one(run) -> None:
    assert run(ActionQuizResult(), before=[guide("contract"), guide("quiz")]).slots["guide"] == "contract"
    done = {"event": "action", "name": "action_contract_result"}
    assert run(ActionQuizResult(), before=[guide("contract"), done, guide("quiz")]).slots["guide"] is None
    assert run(RESULT, slots=ALL, before=[guide("student"), guide("contract")]).slots["guide"] == "student"
