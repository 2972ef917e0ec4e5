"""What a visitor gets when no answer is sure: suggestions, a search, or people to turn to."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.cards import enterprise_card
from actions.replies import Button, button_title, entity_of, payload, say, statuses_before, topic_button
from actions.services import answer_search, catalogue, titles
from bot.answers.topics import INTENT_PREFIX
from bot.database.errors import DatabaseUnavailable

ACTION_FALLBACK = "action_fallback"
MISSES = frozenset({"suggested", "searched"})
MISSES_BEFORE_HANDOVER = 2
HITS = 4
LISTEN = "action_listen"
"""Without it the policy, which knows no rule for what follows here, would predict this action again and again."""
OPEN_REPLIES = {"affirm": "utter_choose_follow_up", "deny": "utter_ask_other_question"}
"""A yes or no where no story says what it means: ask on instead of searching for the word."""


class ActionFallback(Action):
    """Did-you-mean with the gate's candidates, else a search; at the third miss in a row contact points."""

    def name(self) -> str:
        return ACTION_FALLBACK

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent in OPEN_REPLIES:
            say(dispatcher, OPEN_REPLIES[intent])
            return [FollowupAction(LISTEN)]
        before = statuses_before(tracker)[-MISSES_BEFORE_HANDOVER:]
        if len(before) == MISSES_BEFORE_HANDOVER and MISSES.issuperset(before):
            say(dispatcher, "utter_handed_over", buttons=_suggestions(tracker, domain))
            return []
        suggestions = _suggestions(tracker, domain)
        if suggestions:
            say(dispatcher, "utter_suggest", buttons=suggestions)
            return []
        await asyncio.to_thread(self._search, dispatcher, tracker)
        return []

    def _search(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        known = titles()
        hits = answer_search().best(str(tracker.latest_message.get("text") or ""), HITS)
        cards = _enterprise_cards(tracker)
        if hits or cards:
            buttons = [topic_button(topic, known[topic]) for topic in hits]
            say(dispatcher, "utter_search_results", buttons=buttons, cards=cards)
        else:
            say(dispatcher, "utter_out_of_scope")


def _suggestions(tracker: Tracker, domain: dict[str, Any]) -> list[Button]:
    """The gate's candidates as buttons: answers by their title, look-ups by what they do."""
    gate = tracker.latest_message.get("gate") or {}
    known = titles()
    buttons = []
    for label in (candidate["label"] for candidate in gate.get("candidates", [])):
        topic = label.removeprefix(INTENT_PREFIX)
        if topic in known:
            buttons.append(topic_button(topic, known[topic]))
        elif f"utter_button_{label}" in domain["responses"]:
            buttons.append({"title": button_title(domain, f"utter_button_{label}"), "payload": payload(label)})
    return buttons


def _enterprise_cards(tracker: Tracker) -> list[dict[str, Any]]:
    """The enterprise that the message names, if the catalogue knows it and can be reached."""
    name = entity_of(tracker, "enterprise")
    if not name:
        return []
    try:
        return [enterprise_card(item) for item in catalogue().enterprises_by_name(name).items]
    except DatabaseUnavailable:
        return []
