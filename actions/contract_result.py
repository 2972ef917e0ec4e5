"""The end of the contracts guide: what was answered, the procedure, what the law asks, who can do the work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.cards import enterprise_card
from actions.contract_answers import place_of
from actions.contract_form import GUIDE, change_button
from actions.dates import in_words
from actions.enterprise_buttons import more_button, wider_buttons
from actions.enterprise_search import RADIUS, Search, wanted
from actions.enterprise_words import where
from actions.guides import unfinished_guide
from actions.replies import Button, Card, button_title, say, topic_button
from actions.services import catalogue, titles
from bot.answers.provenance import provenance_of
from bot.catalogue.codes import Certainty, PlaceKind
from bot.catalogue.service import Catalogue
from bot.clock import today
from bot.database.errors import DatabaseUnavailable
from bot.guides.contract_words import ACTIVITY, AMOUNT, ANSWERS, PLACE, ROLE, UNKNOWN
from bot.guides.contracts import PROCEDURE, ROLES, WORK, Band, Role, Section, contracts_guide, period_of
from bot.guides.estimates import estimate_of
from bot.knowledge.facts import fact_base

RESULT, START = "action_contract_result", "action_start_contract_guide"
PART_OF = {ACTIVITY: WORK, PLACE: WORK, AMOUNT: PROCEDURE}
"""What changes with an answer; with the role everything does."""
CANDIDATES = 5
SUMMARY_CARD: Card = {"kind": "summary", "url": "summary.txt"}

ANSWERS_PART, END_PART = "answers", "end"

Domain = dict[str, Any]


class ActionContractResult(Action):
    """All that the answers lead to, each part with its facts; the answers can still be changed."""

    def name(self) -> str:
        return RESULT

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[dict[str, Any]]:
        await asyncio.to_thread(_Result(dispatcher, tracker, domain).tell)
        return [SlotSet("guide", unfinished_guide(tracker, GUIDE))]


def in_summary(part: str) -> dict[str, Any]:
    """Marks what belongs in the summary that a visitor can keep (bot/web/summary.py).

    A part that is told again replaces what it said before.
    """
    return {"summary": {"part": part}}


def changed_parts(events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The parts that other answers than at the last result change; empty when all is to be told."""
    changed: set[str] = set()
    for event in reversed(events):
        if event.get("event") == "action":
            if event.get("name") == RESULT:
                return frozenset() if ROLE in changed else frozenset(PART_OF[name] for name in changed)
            if event.get("name") == START:
                break
        elif event.get("event") == "slot" and event.get("name") in ANSWERS and event.get("value") is not None:
            changed.add(str(event["name"]))
    return frozenset()


