"""What a visitor gets when no answer is sure: suggestions, a search, or people to turn to."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.contact import contact
from actions.replies import Button, button_title, details_before, payload, say, topic_button
from actions.search import search
from actions.services import titles
from bot.answers.topics import INTENT_PREFIX

ACTION_FALLBACK = "action_fallback"
MISSES = frozenset({"suggested", "searched"})
MISSES_BEFORE_HANDOVER = 2
ENOUGH = 2
"""With fewer suggestions the words are searched as well."""
MAX_OFFERED = 4
NOTHING_FOUND = "nothing_found"
"""Marks a reply that honestly had nothing; to the visitor it looks like a refusal, but it counts as a miss."""
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
        suggestions = _suggestions(tracker, domain)
        before = details_before(tracker)[-MISSES_BEFORE_HANDOVER:]
        if len(before) == MISSES_BEFORE_HANDOVER and all(map(_is_miss, before)):
            contact(dispatcher, tracker, "utter_handed_over", buttons=suggestions)
        elif len(suggestions) >= ENOUGH:
            say(dispatcher, "utter_suggest", buttons=suggestions)
        else:
            await asyncio.to_thread(_search, dispatcher, tracker, domain, suggestions)
        return []


def _is_miss(details: dict[str, Any]) -> bool:
    return details.get("status") in MISSES or bool(details.get(NOTHING_FOUND))


def _search(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any], suggestions: list[Button]
) -> None:
    """What the words hit; a single suggestion goes first, with the hits beside it."""
    hits = search(tracker, domain)
    if suggestions:
        offered = {button["payload"] for button in suggestions}
        others = [button for button in hits.buttons if button["payload"] not in offered]
        say(dispatcher, "utter_suggest", buttons=[*suggestions, *others[: MAX_OFFERED - 1]], cards=hits.cards)
    elif hits.is_empty:
        say(dispatcher, "utter_search_nothing", details={NOTHING_FOUND: True})
    else:
        say(dispatcher, "utter_search_results", buttons=hits.buttons, cards=hits.cards)


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
