"""The guide to reserved contracts: starts it, reads the answers, asks the next question."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.contract_answers import ACTIVITY, ANSWERS, ROLE, read
from actions.guides import ask
from actions.replies import Button, payload, say
from actions.services import catalogue
from bot.database.errors import DatabaseUnavailable

FORM = "contract_form"
ANSWER = "contract_answer"
REQUESTED = "requested_slot"
ENTRIES = frozenset({"start_contract_guide", "resume_guide"})
"""Intents that open the guide: their words are no answer to its question."""
POPULAR = 6

Events = list[dict[str, Any]]


class ActionStartContractGuide(Action):
    """Forget earlier answers, and keep what the first message already says."""

    def name(self) -> str:
        return "action_start_contract_guide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        say(dispatcher, "utter_contract_intro")
        known = read(tracker, None).values
        return [SlotSet(name, known.get(name)) for name in ANSWERS]


class ValidateContractForm(Action):
    """Sets every slot that a message answers or corrects, whatever was asked.

    Without any, nothing is set: the form rejects, the plain rules answer the message, and the form asks again.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        requested = tracker.get_slot(REQUESTED)
        events: Events = []
        slots = {name: tracker.get_slot(name) for name in ANSWERS}
        if (tracker.latest_message.get("intent") or {}).get("name") not in ENTRIES:
            reading = read(tracker, requested)
            slots.update(reading.values)
            events = [SlotSet(name, value) for name, value in reading.values.items()]
            if reading.unclear:
                say(dispatcher, f"utter_unclear_{requested}")
                events.append(SlotSet(requested, None))
        return [*events, SlotSet(REQUESTED, next_question(slots))]


def next_question(slots: dict[str, Any]) -> str | None:
    """The first slot that is still to be filled, or None."""
    return next((name for name in ANSWERS if slots.get(name) is None), None)


class ActionAskContractRole(Action):
    """Who is asking."""

    def name(self) -> str:
        return f"action_ask_{ROLE}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        ask(dispatcher, tracker, "utter_ask_contract_role")
        return []


class ActionAskContractActivity(Action):
    """What work is to be done; the most common kinds are buttons."""

    def name(self) -> str:
        return f"action_ask_{ACTIVITY}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        ask(dispatcher, tracker, "utter_ask_contract_activity", buttons=await asyncio.to_thread(_activity_buttons))
        return []


def _activity_buttons() -> list[Button]:
    """None where the catalogue can't be reached: the visitor can still type."""
    try:
        popular = catalogue().popular_activities(POPULAR)
    except DatabaseUnavailable:
        return []
    return [{"title": item.label, "payload": payload(ANSWER, contract_activity=item.code)} for item in popular]