class _Result:
    """One result; every method says one message."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> None:
        self._dispatcher, self._domain = dispatcher, domain
        self._slots = {name: tracker.get_slot(name) or UNKNOWN for name in ANSWERS}
        self._changed = changed_parts(tracker.events)

    def tell(self) -> None:
        role: Role = next((one for one in ROLES if one == self._slots[ROLE]), "unknown")
        guide = contracts_guide()
        told = guide.results[role]
        with_amount = PROCEDURE in told
        self._answers(with_amount=with_amount)
        for name in told:
            if self._changed and name not in self._changed:
                continue
            if name == PROCEDURE:
                self._procedure()
            elif name == WORK:
                self._work()
            elif part := guide.part(name):
                self._section(name, part)
        self._end(with_amount=with_amount)

    def _answers(self, *, with_amount: bool) -> None:
        values: dict[str, Any] = {
            "role": self._title(f"utter_words_contract_{self._slots[ROLE]}"),
            "work": self._work_label(),
            "place": self._slots[PLACE] if self._known(PLACE) else self._title("utter_words_contract_everywhere"),
        }
        shape = "with_amount" if with_amount else "without_amount"
        details = {"summary": {"part": ANSWERS_PART, "whole": not self._changed}}
        say(self._dispatcher, f"utter_contract_answers_{shape}", details=details, amount=self._amount(), **values)

    def _procedure(self) -> None:
        band = self._band()
        if band is None:
            self._section(PROCEDURE, contracts_guide().without_amount)
            return
        self._section(PROCEDURE, band, self._period(band))

    def _section(self, name: str, section: Section, extra: str = "") -> None:
        details = {**provenance_of(section.facts, fact_base()).as_dict(), **in_summary(name)}
        buttons = [topic_button(topic, titles()[topic]) for topic in section.related[:1]]
        body = "\n\n".join(filter(None, (section.text.strip(), extra)))
        say(self._dispatcher, "utter_contract_part", buttons=buttons, details=details, title=section.title, body=body)

    def _work(self) -> None:
        if not self._known(ACTIVITY):
            self._section(WORK, contracts_guide().without_work)
        try:
            self._candidates(catalogue())
        except DatabaseUnavailable:
            say(self._dispatcher, "utter_look_up_failed")

    def _candidates(self, found: Catalogue) -> None:
        place = place_of(found, self._slots[PLACE]) if self._known(PLACE) else None
        near = place is not None and place.kind is not PlaceKind.PROVINCE
        search = Search(activity=self._slots[ACTIVITY] if self._known(ACTIVITY) else None).at(place, near)
        page = found.enterprises(wanted(search, place), CANDIDATES)
        if search.activity and (activity := found.activity(search.activity)):
            codes = ", ".join(activity.cpv_codes)
            shape = "utter_contract_cpv" if codes else "utter_contract_no_cpv"
            say(self._dispatcher, shape, details=in_summary(WORK), work=activity.label, codes=codes)
        area = where(search, place, self._domain)
        if not page.total:
            buttons = wider_buttons(found, search, place, 0, self._domain, limit=2)
            say(self._dispatcher, "utter_contract_no_candidates", buttons=buttons, details=in_summary(WORK), where=area)
            return
        shown = "some" if page.total > len(page.items) else "all"
        say(
            self._dispatcher,
            f"utter_contract_candidates_{shown}",
            buttons=more_button(search, len(page.items), page.total, self._domain),
            cards=[enterprise_card(item) for item in page.items],
            details=in_summary(WORK),
            total=page.total,
            work=self._work_label(found),
            where=area,
            radius=f"{RADIUS:g}",
        )
        if any(item.recognition_certainty is Certainty.INFERRED for item in page.items):
            say(self._dispatcher, "utter_enterprises_inferred", details=in_summary(WORK))

    def _end(self, *, with_amount: bool) -> None:
        asked = ANSWERS if with_amount else tuple(name for name in ANSWERS if name != AMOUNT)
        buttons: list[Button] = [
            change_button(self._domain, slot, f"utter_button_other_{slot}") for slot in reversed(asked)
        ]
        say(self._dispatcher, "utter_contract_end", buttons=buttons, cards=[SUMMARY_CARD], details=in_summary(END_PART))

    def _band(self) -> Band | None:
        guide = contracts_guide()
        estimate = estimate_of(self._slots[AMOUNT])
        return guide.band_of(estimate) if estimate else guide.band(str(self._slots[AMOUNT]))

    def _amount(self) -> str:
        """The value as the visitor gave it, or the band that was chosen."""
        estimate, band = estimate_of(self._slots[AMOUNT]), self._band()
        if estimate:
            shape = "utter_words_contract_below" if estimate.open else "utter_words_contract_euro"
            return self._title(shape, amount=estimate.in_words())
        return band.title if band else self._title("utter_words_contract_no_amount")

    def _period(self, section: Section) -> str:
        """From when the amounts hold."""
        since, until = period_of(section, fact_base())
        if since is None:
            return ""
        shape = "utter_words_contract_period" if until else "utter_words_contract_since"
        if until and until < today():
            shape = "utter_words_contract_passed"
        return self._title(shape, since=in_words(since.isoformat()), until=in_words(until.isoformat()) if until else "")

    def _work_label(self, found: Catalogue | None = None) -> str:
        if not self._known(ACTIVITY):
            return self._title("utter_words_contract_no_work")
        try:
            return (found or catalogue()).activity_label(str(self._slots[ACTIVITY]))
        except DatabaseUnavailable:
            return str(self._slots[ACTIVITY])

    def _known(self, slot: str) -> bool:
        return self._slots[slot] != UNKNOWN

    def _title(self, response: str, **values: object) -> str:
        return button_title(self._domain, response, **values)
