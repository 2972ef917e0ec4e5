"""Look up coming events; past ones only when asked for."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.cards import event_card
from actions.dates import in_words
from actions.enterprise_places import place_called
from actions.enterprise_search import RADIUS
from actions.event_search import SLOT, Asked, asked_of, before_of, button_payload, criteria, slot_value, wider
from actions.replies import Button, button_title, say
from actions.services import catalogue
from bot import clock
from bot.catalogue.items import EventPage, EventSearch
from bot.catalogue.service import Catalogue
from bot.database.errors import DatabaseUnavailable
from bot.dialogue.follow_ups import Kind, follow_up_of

ACTION_FIND_EVENTS = "action_find_events"
PAGE = 5
WIDER = 3


class ActionFindEvents(Action):
    """Cards of events; when none is coming it says so, with the date of the last update."""

    def name(self) -> str:
        return ACTION_FIND_EVENTS

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        try:
            asked = await asyncio.to_thread(_run, dispatcher, tracker, domain)
        except DatabaseUnavailable:
            say(dispatcher, "utter_look_up_failed")
            return []
        return [SlotSet(SLOT, slot_value(asked))]


def _run(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Asked:
    now = clock.now()
    found = catalogue()
    before = before_of(tracker)
    follow = follow_up_of(str(tracker.latest_message.get("text") or "")) if before else None
    if before and follow and follow.kind is Kind.NEW:
        say(dispatcher, "utter_new_search")
        return Asked(EventSearch(), past=False)
    if before and follow and follow.kind is Kind.PICK:
        if _page(found, before, now).items:
            return _pick(dispatcher, found, before, follow.number, now)
        follow = None
    asked = asked_of(tracker, now.date(), found.words_in_event_titles)
    if before and follow:
        asked = _continued(found, before, follow.kind, now)
    elif _ask_which(dispatcher, tracker, found, asked):
        return asked
    page = _page(found, asked, now)
    if before and asked.offset >= page.total > 0:
        say(dispatcher, "utter_events_no_more")
        return before
    time = "past" if asked.past else "coming"
    suffix = "_for" if asked.limited else ""
    what: dict[str, Any] = {"criteria": criteria(asked)} if asked.limited else {}
    if page.total:
        cards = [event_card(item, past=asked.past) for item in page.items]
        more = _more_button(asked, page, domain)
        say(dispatcher, f"utter_{time}_events{suffix}", buttons=more, cards=cards, total=page.total, **what)
        return asked
    buttons = _wider_buttons(found, asked, now, domain)
    updated = found.events_updated()
    when = in_words(updated.astimezone(clock.BRUSSELS).date().isoformat()) if updated else "?"
    say(dispatcher, f"utter_no_{time}_events{suffix}", buttons=buttons, updated=when, **what)
    return asked


def _continued(found: Catalogue, before: Asked, kind: Kind, now: dt.datetime) -> Asked:
    """The next page, or the nearest wider search with more in it."""
    if kind is Kind.MORE:
        return replace(before, offset=before.offset + PAGE)
    total = _page(found, before, now, limit=0).total
    if kind in (Kind.WIDER, Kind.ANYWHERE):
        others = wider(before)
        return next((other for other in others if _page(found, other, now, limit=0).total > total), before)
    return replace(before, offset=0)


def _pick(
    dispatcher: CollectingDispatcher, found: Catalogue, shown: Asked, number: int | None, now: dt.datetime
) -> Asked:
    """One event of the list on screen."""
    items = _page(found, shown, now).items
    at = 1 if number is None and len(items) == 1 else number
    if at is None or not items or at > len(items):
        say(dispatcher, "utter_event_which", count=len(items))
        return shown
    item = items[at if at < 0 else at - 1]
    say(dispatcher, "utter_event_picked", cards=[event_card(item, past=shown.past)], name=item.title)
    return shown


def _ask_which(dispatcher: CollectingDispatcher, tracker: Tracker, found: Catalogue, asked: Asked) -> bool:
    """Ask which place is meant where the message names one that nobody knows."""
    name = next((e.get("text") or e["value"] for e in _entities(tracker) if e.get("entity") == "unknown_place"), None)
    if name is None or asked.around or asked.search.municipalities or asked.search.province:
        return False
    names = dict.fromkeys(place.municipality for place in found.similar_places(name, WIDER) if place.municipality)
    choices = [(town, replace(asked, search=replace(asked.search, municipalities=(town,)))) for town in names]
    buttons = [{"title": town, "payload": button_payload(one)} for town, one in choices]
    say(dispatcher, f"utter_ask_{'which_place' if buttons else 'event_place'}", buttons=buttons, place=name)
    return True


def _entities(tracker: Tracker) -> list[dict[str, Any]]:
    return list(tracker.latest_message.get("entities") or [])


def _page(found: Catalogue, asked: Asked, now: dt.datetime, limit: int = PAGE) -> EventPage:
    look_up = found.past_events if asked.past else found.coming_events
    search = asked.search
    if asked.around and (place := place_called(found, asked.around, None)):
        search = replace(search, municipalities=found.municipalities_around(place, RADIUS))
    return look_up(now, search, limit, asked.offset)


def _more_button(asked: Asked, page: EventPage, domain: dict[str, Any]) -> list[Button]:
    shown = asked.offset + len(page.items)
    if shown >= page.total:
        return []
    title = button_title(domain, "utter_button_more", rest=page.total - shown)
    return [{"title": title, "payload": button_payload(replace(asked, offset=shown))}]


def _wider_buttons(found: Catalogue, asked: Asked, now: dt.datetime, domain: dict[str, Any]) -> list[Button]:
    """Wider searches that do have results, each with its count; then, for coming events, the same in the past."""
    others = wider(asked)
    past = [] if asked.past else [replace(asked, past=True), Asked(EventSearch(), past=True)]
    buttons: list[Button] = []
    counts: set[int] = set()
    for other in others:
        total = _page(found, other, now, limit=0).total
        if total and total not in counts and len(buttons) < WIDER:
            counts.add(total)
            buttons.append({"title": _title(other, total, domain), "payload": button_payload(other)})
    for other in dict.fromkeys(past):
        if total := _page(found, other, now, limit=0).total:
            buttons.append({"title": _title(other, total, domain), "payload": button_payload(other)})
            break
    return buttons


def _title(asked: Asked, total: int, domain: dict[str, Any]) -> str:
    response = f"utter_button_{'past' if asked.past else 'coming'}_events{'_for' if asked.limited else ''}"
    return button_title(domain, response, total=total, criteria=criteria(asked))
