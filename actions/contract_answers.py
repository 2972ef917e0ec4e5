"""Reads the visitor's answers to the contracts guide from a message: who, what work, where, how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from actions.guides import is_question
from actions.replies import entity_of

ROLE, ACTIVITY = "contract_role", "contract_activity"
ANSWERS = (ROLE, ACTIVITY)
GOVERNMENT, COMPANY, BIDDER = "government", "company", "bidder"
UNKNOWN = "unknown"
"""The visitor doesn't know, or it doesn't matter."""

ROLE_WORDS = {
    BIDDER: r"maatwerk(bedrijf|bedrijven|afdeling)|sociale? (onderneming|economie|werkplaats)\w*|beschutte werkplaats|"
    r"inschrijv\w*|inschrijf|meedingen|offerte indienen|bieder",
    GOVERNMENT: r"gemeente\w*|stad|steden|stads\w*|ocmw\w*|overheid\w*|\w*bestuur|provincie\w*|intercommunale|"
    r"politiezone|hulpverleningszone|ministerie|departement|(openbare )?school|ziekenhuis|agentschap",
    COMPANY: r"(prive-?|privé-?)?bedrijf|bedrijven|kmo|firma|onderneming|ondernemer|zelfstandige\w*|bv|nv|winkel|"
    r"fabriek|privé|prive",
}
ROLE_PATTERN = re.compile("|".join(rf"\b(?P<{role}>{words})\b" for role, words in ROLE_WORDS.items()), re.IGNORECASE)
SELF = re.compile(r"\b(ik ben|wij zijn|we zijn|ik werk (voor|bij)|wij werken voor|namens)\b", re.IGNORECASE)
DOES_NOT_KNOW = re.compile(
    r"\b(weet (ik |we |wij )?(het |'t |dat )?(nog |eigenlijk )?niet|kweet\w* (nog )?(niet|nie|ni)|geen (idee|gedacht)|"
    r"nog (niet|geen) (bekend|gekend|beslist|zeker|idee|raming)|onbekend|niet zeker|sla (dit |dat |deze vraag )?over|"
    r"overslaan|volgende vraag|maakt (me |mij )?niet uit|doet er niet toe|geen voorkeur)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{4,}")
FREE_INTENTS = frozenset({"nlu_fallback", "find_enterprise", "out_of_scope"})
"""What the classifier makes of words for work that nobody listed."""
MAX_FREE_CHARACTERS = 80


@dataclass(frozen=True)
class Reading:
    """What a message says to the guide: values by slot, and whether the asked one was tried but not understood."""

    values: Mapping[str, str | None]
    unclear: bool = False

    @property
    def is_answer(self) -> bool:
        """Otherwise it is something else, for the rules to answer."""
        return bool(self.values) or self.unclear


def read(tracker: Tracker, requested: str | None) -> Reading:
    """Read the latest message of a visitor who was asked for ``requested``."""
    message = tracker.latest_message
    text = str(message.get("text") or "")
    if text.startswith("/") or not is_question(text):
        values = _values(tracker, text, requested)
        if values:
            return Reading(values)
    return Reading({}, unclear=requested in ANSWERS and _tries_to_answer(message, text))


def _values(tracker: Tracker, text: str, requested: str | None) -> dict[str, str | None]:
    values: dict[str, str | None] = {name: given for name in ANSWERS if (given := entity_of(tracker, name))}
    if text.startswith("/"):
        return values
    if (requested == ROLE or SELF.search(text)) and (role := role_in(text)):
        values[ROLE] = role
    if activity := entity_of(tracker, "activity"):
        values[ACTIVITY] = activity
    elif requested == ACTIVITY and not values and (free := _free_activity(tracker, text)):
        values[ACTIVITY] = free
    return values


def role_in(text: str) -> str | None:
    """The first role that a text names: ``wij zijn een maatwerkbedrijf`` -> bidder."""
    found = ROLE_PATTERN.search(text)
    return found.lastgroup if found else None


def _free_activity(tracker: Tracker, text: str) -> str | None:
    """Work in the visitor's own words, or that they don't know yet."""
    if DOES_NOT_KNOW.search(text):
        return UNKNOWN
    intent = str((tracker.latest_message.get("intent") or {}).get("name"))
    if intent in FREE_INTENTS and WORD.search(text) and len(text) <= MAX_FREE_CHARACTERS:
        return text.strip(" .!")
    return None


def _tries_to_answer(message: Mapping[str, Any], text: str) -> bool:
    """Whether a message without a value is still about the guide's question, so that an example helps."""
    intent = str((message.get("intent") or {}).get("name"))
    return not is_question(text) and intent in {*FREE_INTENTS, "affirm", "deny"}
