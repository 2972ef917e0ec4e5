"""Look up enterprises by place, work, recognition or name, and go on with the list on screen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.cards import enterprise_card
from actions.enterprise_buttons import (
    activity_buttons,
    looser_buttons,
    more_button,
    municipality_buttons,
    narrower_buttons,
    place_buttons,
    wider_buttons,
    wider_searches,
)
from actions.enterprise_details import show_one
from actions.enterprise_reading import Request, request_of
from actions.enterprise_search import FIND_ENTERPRISE, SLOT, Search, State, state_of, wanted
from actions.enterprise_words import Domain, what, where
from actions.replies import say
from actions.services import catalogue
from bot.catalogue.codes import Certainty, PlaceKind
from bot.catalogue.items import EnterpriseItem, EnterprisePage, Place
from bot.catalogue.service import Catalogue
from bot.database.errors import DatabaseUnavailable
from bot.dialogue.follow_ups import ABOUT, FollowUp, Kind
from bot.nlu.normalization import fold

__all__ = ["ACTION_FIND_ENTERPRISES", "FIND_ENTERPRISE", "PAGE", "ActionFindEnterprises"]

ACTION_FIND_ENTERPRISES = "action_find_enterprises"
PAGE = 5
FEW = 2
"""With so few results, wider searches are offered too."""


class ActionFindEnterprises(Action):
    """Cards of enterprises, what was asked of one of them, or an honest "nothing found" with wider searches."""

    def name(self) -> str:
        return ACTION_FIND_ENTERPRISES

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        try:
            state = await asyncio.to_thread(_run, dispatcher, tracker, domain)
        except DatabaseUnavailable:
            say(dispatcher, "utter_look_up_failed")
            return []
        return [SlotSet(SLOT, state.as_slot())]


def _run(dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> State:
    found = catalogue()
    state = state_of(tracker.get_slot(SLOT))
    request = request_of(found, tracker, state)
    look_up = _LookUp(dispatcher, found, domain, state, str(tracker.latest_message.get("text") or ""))
    return look_up.answer(request)


class _LookUp:
    """One turn of the look-up; each method says something and gives the state for the next turn."""

    def __init__(
        self, dispatcher: CollectingDispatcher, found: Catalogue, domain: Domain, state: State, text: str
    ) -> None:
        self._dispatcher = dispatcher
        self._found = found
        self._domain = domain
        self._state = state
        self._text = text

    def answer(self, request: Request) -> State:
        if request.follow:
            return self._go_on(request, request.follow)
        if request.name and (page := self._found.enterprises_by_name(request.name)).total:
            return self._by_name(request, page)
        if request.unclear:
            return self._ask_which(request)
        if request.names_nothing:
            buttons = narrower_buttons(self._found, request.search, request.place, self._domain)
            say(self._dispatcher, "utter_unclear_search", buttons=buttons or activity_buttons(self._found))
            return self._state
        if request.search.near and request.place is None:
            return self._ask_place(request.search)
        if request.search.is_empty:
            return self._ask_what()
        return self._list(request.search, request.place, request.offset)

    def _go_on(self, request: Request, follow: FollowUp) -> State:
        state = self._state
        if follow.kind is Kind.NEW:
            return self._ask_what()
        if follow.kind is Kind.PICK:
            return self._pick(request.place, follow)
        if follow.kind is Kind.MORE:
            return self._more(request)
        if follow.kind is Kind.COUNT:
            values = self._words(state.search, request.place)
            say(self._dispatcher, "utter_enterprises_count", total=state.total, **values)
            return state
        everywhere = replace(state.search.at(None), near=False)
        if follow.kind is Kind.ANYWHERE:
            return self._ask_what() if everywhere.is_empty else self._list(everywhere, None)
        for search, place, _ in wider_searches(self._found, state.search, request.place, state.total or 0):
            return self._list(search, place)
        say(self._dispatcher, "utter_enterprises_widest", **self._words(state.search, request.place))
        return state

    def _more(self, request: Request) -> State:
        state = self._state
        start = state.offset + len(state.ids)
        if state.search.is_empty or start >= (state.total or 0):
            buttons = wider_buttons(self._found, state.search, request.place, state.total or 0, self._domain)
            say(self._dispatcher, "utter_enterprises_no_more", buttons=buttons)
            return state
        return self._list(state.search, request.place, start)

    def _pick(self, place: Place | None, follow: FollowUp) -> State:
        ids = self._state.ids
        number = follow.number
        chosen = self._state.focus if number is None else None
        if number is None and chosen is None and len(ids) == 1:
            chosen = ids[0]
        if number is not None and (number == -1 or number <= len(ids)) and ids:
            chosen = ids[number if number < 0 else number - 1]
        item = self._one(chosen, place) if chosen is not None else None
        if item is None:
            say(self._dispatcher, "utter_enterprise_which" if ids else "utter_enterprise_no_list", count=len(ids))
            return self._state
        show_one(self._dispatcher, item, follow.about, self._domain)
        return replace(self._state, focus=item.id)

    def _one(self, key: int, place: Place | None) -> EnterpriseItem | None:
        """With its distance, where the list had one."""
        state = self._state
        shown = self._found.enterprises(wanted(state.search, place), PAGE, state.offset).items
        in_list = next((item for item in shown if item.id == key), None)
        return in_list or next(iter(self._found.enterprises_by_id([key])), None)

    def _by_name(self, request: Request, page: EnterprisePage) -> State:
        ids = tuple(item.id for item in page.items)
        state = replace(self._state, ids=ids, offset=0, total=page.total, asked=None, focus=None)
        if page.total == 1:
            about = next((name for name, pattern in ABOUT.items() if pattern.search(fold(self._text))), None)
            show_one(self._dispatcher, page.items[0], about, self._domain)
            return replace(state, focus=ids[0])
        cards = [enterprise_card(item) for item in page.items]
        say(self._dispatcher, "utter_enterprises_by_name", cards=cards, name=request.name)
        self._warn(page)
        return state

    def _ask_which(self, request: Request) -> State:
        named = request.unclear
        assert named is not None  # noqa: S101  the caller looked
        search = replace(request.search.at(None), near=named.near or request.search.near)
        buttons = place_buttons(search, named.choices) or municipality_buttons(self._found, search)
        shape = "which" if named.choices else "unknown"
        say(self._dispatcher, f"utter_ask_{shape}_place", buttons=buttons, place=named.unclear)
        return State(search, asked="place")

    def _ask_place(self, search: Search) -> State:
        say(self._dispatcher, "utter_ask_place", buttons=municipality_buttons(self._found, search))
        return State(search, asked="place")

    def _ask_what(self) -> State:
        say(self._dispatcher, "utter_ask_place_or_activity", buttons=activity_buttons(self._found))
        return State(asked="what")

    def _list(self, search: Search, place: Place | None, offset: int = 0) -> State:
        page = self._found.enterprises(wanted(search, place), PAGE, offset)
        words = self._words(search, place)
        if not page.total:
            self._nothing(search, place, words)
            return State(search, total=0)
        shown = offset + len(page.items)
        buttons = more_button(search, shown, page.total, self._domain)
        if page.total > PAGE and not offset:
            buttons += narrower_buttons(self._found, search, place, self._domain)
        elif page.total <= FEW:
            buttons += wider_buttons(self._found, search, place, page.total, self._domain, limit=1)
        near = search.near or (place is not None and place.kind is PlaceKind.REGION)
        shape = "next" if offset else "near" if near else "found"
        cards = [enterprise_card(item) for item in page.items]
        values: dict[str, Any] = {"total": page.total, "first": offset + 1, "last": shown, **words}
        say(self._dispatcher, f"utter_enterprises_{shape}", buttons=buttons, cards=cards, **values)
        self._warn(page)
        return State(search, tuple(item.id for item in page.items), offset, page.total)

    def _nothing(self, search: Search, place: Place | None, words: dict[str, Any]) -> None:
        wider = wider_buttons(self._found, search, place, 0, self._domain, limit=2)
        buttons = [*wider, *looser_buttons(self._found, search, place, self._domain)]
        response = "utter_no_enterprises" if wider else "utter_no_enterprises_anywhere"
        say(self._dispatcher, response, buttons=buttons or activity_buttons(self._found), **words)

    def _warn(self, page: EnterprisePage) -> None:
        if any(item.recognition_certainty is Certainty.INFERRED for item in page.items):
            say(self._dispatcher, "utter_enterprises_inferred")

    def _words(self, search: Search, place: Place | None) -> dict[str, Any]:
        return {"what": what(self._found, search, self._domain), "where": where(search, place, self._domain)}
