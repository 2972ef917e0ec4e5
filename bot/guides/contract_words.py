"""What a visitor's words say to the contracts guide: who they are, that they don't know, that they correct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.guides.estimates import read_estimate
from bot.nlu.normalization import fold

ROLE, ACTIVITY, PLACE, AMOUNT = "contract_role", "contract_activity", "contract_place", "contract_amount"
ANSWERS = (ROLE, ACTIVITY, PLACE, AMOUNT)
"""What the guide asks, in this order."""
UNKNOWN = "unknown"
"""The visitor doesn't know, or it doesn't matter."""
ROLE_WORDS = {
    "bidder": r"maatwerk(bedrijf|bedrijven|afdeling)|(beschutte|sociale) werkplaats\w*|inschrijv\w*|inschrijf|meedingen"
    r"|sociale? (onderneming|economie|coop\w*)\w*|meedoen|offerte indienen|bieder|kringwinkel\w*|kringloop\w*",
    "government": r"gemeente\w*|gemente|stad|steden|stads\w*|ocmw\w*|overhei\w*|\w*bestuur\w*|provincie\w*"
    r"|intercommunale|politiezone|hulpverleningszone|brandweer\w*|ministerie|departement|school|scholen(groep)?"
    r"|ziekenhuis|agentschap|schepen\w*|burgemeester|zorgbedrijf|kabinet",
    "company": r"(prive-?|privaat )?bedrijf\w*|bedrijven|kmo|firma|onderneming\w*|ondernemer|zelfstandige\w*|bv|nv"
    r"|winkel|fabriek|prive\w*|zaak|werkgever|uitbested\w*|besteden? uit",
}
ROLE_PATTERN = re.compile("|".join(rf"\b(?P<{role}>{words})\b" for role, words in ROLE_WORDS.items()))
ROLE_NUMBERS = {"1": "government", "2": "company", "3": "bidder"}
SELF = re.compile(
    r"\b(ik ben|wij zijn|we zijn|ik werk (voor|bij)|(wij|we) werken (voor|bij)|namens|(ons|onze|mijn) (gemeente|stad"
    r"|ocmw|bestuur|bedrijf|kmo|firma|maatwerkbedrijf|provincie|sociale onderneming)"
    r"|als (een )?(gemeente|stad|ocmw|bestuur|bedrijf|kmo|maatwerkbedrijf|sociale onderneming|overheid))\b"
)
CORRECTS = re.compile(
    r"^\W*(nee|neen|toch|eigenlijk|sorry|oei|ik bedoel\w*|liever|maak er|maak daar|doe maar|verander|wijzig|verbeter"
    r"|pas|zet|of nee|wacht|foutje|fout|ik vergiste|niet)\b|\b(moet|moest|is) (zijn|toch|eigenlijk)\b|\btoch\b|\bipv\b"
)
DOES_NOT_KNOW = re.compile(
    r"\b(weet (ik |we |wij )?(het |'t |dat )?(nog |eigenlijk |echt )?(niet|nie|ni)|kweet\w* (het )?(nog )?(niet|nie|ni)"
    r"|geen (idee|gedacht|flauw idee)|nog (niet|geen) (bekend|gekend|beslist|zeker|idee|raming|geraamd|bepaald)"
    r"|onbekend|niet zeker|(sla|slaan) (dit |dat |deze vraag )?over|overslaan|volgende( vraag)?|skip"
    r"|maakt (me |mij |ons )?(niet|nie|ni) uit|doet er niet toe|geen voorkeur|eender (wat|waar|welk\w*)"
    r"|moeilijk te zeggen|dat weet ik|valt nog te bekijken|nog te bepalen|iets anders|ander werk|allerlei)\b"
)
EVERYWHERE = re.compile(r"\b(overal|heel (vlaanderen|het land|belgie)|gans vlaanderen|in vlaanderen|^vlaanderen$)\b")
WHOLE_PROVINCE = re.compile(r"\b(de|hele|gans|ganse) provincie\b")
STEP_BACK = re.compile(
    r"^\W*(een )?(vorige( vraag)?|stap(je)? terug|vraag terug|ga (een stap )?terug|terug naar vorige)\W*$"
)
OPENS = re.compile(
    r"^\W*((en|maar|eigenlijk|ok|oke|zeg),? )?(wat|wie|waar\w*|wanneer|waarom|hoe\w*|welke?|mag|moet|moeten|kan|kunnen"
    r"|bestaa[nt]|is|zijn|heeft|hebben|krijg\w*|geldt|telt|vertel|leg|toon|geef|zoek|bron|wa is)\b"
)
WORD = re.compile(r"[a-z0-9.€]+")
QUESTION_WORDS, FEW = 4, 5
PLACE_ENTITIES = frozenset({"municipality", "province", "region", "unknown_place"})
Entities = Iterable[Mapping[str, Any]]


def asks(text: str) -> bool:
    """Whether a message asks something; "Gent?" answers, and a button's payload never asks."""
    folded = fold(text).strip()
    if folded.startswith("/"):
        return False
    return bool(OPENS.search(folded)) or (folded.endswith("?") and word_count(text) >= QUESTION_WORDS)


def word_count(text: str) -> int:
    return len(WORD.findall(fold(text)))


def role_in(text: str) -> str | None:
    """The first role that a text names: ``wij zijn een maatwerkbedrijf`` -> bidder."""
    found = ROLE_PATTERN.search(fold(text))
    return found.lastgroup if found else ROLE_NUMBERS.get(text.strip(" .)"))


def says_who(text: str) -> bool:
    """Whether a message tells who is talking, whatever was asked."""
    return bool(SELF.search(fold(text)))


def does_not_know(text: str) -> bool:
    return bool(DOES_NOT_KNOW.search(fold(text)))


def means_everywhere(text: str) -> bool:
    return bool(EVERYWHERE.search(fold(text).strip()))


def means_whole_province(text: str) -> bool:
    """Whether the province of the place of before is meant: "in de hele provincie"."""
    return bool(WHOLE_PROVINCE.search(fold(text)))


def steps_back(text: str) -> bool:
    """Whether a message goes to the question before."""
    return bool(STEP_BACK.match(fold(text)))


def corrects(text: str, intent: str, entities: Entities) -> bool:
    """Whether a message, without a question waiting, changes an answer: "nee, 80.000 euro", "toch in Gent"."""
    if not text or text.startswith("/") or asks(text):
        return False
    marked = bool(CORRECTS.search(fold(text)))
    if not marked and (intent == "faq" or word_count(text) > FEW):
        return False
    names = {str(entity.get("entity")) for entity in entities}
    told = read_estimate(text, asked=False) or names & {"activity", *PLACE_ENTITIES}
    if told or (marked and means_whole_province(text)):
        return True
    return (marked or says_who(text)) and role_in(text) is not None
