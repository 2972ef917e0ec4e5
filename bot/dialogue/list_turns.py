"""Which look-up a message goes on with, decided from its words, its names and the list that was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.dialogue.follow_ups import WORD, Kind, follow_up_of, says_only_names
from bot.nlu.periods import find_periods, looks_back

Target = Literal["enterprises", "events"]
PLACES = frozenset({"municipality", "province", "region", "unknown_place"})
OF_ENTERPRISES = frozenset({"activity", "enterprise", "recognition"})
LOOK_UP_INTENTS = frozenset({"find_enterprise", "find_event"})
UNSURE_INTENTS = frozenset({"nlu_fallback", "out_of_scope", "foreign_language_other", *LOOK_UP_INTENTS})
OTHER_TURNS = frozenset({"stop", "goodbye", "thank", "greet", "personal_data", "abuse", "ask_human", "start_quiz"})
"""What these say goes before a list."""
LASTS = 4
"""For so many messages after it was shown, a list is understood when it is clearly meant."""
ANSWER_WORDS = 3


@dataclass(frozen=True)
class Message:
    """What the visitor typed and what was found in it; ``today`` is the day in Brussels."""

    text: str
    intent: str
    entities: tuple[Mapping[str, Any], ...]
    today: dt.date

    def has(self, names: frozenset[str]) -> bool:
        return any(entity.get("entity") in names for entity in self.entities)


@dataclass(frozen=True)
class OpenList:
    """A list that was shown so many messages ago, what the visitor was asked with it, and how many there were."""

    kind: str
    turns: int
    asked: str | None = None
    total: int | None = None


def look_up_for(message: Message, shown: OpenList | None) -> Target | None:
    """The look-up that the message goes on with; nothing when it stands on its own."""
    if not message.text or message.text.startswith("/") or message.intent in OTHER_TURNS:
        return None
    if shown is None or shown.turns > LASTS:
        return _clear_search(message)
    kind: Target = "events" if shown.kind == "events" else "enterprises"
    just_now = shown.turns == 1
    follow = follow_up_of(message.text)
    if follow is not None and _belongs(follow.kind, follow.number, message, just_now):
        return kind
    if just_now and kind == "enterprises" and _answers(message, shown):
        return kind
    return _names_only(message, kind, just_now) or _clear_search(message)


def _belongs(kind: Kind, number: int | None, message: Message, just_now: bool) -> bool:
    if kind not in (Kind.MORE, Kind.NEW) and message.has(OF_ENTERPRISES | PLACES):
        return False
    return just_now or kind in (Kind.MORE, Kind.NEW, Kind.WIDER) or (kind is Kind.PICK and number is not None)


def _answers(message: Message, shown: OpenList) -> bool:
    """A yes to "zal ik ruimer zoeken?", or a name that nobody knows after "in welke gemeente?"."""
    if message.intent == "affirm":
        return shown.total == 0 or shown.asked == "which_place"
    few = len(WORD.findall(message.text.lower())) <= ANSWER_WORDS and "?" not in message.text
    return shown.asked == "place" and few and message.intent in UNSURE_INTENTS


def _names_only(message: Message, kind: Target, just_now: bool) -> Target | None:
    """A message of names and small words goes on with the list; which of both looks-up tell the names."""
    periods = [period.span for period in find_periods(message.text, message.today)]
    spans = [(int(e["start"]), int(e["end"])) for e in message.entities if "start" in e and "end" in e]
    if not says_only_names(message.text, [*spans, *periods]):
        return None
    if not just_now and message.intent not in UNSURE_INTENTS:
        return None
    if kind == "enterprises":
        if message.has(OF_ENTERPRISES | PLACES):
            return "enterprises"
        return "events" if periods and message.intent == "find_event" else None
    if message.has(frozenset({"activity", "enterprise"})):
        return "enterprises"
    about_events = periods or looks_back(message.text) or message.has(PLACES | {"audience", "period"})
    return "events" if about_events else None


def _clear_search(message: Message) -> Target | None:
    """Work and a place in one message that no answer was sure of: a search for enterprises."""
    named = message.has(frozenset({"activity"})) and message.has(PLACES)
    return "enterprises" if named and message.intent == "nlu_fallback" else None
