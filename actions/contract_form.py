"""The guide to reserved contracts: starts it, reads the answers, asks the next question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.contract_answers import ANSWER, CHANGE, Reading, next_question, place_value, read
from actions.guides import ask
from actions.replies import Button, button_title, payload, say
from actions.services import catalogue
from bot.catalogue.items import Place
from bot.database.errors import DatabaseUnavailable
from bot.guides.contract_words import ACTIVITY, AMOUNT, ANSWERS, PLACE, ROLE, UNKNOWN
from bot.guides.contracts import contracts_guide

FORM = "contract_form"
GUIDE = "contract"
REQUESTED = "requested_slot"
ENTRIES = frozenset({"start_contract_guide", "resume_guide"})
"""Intents that open the guide: their words are no answer to its question."""
POPULAR = 6

Events = list[dict[str, Any]]
Domain = dict[str, Any]


class ActionStartContractGuide(Action):
    """Forget earlier answers, and keep what the first message already says."""

    def name(self) -> str:
        return "action_start_contract_guide"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        del domain
        say(dispatcher, "utter_contract_intro")
        known = (await _read(tracker, None)).values
        return [SlotSet(name, known.get(name)) for name in ANSWERS]


class ValidateContractForm(Action):
    """Sets every slot that a message answers or corrects, whatever was asked.

    Without any, nothing is set: the form rejects, the plain rules answer the message, and the form asks again.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        del domain
        requested = tracker.get_slot(REQUESTED)
        events: Events = []
        slots = {name: tracker.get_slot(name) for name in ANSWERS}
        if (tracker.latest_message.get("intent") or {}).get("name") not in ENTRIES:
            reading = await _read(tracker, requested)
            slots.update(reading.values)
            events = [SlotSet(name, value) for name, value in reading.values.items()]
            if reading.unclear:
                _explain(dispatcher, reading)
                events.append(SlotSet(requested, slots.get(requested)) if requested else SlotSet("guide", GUIDE))
        following = next_question(slots)
        if following and events and tracker.get_slot("guide") != GUIDE:
            events.append(SlotSet("guide", GUIDE))
        return [*events, SlotSet(REQUESTED, following)]


class ActionAskContractRole(Action):
    """Who is asking."""

    def name(self) -> str:
        return f"action_ask_{ROLE}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        ask(dispatcher, tracker, "utter_ask_contract_role", buttons=_ways_out(tracker, domain, ROLE))
        return []


class ActionAskContractActivity(Action):
    """What work is to be done; the most common kinds are buttons."""

    def name(self) -> str:
        return f"action_ask_{ACTIVITY}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        known = await asyncio.to_thread(_activity_buttons)
        ask(dispatcher, tracker, "utter_ask_contract_activity", buttons=[*known, *_ways_out(tracker, domain, ACTIVITY)])
        return []


class ActionAskContractPlace(Action):
    """Where; the municipalities with most enterprises for the work are buttons."""

    def name(self) -> str:
        return f"action_ask_{PLACE}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        known = await asyncio.to_thread(_place_buttons, tracker.get_slot(ACTIVITY))
        ask(dispatcher, tracker, "utter_ask_contract_place", buttons=[*known, *_ways_out(tracker, domain, PLACE)])
        return []


class ActionAskContractAmount(Action):
    """The estimated value; the procedures by value are buttons."""

    def name(self) -> str:
        return f"action_ask_{AMOUNT}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        bands = [answer_button(band.title, AMOUNT, band.id) for band in contracts_guide().bands]
        ask(dispatcher, tracker, "utter_ask_contract_amount", buttons=[*bands, *_ways_out(tracker, domain, AMOUNT)])
        return []


def answer_button(title: str, slot: str, value: str) -> Button:
    """A button that answers a question of the guide."""
    return {"title": title, "payload": payload(ANSWER, **{slot: value})}


def change_button(domain: Domain, slot: str, title: str) -> Button:
    """A button that asks a question again."""
    return {"title": button_title(domain, title), "payload": payload(ANSWER, **{CHANGE: slot})}


async def _read(tracker: Tracker, requested: str | None) -> Reading:
    """Where places can't be looked up, the question stays and a question of its own still gets its answer."""
    try:
        return await asyncio.to_thread(read, tracker, requested)
    except DatabaseUnavailable:
        return Reading(unclear="look_up" if requested else None)


def _explain(dispatcher: CollectingDispatcher, reading: Reading) -> None:
    """What was not understood, with an example or with what may be meant."""
    named = reading.named
    if reading.unclear == "look_up":
        say(dispatcher, "utter_look_up_failed")
    elif named and named.choices:
        say(dispatcher, "utter_ask_which_place", buttons=_choices(named.choices), place=named.unclear)
    elif named:
        say(dispatcher, "utter_unclear_contract_place", place=named.unclear)
    elif reading.unclear == PLACE:
        say(dispatcher, "utter_unclear_contract_place_words")
    else:
        say(dispatcher, f"utter_unclear_{reading.unclear}")


def _choices(places: Iterable[Place]) -> list[Button]:
    values = dict.fromkeys(place_value(place) for place in places)
    return [answer_button(value, PLACE, value) for value in values]


def _activity_buttons() -> list[Button]:
    """None where the catalogue can't be reached: the visitor can still type."""
    try:
        popular = catalogue().popular_activities(POPULAR)
    except DatabaseUnavailable:
        return []
    return [answer_button(item.label, ACTIVITY, item.code) for item in popular]


def _place_buttons(activity: str | None) -> list[Button]:
    try:
        popular = catalogue().popular_municipalities(None if activity == UNKNOWN else activity, POPULAR)
    except DatabaseUnavailable:
        return []
    return [answer_button(item.name, PLACE, item.name) for item in popular]


def _ways_out(tracker: Tracker, domain: Domain, slot: str) -> list[Button]:
    """No answer, back, stop."""
    buttons = [answer_button(button_title(domain, f"utter_button_no_{slot}"), slot, UNKNOWN)]
    answered = [name for name in ANSWERS[: ANSWERS.index(slot)] if tracker.get_slot(name) is not None]
    if answered:
        buttons.append(change_button(domain, answered[-1], "utter_button_question_before"))
    return [*buttons, {"title": button_title(domain, "utter_button_stop"), "payload": payload("stop")}]
