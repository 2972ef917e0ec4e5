"""Which look-up a message goes on with, decided from its words, its names and the list that was shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.answers.topics import REDIRECTION
from bot.dialogue.follow_ups import WORD, FollowUp, Kind, follow_up_of, says_only_names
from bot.nlu.normalization import fold
from bot.nlu.periods import find_periods, looks_back

Target = Literal["enterprises", "events"]
PLACES = frozenset({"municipality", "province", "region", "unknown_place"})
OF_ENTERPRISES = frozenset({"activity", "enterprise", "recognition"})
LOOK_UP_INTENTS = frozenset({"find_enterprise", "find_event"})
UNSURE_INTENTS = frozenset({"nlu_fallback", "out_of_scope", "foreign_language_other", *LOOK_UP_INTENTS})
OTHER_TURNS = frozenset({"stop", "goodbye", "thank", "greet", "personal_data", "abuse", "ask_human", "start_quiz"})
"""What these say goes before a list."""
FAREWELLS = frozenset({"goodbye", "thank", "greet", "start_quiz"})
"""What short follow-ups ("nog") are mistaken for."""
SURE = 0.7
ALMOST_SURE = 0.8
SHORT_QUESTION = 7
"""Words of a question about one enterprise, or of a search that names our domain."""
EVENTS = re.compile(
    r"\b(evenement\w*|events?|agenda|kalender|studiedag\w*|opendeur\w*|infosessie\w*|infoavond\w*|workshops?"
    r"|webinar\w*|conferentie\w*|congres\w*|lezing\w*|netwerkdag\w*|netwerkmoment\w*|bedrijvendag\w*|beurs)\b"
)
ABOUT_ONE = re.compile(r"^(wat|wie|waarom|hoe)\b")
SEEKS = re.compile(
    r"^(ik |we |wij )?(wil |zou )?(graag )?(zoek\w*|vind) (naar )?(een |de |nog )?(socia\w* )?"
    r"(onderneming|bedrijf|firma|adres)\w*( zoeken| aub)?\W*$|^(onderneming|bedrijf)\w* (op)?zoeken\W*$"
)
"""Asks for the look-up itself."""
SITE_OF = re.compile(
    r"^(wat is |geef (me |mij )?|heb je |toon )?(de |het )?(website|webstek|site|adres|contactgegevens) van\b"
)
LOOKS_FOR = re.compile(
    r"^(ik |we |wij |ze )?(zoek\w*|wie (doet|kan|komt|maakt|biedt|helpt|heeft)|waar (vind|is|zijn|kan|kunnen)"
    r"|welke? [a-z ]{3,40}(zijn er|bestaan er|liggen|zitten|vind|doen|doet|heb)|zijn er|is er|bestaa[nt] er|toon"
    r"|geef|lijst|hoeveel [a-z ]{3,40}(zijn|bestaan|liggen|doen))\b"
)
"""How a search begins, where it also names work and a place."""
WANTED = re.compile(r"\b(gezocht|nodig|wie (doet|kan|komt|maakt)|laten [a-z]+en|bij wie)\b")
ENTERPRISES = re.compile(r"\bsocia\w* (onderneming|bedrijf|bedrijven|firma|organisatie|werkplaats)\w*")
THOSE_THAT = re.compile(
    r"^(welke |alle |zijn er |toon |geef )?(maatwerkbedrijven|bedrijven|ondernemingen|cooperaties) (die|met|voor)\b"
)
ABOUT_NAME = re.compile(
    r"^(wat (weet|doet|doen|kan|is)|ken|waar (ligt|is|zit|vind)|wie is|heb je|geef|info\w*|vertel)\b"
)
"""How a message about one enterprise begins."""
OUR_DOMAIN = re.compile(r"\bsociale economie\b")
ALL_KINDS = re.compile(r"^\W*(toon |geef |en |ook )*(alle|andere) (sociale )?(ondernemingen|bedrijven)\W*$")
LASTS = 4
"""For so many messages after it was shown, a list is understood when it is clearly meant."""
ANSWER_WORDS = 3
LONGEST_SEARCH = 25
"""Words: a longer message is a story, which names work and places by the way; the classifier knows it as a whole."""


@dataclass(frozen=True)
class Message:
    """What the visitor typed and what was found in it; ``today`` is the day in Brussels."""

    text: str
    intent: str
    entities: tuple[Mapping[str, Any], ...]
    today: dt.date
    confidence: float = 1.0
    label: str = ""
    """The answer that was chosen: ``faq/<topic>``."""

    def has(self, names: frozenset[str]) -> bool:
        return any(entity.get("entity") in names for entity in self.entities)


@dataclass(frozen=True)
class OpenList:
    """A list that was shown so many messages ago, what the visitor was asked with it, and how many there were."""

    kind: str
    turns: int
    asked: str | None = None
    total: int | None = None
    focus: int | None = None
    """The enterprise that was picked last."""

    def has_one(self, follow: FollowUp) -> bool:
        """Whether it is clear which one of the list is meant."""
        return follow.number is not None or self.focus is not None or self.total == 1


def look_up_for(message: Message, shown: OpenList | None) -> Target | None:
    """The look-up that the message goes on with; nothing when it stands on its own."""
    if not message.text or message.text.startswith("/"):
        return None
    follow = follow_up_of(message.text)
    if message.intent in OTHER_TURNS:
        return _mistaken(message, follow, shown)
    if shown is None or shown.turns > LASTS:
        return _clear_search(message)
    kind: Target = "events" if shown.kind == "events" else "enterprises"
    just_now = shown.turns == 1
    if follow is not None and _belongs(follow.kind, follow.number, message, just_now):
        return kind
    if just_now and kind == "enterprises" and (_answers(message, shown) or ALL_KINDS.match(fold(message.text))):
        return kind
    return _names_only(message, kind, just_now) or _clear_search(message)


def _mistaken(message: Message, follow: FollowUp | None, shown: OpenList | None) -> Target | None:
    """A follow-up that the classifier took for something that goes before a list."""
    if shown is not None and shown.turns == 1 and follow is not None:
        picks_one = follow.kind is Kind.PICK and shown.has_one(follow) and message.intent == "ask_human"
        if message.intent in FAREWELLS or picks_one or (follow.kind is Kind.NEW and message.intent == "stop"):
            return "events" if shown.kind == "events" else "enterprises"
    asks_one = SITE_OF.match(fold(message.text)) and message.has(frozenset({"enterprise"}))
    return "enterprises" if asks_one else None


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
    """A message that can only be a search, also where the classifier heard a question about the same words."""
    if message.intent == "find_enterprise" and not message.has(OF_ENTERPRISES):
        return "events" if find_periods(message.text, message.today) else None
    if message.intent in LOOK_UP_INTENTS:
        return None
    text = fold(message.text)
    if len(WORD.findall(text)) > LONGEST_SEARCH:
        return None
    spans = [(int(e["start"]), int(e["end"])) for e in message.entities if "start" in e and "end" in e]
    somewhere, only_names = message.has(PLACES), says_only_names(message.text, spans)
    if EVENTS.search(text) and not ABOUT_ONE.match(text):
        told = find_periods(message.text, message.today) or somewhere
        return "events" if told and message.intent in ("faq", "nlu_fallback") else None
    return "enterprises" if _seeks_enterprises(message, text, somewhere, only_names) else None


def _seeks_enterprises(message: Message, text: str, somewhere: bool, only_names: bool) -> bool:
    work, named = message.has(frozenset({"activity"})), message.has(frozenset({"enterprise"}))
    unsure = message.intent in ("nlu_fallback", "out_of_scope") or message.label.startswith(REDIRECTION)
    of_ours = message.has(frozenset({"recognition"})) or bool(ENTERPRISES.search(text))
    seeks = bool(LOOKS_FOR.match(text) or WANTED.search(text))
    doubtful = unsure or message.confidence < SURE
    words = len(WORD.findall(text))
    few = words <= ANSWER_WORDS + 1
    asks_one = bool(ABOUT_NAME.match(text)) and words <= SHORT_QUESTION
    return any(
        (
            SEEKS.match(text),
            SITE_OF.match(text) and (work or named or unsure),
            somewhere and (work or of_ours) and (only_names or seeks),
            unsure and work and (somewhere or only_names or seeks or of_ours),
            doubtful and work and of_ours and seeks,
            work and of_ours and THOSE_THAT.match(text),
            doubtful and work and OUR_DOMAIN.search(text) and words <= SHORT_QUESTION and not ABOUT_ONE.match(text),
            doubtful and named and (only_names or few),
            (unsure or message.confidence < ALMOST_SURE) and named and asks_one,
        )
    )
