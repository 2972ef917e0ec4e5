"""The words of a message that say what an event should be about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.catalogue.text import search_key
from bot.knowledge.search import STOP_WORDS

KIND = re.compile(
    r"(studiedag|studienamiddag|studievoormiddag|webinar|workshop|infosessie|infoavond|infomoment|infodag|congres"
    r"|conferentie|symposium|beurs|jobbeurs|jobdag|opendeur|open deur|bedrijvendag|netwerkdag|netwerkmoment|netwerk"
    r"|lezing|debat|opleiding|vorming"
    r"|rondleiding|bedrijfsbezoek|werkbezoek|feest|opening|ledenvergadering|vergadering|retrodag|jubileum"
    r"|impactweek|kringwinkel)"
)
DAY_OF = re.compile(r"\bdag(?:en)? van (?:de|het) (?P<whom>[a-z0-9]+)")
"""What a yearly event is called."""
"""Who asks for one of these wants no other, also where none of that kind is known."""
ABOUT = re.compile(
    r"\b(?:over|rond|rondom|omtrent|inzake|met als thema) "
    r"(?P<subject>[a-z0-9 ]+?)(?= (?:voor|in|op|bij|waar|die|dat|met|en|of|om|zodat)\b|[^a-z0-9 ]|$)"
)
ORDINARY = re.compile(
    r"(?:socia\w*|economie|ondernem\w*|event\w*|even[e]?m\w*|agenda\w*|kalender\w*|activiteit\w*|komend\w*|volgend\w*"
    r"|eerstvolgend\w*|datums?|wanneer|inschrij\w*|dag(?:en)?|week|weken|maand\w*|jaar|jaren|vlaanderen|vlaamse?"
    r"|nieuwe?|grote?|heel|eerste|laatste|vorige?|voorbije?|edities?|maatwerkbedrij\w*|bedrij(?:f|ven)|bestu(?:ur|ren)"
    r"|student\w*|onderwijs|publiek|sector|binnenkort|gepland\w*|planning|bijwonen|bezoek\w*|vroeger|samen|werk(?:en)?"
    r"|mensen|open|plaats|alles?|geweest|lijst|oost|west|provincie|regio|streek|buurt|gemeente\w*|waren|werd|vond|beste?)"
)
"""Words that say that it is about events, or about our domain as a whole."""
SHORT = 3


@dataclass(frozen=True)
class Subject:
    """Words that events must have, as search keys; ``is_title``: all of them in the title."""

    words: tuple[str, ...] = ()
    is_title: bool = False


def subject(
    text: str, spans: Iterable[tuple[int, int]], in_titles: Callable[[tuple[str, ...]], frozenset[str]]
) -> Subject:
    """What events must be about.

    Kinds of events and what stands behind "over" always count; other words only where some event has them in its
    title, because a message holds many words that are no subject.

    Args:
        text: the message.
        spans: what in it says something else: a time, a place, an audience.
        in_titles: tells which words some event has in its title.
    """
    for start, end in spans:
        text = f"{text[:start]}{'.' * (end - start)}{text[end:]}"
    rest = " . ".join(search_key(part) for part in re.split(r"[.,;:?!]+", text))
    words = list(dict.fromkeys(rest.split()))
    if title := DAY_OF.search(rest):
        return Subject(("dag", title["whom"]), is_title=True)
    kinds = [match[1] for word in words if (match := KIND.match(word))]
    others = [word for word in words if _tells(word)]
    about = ABOUT.search(rest)
    strict = about["subject"].split() if about else []
    known = in_titles(tuple(others))
    return Subject(tuple(dict.fromkeys([*kinds, *(word for word in others if word in known or word in strict)])))


def _tells(word: str) -> bool:
    return not (len(word) <= SHORT or word in STOP_WORDS or KIND.match(word) or ORDINARY.fullmatch(word))
