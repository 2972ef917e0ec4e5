"""What a message says about the list on screen: more, wider, the second one, its website, a new search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.nlu.normalization import fold

WORD = re.compile(r"[a-z0-9']+")
MAX_WORDS = 9
"""A longer message is a question of its own."""
SHORT = 5


class Kind(str, Enum):
    """What is asked of a list."""

    MORE = "more"
    WIDER = "wider"
    ANYWHERE = "anywhere"
    NEW = "new"
    PICK = "pick"
    COUNT = "count"


@dataclass(frozen=True)
class FollowUp:
    """``number`` counts from 1, -1 is the last, ``None`` the one in view; ``about`` is what is asked of it."""

    kind: Kind
    number: int | None = None
    about: str | None = None


ORDINALS = {
    1: "eerste|1e|1ste",
    2: "tweede|2e|2de",
    3: "derde|3e|3de",
    4: "vierde|4e|4de",
    5: "vijfde|5e|5de",
    -1: "laatste|onderste",
}
_ORDINAL = re.compile(
    r"\b(?:"
    + "|".join(rf"(?P<{'last' if n < 0 else f'n{n}'}>{words})" for n, words in ORDINALS.items())
    + r"|(?:nummer|nummertje|nr\.?|optie|keuze)\s*(?P<digit>[1-5]))\b(?!\s+(?:keer|maand|week|stap|jaar|helft|editie))"
)
_BARE_NUMBER = re.compile(r"^\W*(?P<digit>[1-5])\W*$")
_ABOUT = {
    "website": r"web ?sites?|site|webstek|url|link(?:je)?|webpagina|homepage|webadres",
    "contact": r"contact\w*|telefoon\w*|gsm|e-?mail\w*|mail\w*|bellen|bel|bereik\w*|nummer van",
    "distance": r"hoe ver|afstand|kilometers?",
    "source": r"bron|bronnen|vanwaar weet|waar komt dat|waar haal",
    "recognition": (
        r"erken\w*|officieel|officiele|zeker dat|(?:is|zijn) .{1,40} (?:een |echt een )?(?:maatwerk\w*|coop\w*)"
    ),
    "address": r"adres|waar (?:ligt|is|zit|vind|liggen|zijn)|gelegen|locatie|ligging|straat|waar (?:precies|juist)",
    "activities": r"wat (?:doen?|doet|maken|maakt)|aanbod|activiteiten?|diensten|welk(?:e)? werk|waarmee|specialiteit",
}
ABOUT = {name: re.compile(rf"\b(?:{words})\b") for name, words in _ABOUT.items()}
_ONE = re.compile(r"\b(?:die|dat|deze|dit|hun|hij|zij|ze|hen|het|ervan|daarvan|daar|zijn|haar|erover)\b")
_NEAREST = re.compile(r"\b(?:dichtste|dichtst ?bij\w*|meest nabije)\b")
_MORE = re.compile(
    r"^(?:en |ja |oke |graag |toon |geef |laat |zie |ik wil |kan je |mag ik )*(?:me |mij |er |eens |maar |ook )*"
    r"(?:nog )?(?:wat |een paar |enkele )?"
    r"(?:meer|andere|volgende|de volgende|de rest|de andere|verder|vervolg|nog)(?: zien| tonen| graag| aub| er)*"
    r"(?: (?:resultaten|bedrijven|ondernemingen|evenementen|events|kaartjes|kaarten|hits|vijf|5|zijn er|opties))*"
    r"(?: zien| tonen| graag| aub)?\W*$"
    r"|^(?:zijn|bestaan) er (?:nog|nog meer|nog andere|nog \w+)\W*$|^zijn er geen andere\W*$"
    r"|^nog (?:een|eentje|enkele|andere|\w+ meer)\W*$"
)
_WIDER = re.compile(
    r"\b(?:ruimer\w*|breder|wijder|verder weg|verder kijken|verder zoeken|uitbreiden|uitgebreider"
    r"|grotere? (?:omtrek|straal|gebied|omgeving)|omliggende|buurgemeenten?|er ?rond|daar ?rond"
    r"|in de (?:buurt|omgeving|regio|streek)"
    r"(?! van)|in de (?:hele )?provincie\W*$|vergroot)\b|\bin de (?:hele )?provincie\W*$"
)
_ANYWHERE = re.compile(
    r"\b(?:overal|eender waar|heel (?:vlaanderen|het land|belgie)|gans vlaanderen"
    r"|maakt (?:me |mij )?(?:niet|nie|ni) uit|geen voorkeur|waar dan ook|ergens in vlaanderen|in vlaanderen"
    r"|alle gemeenten|weet (?:ik )?niet)\b"
)
_NEW = re.compile(
    r"\b(?:(?:nieuwe?|andere?) (?:zoek\w*|opzoek\w*|opdracht)|opnieuw (?:zoeken|beginnen)|begin opnieuw"
    r"|herbegin\w*|zoek opnieuw|(?:iets|iemand) anders zoeken|zoek (?:iets|iemand) anders|^opnieuw$"
    r"|wis (?:de |mijn )?zoek\w*|(?:iets )?anders zoeken)\b"
)
_COUNT = re.compile(r"^(?:en )?hoeveel (?:zijn (?:dat|het|er)|is dat|in totaal|zijn er in totaal|heb je er)\b")
FILLERS = frozenset(
    "en of nee neen ja maar enkel alleen liever ik bedoel bedoelde bedoelt toch dan wel niet in te bij"  # noqa: SIM905
    " rond rondom de het een van die deze er ook dus eigenlijk sorry oei ah oh buurt omgeving regio streek"
    " provincie graag aub alstublieft a u b misschien doe zoek toon geef nu hier eerder vlak nabij welke"
    " welk daarvan zijn doen doet maken maakt bedrijven ondernemingen bedrijf onderneming sociale mij me"
    " wie gewoon naar stad gemeente dichtbij heb hebben heeft wil we wij plaats anders voor op aan dat wat"
    " iets daar waar ergens postcode beter echte echt staan staat gelegen "
    " erkende met over ofwel andere km ze zij hun alle oke heel hele".split()
)
"""Words around a name that change nothing: "nee, ik bedoel in Lier"."""


def follow_up_of(text: str) -> FollowUp | None:
    """What a message asks of a list, in its own words; nothing when it says none of this."""
    folded = fold(text).strip()
    count = len(WORD.findall(folded))
    if not folded or folded.startswith("/") or count > MAX_WORDS:
        return None
    if _NEW.search(folded):
        return FollowUp(Kind.NEW)
    if _MORE.match(folded):
        return FollowUp(Kind.MORE)
    about = next((name for name, pattern in ABOUT.items() if pattern.search(folded)), None)
    number = _number(folded)
    if number is not None and (about or count <= SHORT):
        return FollowUp(Kind.PICK, number, about)
    if _COUNT.match(folded):
        return FollowUp(Kind.COUNT)
    if _WIDER.search(folded) and count <= SHORT + 2:
        return FollowUp(Kind.WIDER)
    if (where := _ANYWHERE.search(folded)) and says_only_names(folded, [where.span()]):
        return FollowUp(Kind.ANYWHERE)
    if about and (count <= 3 or (count <= SHORT + 1 and _ONE.search(folded))):
        return FollowUp(Kind.PICK, None, about)
    return None


def says_only_names(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether nothing but names (``spans``) and fillers stands in a message: "nee, Lier", "en in mei?"."""
    masked = text
    found = False
    for start, end in spans:
        masked = masked[:start] + " " * (end - start) + masked[end:]
        found = True
    words = WORD.findall(fold(masked))
    return found and len(words) <= MAX_WORDS and FILLERS.issuperset(words)


def _number(folded: str) -> int | None:
    if _NEAREST.search(folded):
        return 1
    match = _BARE_NUMBER.match(folded) or _ORDINAL.search(folded)
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("digit"):
        return int(groups["digit"])
    if groups.get("last"):
        return -1
    return next((n for n in ORDINALS if n > 0 and groups.get(f"n{n}")), None)
