"""Look up enterprises by place, activity or name."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.cards import enterprise_card
from actions.replies import Button, button_title, entity_of, payload, say
from actions.services import catalogue
from bot.catalogue.codes import Certainty
from bot.catalogue.items import EnterprisePage, Wanted
from bot.catalogue.service import Catalogue
from bot.database.errors import DatabaseUnavailable

ACTION_FIND_ENTERPRISES = "action_find_enterprises"
FIND_ENTERPRISE = "find_enterprise"
PAGE = 5
SHORT_FOLLOW_UP = 4
"""A message of at most so many words, such as "en in aalst?", goes on with what was searched before."""
POPULAR = 6


@dataclass(frozen=True)
class Search:
    """What is looked for: a current municipality name, an activity code, and the first result to show."""

    municipality: str | None
    activity: str | None
    offset: int = 0


class ActionFindEnterprises(Action):
    """Cards of enterprises, or an honest "nothing found" with wider searches as buttons."""

    def name(self) -> str:
        return ACTION_FIND_ENTERPRISES

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        try:
            return await asyncio.to_thread(self._run, dispatcher, tracker, domain)
        except DatabaseUnavailable:
            say(dispatcher, "utter_look_up_failed")
            return []

    def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        found = catalogue()
        name = entity_of(tracker, "enterprise")
        search = search_of(tracker)
        if name and not search.activity and (page := found.enterprises_by_name(name)).total:
            _show(dispatcher, "utter_enterprises_by_name", page, [], name=name)
            return []
        if not (search.municipality or search.activity):
            say(dispatcher, "utter_ask_place_or_activity", buttons=_activity_buttons(found))
            return []
        page = found.enterprises(Wanted(search.municipality, activity=search.activity), PAGE, search.offset)
        label = found.activity_label(search.activity) if search.activity else None
        shape = _shape(search)
        values: dict[str, Any] = {"total": page.total, "municipality": search.municipality, "activity": label}
        if page.total:
            more = _more_button(search, page, domain)
            _show(dispatcher, f"utter_enterprises_{shape}", page, more, **values)
        else:
            wider = _wider_buttons(found, search, label, domain)
            say(dispatcher, f"utter_no_enterprises_{shape}", buttons=wider, **values)
        return [SlotSet("municipality", search.municipality), SlotSet("activity", search.activity)]


def search_of(tracker: Tracker) -> Search:
    """The search in the latest message; a short follow-up keeps the half that it doesn't name."""
    municipality = entity_of(tracker, "municipality")
    activity = entity_of(tracker, "activity")
    text = str(tracker.latest_message.get("text") or "")
    if not text.startswith("/") and len(text.split()) <= SHORT_FOLLOW_UP and (municipality or activity):
        municipality = municipality or tracker.get_slot("municipality")
        activity = activity or tracker.get_slot("activity")
    offset = entity_of(tracker, "offset") or "0"
    return Search(municipality, activity, int(offset) if offset.isdigit() else 0)


def _shape(search: Search) -> str:
    if search.municipality and search.activity:
        return "of_activity_in_place"
    return "in_place" if search.municipality else "of_activity"


def _show(
    dispatcher: CollectingDispatcher,
    response: str,
    page: EnterprisePage,
    buttons: list[Button],
    **values: Any,
) -> None:
    say(dispatcher, response, buttons=buttons, cards=map(enterprise_card, page.items), **values)
    if any(item.recognition_certainty is Certainty.INFERRED for item in page.items):
        say(dispatcher, "utter_enterprises_inferred")


def _more_button(search: Search, page: EnterprisePage, domain: dict[str, Any]) -> list[Button]:
    shown = search.offset + len(page.items)
    if shown >= page.total:
        return []
    target = payload(FIND_ENTERPRISE, municipality=search.municipality, activity=search.activity, offset=shown)
    return [{"title": button_title(domain, "utter_button_more", rest=page.total - shown), "payload": target}]


def _wider_buttons(found: Catalogue, search: Search, label: str | None, domain: dict[str, Any]) -> list[Button]:
    """Wider searches that do have results, each with its count."""
    buttons = []
    if search.activity and search.municipality and (total := found.count(Wanted(activity=search.activity))):
        title = button_title(domain, "utter_button_everywhere", activity=label, total=total)
        buttons.append({"title": title, "payload": payload(FIND_ENTERPRISE, activity=search.activity)})
    if search.activity and search.municipality and (total := found.count(Wanted(search.municipality))):
        title = button_title(domain, "utter_button_all_activities", municipality=search.municipality, total=total)
        buttons.append({"title": title, "payload": payload(FIND_ENTERPRISE, municipality=search.municipality)})
    return buttons or _activity_buttons(found)


def _activity_buttons(found: Catalogue) -> list[Button]:
    return [
        {"title": f"{item.label} ({item.count})", "payload": payload(FIND_ENTERPRISE, activity=item.code)}
        for item in found.popular_activities(POPULAR)
    ]
