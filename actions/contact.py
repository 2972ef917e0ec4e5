"""Whom to turn to about the subject that was talked about last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Button, last_facts, say
from bot.answers.contacts import contacts, theme_of
from bot.answers.provenance import provenance_of
from bot.answers.topics import INTENT_PREFIX, topic_base
from bot.knowledge.facts import fact_base

ACTION_CONTACT = "action_contact"
ABOUT = "_about"
"""Ending of the response that names the subject."""

GUIDE_THEMES = {"contract_form": "voorbehouden-opdrachten"}
"""The theme of a guide that states no facts before its end."""


class ActionContact(Action):
    """The contact points of the last subject, or the general ones."""

    def name(self) -> str:
        return ACTION_CONTACT

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        del domain
        contact(dispatcher, tracker, "utter_ask_human")
        return []


def contact(
    dispatcher: CollectingDispatcher, tracker: Tracker, response: str, *, buttons: Iterable[Button] = ()
) -> None:
    """Say whom to turn to: ``response``, or that of the same name with ``_about`` where a subject is known."""
    theme = _theme(tracker)
    points = contacts().of(theme)
    facts = dict.fromkeys(fact for point in points for fact in point.facts)
    about = contacts().about(theme)
    say(
        dispatcher,
        f"{response}{ABOUT}" if about else response,
        buttons=buttons,
        details=provenance_of(facts, fact_base()).as_dict(),
        points="\n".join(f"- {point.text.strip()}" for point in points),
        about=about or "",
    )


def _theme(tracker: Tracker) -> str | None:
    """That the message names; else of the guide, answer or quiz before it; without any, of what it may mean."""
    named = contacts().theme_in(str(tracker.latest_message.get("text") or ""))
    if named:
        return named
    if guided := GUIDE_THEMES.get(str((tracker.active_loop or {}).get("name"))):
        return guided
    last = last_facts(tracker)
    topics = topic_base()
    if last:
        return theme_of(str(last.get("topic", "")).removeprefix(INTENT_PREFIX), tuple(last.get("facts") or ()), topics)
    candidates = (tracker.latest_message.get("gate") or {}).get("candidates") or []
    names = [str(candidate["label"]).removeprefix(INTENT_PREFIX) for candidate in candidates]
    return next((topics[name].theme for name in names if name in topics), None)
