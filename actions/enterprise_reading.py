"""What a message asks of the look-up of enterprises, given the search before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rasa_sdk import Tracker

from actions.enterprise_places import NOT_THERE, Named, named_place, place_called, unknown_place
from actions.enterprise_search import EVERYTHING, Search, State, from_entities
from actions.replies import entity_of
from bot.catalogue.items import Place
from bot.catalogue.service import Catalogue
from bot.dialogue.follow_ups import FILLERS, WORD, FollowUp, Kind, follow_up_of, says_only_names
from bot.nlu.normalization import fold
from bot.nlu.words import is_ordinary

GOES_ON = re.compile(
    r"^\W*(?:(?:oke|ok|ja|goed|prima)\W+)?(en|of|nee|neen|maar|enkel|alleen|liever|ik bedoel\w*|toch|sorry"
    r"|oei|ook|dan|eerder|welke daarvan"
    r"|en welke|zijn er daarvan)\b"
)
OPENS = re.compile(r"^\W*(wat|welke?|wie|zijn er|is er|bestaa[nt] er|zoek|ik zoek)\b")
"""A question of its own, when it names a place."""
NAME_OF = re.compile(r"\b(?:website|webstek|site|adres|contactgegevens) van (?:de |het )?(?P<name>[\w' -]{4,60})")
OF_THOSE = re.compile(r"\b(daarvan|hiervan|ervan|van (die|deze|hen)|tussen (die|deze))\b")
CORRECTS = re.compile(r"^\W*(nee|neen|sorry|oei|ik bedoel\w*|maar ik bedoel\w*)\b")
ANY_WORK = re.compile(r"\b(alle (soorten|activiteiten|werk\w*)|eender wel\w+ (werk|activiteit)|alle soorten werk)\b")
ANY_RECOGNITION = re.compile(r"\b((ook|alle) (andere|ondernemingen|bedrijven)|niet (alleen|enkel) maatwerk\w*)\b")
ASKS_FOR = frozenset(
    "adres website site contact contactgegevens gegevens telefoonnummer info informatie ken kent over vind vinden"  # noqa: SIM905
    " waar ligt openingsuren geven wil kan kunnen zou zoeken naam heet noemt genaamd".split()
)
ALL_ENTITIES = ("place", "municipality", "province", "region", "near", "activity", "recognition", "offset")
SHORT = 5


@dataclass(frozen=True)
class Request:
    """One of: a follow-up on the cards, a name, a place that is not clear, or a search."""

    search: Search = EVERYTHING
    place: Place | None = None
    offset: int = 0
    follow: FollowUp | None = None
    name: str | None = None
    unclear: Named | None = None
    names_nothing: bool = False
    """It goes on with the list, but with words that nobody knows."""


def request_of(found: Catalogue, tracker: Tracker, state: State) -> Request:
    """Read the latest message."""
    text = str(tracker.latest_message.get("text") or "")
    if not text or text.startswith("/"):
        return _of_button(found, tracker)
    if follow := _follow_up(tracker, text, state):
        return Request(state.search, place_called(found, state.search.place, state.search.municipality), follow=follow)
    named = _named(found, tracker, text, state)
    activity, recognition = _value(tracker, text, "activity"), _value(tracker, text, "recognition")
    name = entity_of(tracker, "enterprise")
    if name and not activity:
        return Request(state.search, name=name)
    if (called := NAME_OF.search(fold(text))) and found.enterprises_by_name(called["name"]).total:
        return Request(state.search, name=called["name"])
    keeps = _goes_on(tracker, text, state, bool(named.place or named.unclear), bool(activity))
    search, place = _merged(found, text, state.search if keeps else EVERYTHING, named)
    search = replace(search, activity=activity or search.activity, recognition=recognition or search.recognition)
    if keeps and ANY_WORK.search(fold(text)):
        search = replace(search, activity=None)
    if keeps and not recognition and ANY_RECOGNITION.search(fold(text)):
        search = replace(search, recognition=None)
    if named.unclear:
        return Request(search, unclear=named)
    if keeps and search == state.search and not (named.place or activity or recognition or named.near):
        return Request(search, place, names_nothing=True)
    if search.is_empty and not search.near and (unlisted := _unlisted_name(text)):
        return Request(search, name=unlisted)
    return Request(search, place)


def _of_button(found: Catalogue, tracker: Tracker) -> Request:
    search, offset = from_entities({name: entity_of(tracker, name) for name in ALL_ENTITIES})
    place = place_called(found, search.place, search.municipality)
    if search.place and place is None:
        return Request(search.at(None), unclear=Named(unclear=search.place))
    return Request(search.at(place, search.near) if place else search, place, offset)


def _follow_up(tracker: Tracker, text: str, state: State) -> FollowUp | None:
    if state.total is None:
        return None
    if (tracker.latest_message.get("intent") or {}).get("name") == "affirm" and not state.total:
        return FollowUp(Kind.WIDER)
    follow = follow_up_of(text)
    if follow is None or follow.kind in (Kind.MORE, Kind.NEW):
        return follow
    names = ("municipality", "province", "region", "unknown_place", "activity", "recognition", "enterprise")
    return None if any(entity_of(tracker, name) for name in names) else follow


def _named(found: Catalogue, tracker: Tracker, text: str, state: State) -> Named:
    named = named_place(found, text, tracker.latest_message.get("entities") or [])
    says_more = any(entity_of(tracker, name) for name in ("activity", "recognition", "enterprise"))
    if named.place or named.unclear or says_more or state.asked != "place" or len(WORD.findall(text)) > SHORT:
        return named
    words = [word for word in re.findall(r"[\w'’-]+", text) if fold(word) not in FILLERS]
    return unknown_place(found, " ".join(words), named.near) if words else named


def _merged(found: Catalogue, text: str, base: Search, named: Named) -> tuple[Search, Place | None]:
    if named.place:
        waits = base.near and not base.place
        near = named.near or waits or (base.near and bool(CORRECTS.match(fold(text))))
        return base.at(named.place, near), named.place
    place = place_called(found, base.place, base.municipality)
    return replace(base, near=base.near or named.near), place


def _goes_on(tracker: Tracker, text: str, state: State, has_place: bool, has_activity: bool) -> bool:
    """Whether a message keeps what it doesn't name of the search before it."""
    if state.total is None and not state.asked:
        return False
    folded = fold(text)
    if GOES_ON.search(folded) or OF_THOSE.search(folded):
        return True
    if has_place and (has_activity or (OPENS.search(folded) and not state.asked)):
        return False
    spans = [(e["start"], e["end"]) for e in tracker.latest_message.get("entities") or [] if "start" in e]
    few = len(WORD.findall(folded)) <= SHORT
    return few and (bool(state.asked) or has_place or has_activity or says_only_names(text, spans))


def _value(tracker: Tracker, text: str, name: str) -> str | None:
    """The value of an entity; of several the one that is not denied: "niet groen maar metaal"."""
    values = [str(value) for value in tracker.get_latest_entity_values(name) if value]
    if not values:
        return None
    return values[-1] if NOT_THERE.search(fold(text)) else values[0]


def _unlisted_name(text: str) -> str | None:
    """Words that may be an enterprise's name with a typing error: neither small words nor Dutch ones."""
    words = [word for word in WORD.findall(fold(text)) if word not in FILLERS | ASKS_FOR and not is_ordinary(word)]
    return " ".join(words) or None
