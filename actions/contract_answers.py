"""Reads the visitor's answers to the contracts guide from a message: who, what work, where, how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.enterprise_places import Named, named_place, place_called, unknown_place
from actions.enterprise_words import called
from actions.replies import entity_of
from actions.services import catalogue
from bot.catalogue.codes import PlaceKind
from bot.catalogue.items import Place
from bot.catalogue.service import Catalogue
from bot.dialogue.follow_ups import FILLERS
from bot.guides.contract_words import (
    ACTIVITY,
    AMOUNT,
    ANSWERS,
    CORRECTS,
    PLACE,
    ROLE,
    UNKNOWN,
    asks,
    does_not_know,
    means_everywhere,
    means_whole_province,
    role_in,
    says_who,
    steps_back,
    word_count,
)
from bot.guides.contracts import contracts_guide
from bot.guides.estimates import read_estimate, says_with_vat
from bot.nlu.amounts import find_amounts
from bot.nlu.normalization import fold

ANSWER, CHANGE = "contract_answer", "contract_change"
UNSURE_INTENTS = frozenset({"nlu_fallback", "find_enterprise", "out_of_scope", "foreign_language_other"})
"""What the classifier makes of words that only the guide's question explains."""
YES_OR_NO = frozenset({"affirm", "deny"})
LONG = 8
"""So long a message that is surely a question of its own is no answer, though it names a place or work."""
OUTSOURCING = re.compile(r"\W*(uit ?bested\w*|besteden? .*uit|onderaann\w*)\W*$")
IN_MUNICIPALITY = re.compile(r"^(?P<name>.+) \((?P<municipality>.+)\)$")


@dataclass(frozen=True)
class Reading:
    """What a message says to the guide.

    ``values`` by slot (``None`` asks it again); ``unclear`` names what was meant as an answer and not understood:
    a slot, or ``vat`` for an amount with VAT; ``named`` is a place that is not clear.
    """

    values: Mapping[str, str | None] = field(default_factory=dict)
    unclear: str | None = None
    named: Named | None = None


def read(tracker: Tracker, requested: str | None) -> Reading:
    """Read the latest message of a visitor who was asked for ``requested``.

    Raises:
        DatabaseUnavailable: places can't be looked up.
    """
    message = tracker.latest_message
    text = str(message.get("text") or "")
    if text.startswith("/"):
        return _of_button(tracker)
    intent = str((message.get("intent") or {}).get("name"))
    if steps_back(text) and (before := _question_before(tracker, requested)):
        return Reading({before: None})
    if asks(text) or (intent == "faq" and word_count(text) > LONG and not CORRECTS.search(fold(text))):
        return Reading()
    reading = _of_words(tracker, text, requested, intent)
    tries = intent in UNSURE_INTENTS or intent in YES_OR_NO
    if not (reading.values or reading.unclear) and requested in ANSWERS and tries:
        return Reading(unclear=requested)
    return reading


def place_of(found: Catalogue, value: object) -> Place | None:
    """The place that a slot names: ``Heverlee (Leuven)``, ``provincie Limburg``."""
    name = str(value or "")
    match = IN_MUNICIPALITY.match(name)
    return place_called(found, match["name"], match["municipality"]) if match else place_called(found, name, None)


def place_value(place: Place) -> str:
    """A place as the slot keeps it and a visitor reads it."""
    return f"provincie {place.name}" if place.kind is PlaceKind.PROVINCE else called(place)


def _of_button(tracker: Tracker) -> Reading:
    changed = entity_of(tracker, CHANGE)
    if changed in ANSWERS:
        return Reading({changed: None})
    return Reading({name: given for name in ANSWERS if (given := entity_of(tracker, name))})


def _question_before(tracker: Tracker, requested: str | None) -> str | None:
    answered = [name for name in ANSWERS if tracker.get_slot(name) is not None and name != requested]
    return answered[-1] if answered else None


def _of_words(tracker: Tracker, text: str, requested: str | None, intent: str) -> Reading:
    values: dict[str, str | None] = {}
    who = requested == ROLE or says_who(text) or bool(CORRECTS.search(fold(text)))
    if who and (role := role_in(text)):
        values[ROLE] = role
    if activity := _activity(tracker):
        values[ACTIVITY] = activity
    if estimate := read_estimate(text, asked=requested == AMOUNT):
        if says_with_vat(text):
            return Reading(values, unclear="vat")
        values[AMOUNT] = estimate.as_slot()
    named = _named(tracker, text, asked=requested == PLACE and not values, intent=intent)
    if named.place:
        values[PLACE] = place_value(named.place)
    elif means_whole_province(text) and (wider := _province_around(tracker)):
        values[PLACE] = wider
    elif named.unclear and requested in (PLACE, None) and not values:
        return Reading({PLACE: None}, unclear=PLACE, named=named)
    if requested in ANSWERS and not values and _has_no_answer(text, requested):
        values[requested] = UNKNOWN
    return Reading(values)


def _activity(tracker: Tracker) -> str | None:
    """The first kind of work that a message names; that work is outsourced says nothing of its kind."""
    entities = tracker.latest_message.get("entities") or []
    named = (one for one in entities if one.get("entity") == "activity" and one.get("value"))
    return next((str(one["value"]) for one in named if not OUTSOURCING.match(fold(str(one.get("text") or "")))), None)


def _has_no_answer(text: str, requested: str) -> bool:
    return does_not_know(text) or (requested == PLACE and means_everywhere(text))


def _named(tracker: Tracker, text: str, *, asked: bool, intent: str) -> Named:
    """The place that a message names; where one was asked for, unknown words may be one."""
    doubtful_too = asked or bool(CORRECTS.search(fold(text)))
    entities = [one for one in tracker.latest_message.get("entities") or [] if _may_be_place(one, text, doubtful_too)]
    named = named_place(catalogue(), text, entities) if entities else Named()
    if named.place or named.unclear or not asked or intent not in UNSURE_INTENTS or _has_no_answer(text, PLACE):
        return named
    words = [word for word in re.findall(r"[\w'’-]+", text) if fold(word) not in FILLERS]
    return unknown_place(catalogue(), " ".join(words)) if 0 < len(words) <= LONG // 2 else named


def _may_be_place(entity: Mapping[str, Any], text: str, doubtful_too: bool) -> bool:
    """Not a name within an amount ("100 mille"), and a misspelt one only where a place is expected."""
    start, end = entity.get("start", 0), entity.get("end", 0)
    if any(start < amount.end and amount.start < end for amount in find_amounts(text)):
        return False
    return doubtful_too or float(entity.get("confidence_entity") or 1) >= 1


def _province_around(tracker: Tracker) -> str | None:
    """The province of the place that was given before."""
    place = place_of(catalogue(), tracker.get_slot(PLACE))
    return f"provincie {place.province}" if place and place.province else None


def next_question(slots: Mapping[str, Any]) -> str | None:
    """The first question that is still open for this role, or None."""
    asks_amount = contracts_guide().asks_amount(slots.get(ROLE))
    asked = (name for name in ANSWERS if name != AMOUNT or asks_amount)
    return next((name for name in asked if slots.get(name) is None), None)
