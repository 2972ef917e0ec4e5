"""Where the last answer comes from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dates import in_words
from actions.replies import last_answer, say

ACTION_SHOW_SOURCES = "action_show_sources"
SHOWN = ("topic", "facts", "as_of", "validity", "sources")


class ActionShowSources(Action):
    """The sources and date of the last answer, as data beside a short sentence."""

    def name(self) -> str:
        return ACTION_SHOW_SOURCES

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        answer = last_answer(tracker)
        if answer is None:
            say(dispatcher, "utter_no_sources")
            return []
        details = {key: answer[key] for key in SHOWN if key in answer}
        say(dispatcher, "utter_sources", details=details, as_of=in_words(answer["as_of"]))
        return []
