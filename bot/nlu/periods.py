"""The periods that a question names, and whether it looks back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.nlu.normalization import fold
from bot.nlu.times import DAY, RULES, Now, months_later

LOOKING_BACK = re.compile(
    r"\b((?:vorige?|verleden|laatste|recentste|oude|eerdere) (?:edities?|ke(?:er|ren)|jaren|events?|evenement(?:en)?"
    r"|activiteit(?:en)?|studiedag(?:en)?|opendeur(?:dag(?:en)?)?)|(?:vorige?|verleden) (?:week|weekend|maand|jaar"
    r"|najaar|voorjaar|zomer|winter|herfst|lente|schooljaar)|voorbije?|vroegere?|vroeger|afgelopen|geweest|geleden"
    r"|gisteren|eergisteren|waren|(?:wat|wanneer|waar|hoe|wie|er|dat|het|die|dit|toen|nog|jaar|datum) was"
    r"|was (?:er|dat|het|die|dit|de|toen)|sinds|werd(?:en)?|vond(?:en)?|ging(?:en)? door|plaatsgevonden|terugblik"
    r"|archief|vorig(?:e)? (?!pagina|vraag|antwoord)\w{4,})\b"
)
_TO = re.compile(r"\s*(?:tot(?: en met)?|t/m|-)\s*(?:de |het |in )?")
_AND = re.compile(r"\s*en\s*(?:de |het |in )?")
_BETWEEN = re.compile(r"\b(?:tussen|van|vanaf)\s+(?:de |het )?$")
_BOUND = re.compile(r"\b(?P<word>na|vanaf|sinds|voor|tot(?: en met)?|t/m|tegen)\s+(?P<article>de |het )?$")
BEFORE = frozenset({"day", "year", "feast", "part"})
"""Kinds of time for which "voor" means before; "iets voor volgende week" is for that week."""


@dataclass(frozen=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``None`` is open (``vanaf maart``, ``voor de zomer``).

    ``span`` is where it stands in the text, ``words`` what stands there.
    """

    start: dt.date | None
    end: dt.date | None
    span: tuple[int, int]
    words: str


@dataclass(frozen=True)
class _Time:
    """One time in a text; ``recurs`` where it comes back each year and none was said."""

    first: dt.date
    last: dt.date
    span: tuple[int, int]
    kind: str
    recurs: bool


def looks_back(text: str) -> bool:
    """Whether a question is about what is over; ``was`` as a noun (laundry) doesn't count."""
    return bool(LOOKING_BACK.search(fold(text)))


def find_periods(text: str, today: dt.date) -> list[Period]:
    """All periods that a text names, in its order.

    Args:
        text: as the visitor typed it.
        today: the day in Brussels.
    """
    folded = fold(text)
    if len(folded) != len(text):
        text = folded  # some signs fold into two: then the spans are those of the folded text
    times = _times(folded, Now(today, looks_back(text)))
    periods: list[Period] = []
    while times:
        one = times.pop(0)
        if times and _belong_together(folded, one, times[0]):
            periods.append(_range(text, folded, one, times.pop(0)))
        else:
            periods.append(_bounded(text, folded, one))
    return periods


def _times(folded: str, now: Now) -> list[_Time]:
    found: list[_Time] = []
    for rule in RULES:
        for match in rule.pattern.finditer(folded):
            if any(time.span[0] < match.end() and match.start() < time.span[1] for time in found):
                continue
            try:
                days = rule.read(match, now)
            except (ValueError, OverflowError):  # 31 april, or centuries away
                days = None
            if days:
                groups = match.groupdict()
                recurs = "year" in groups and not groups["year"] and not groups.get("which")
                found.append(_Time(*days, match.span(), rule.kind, recurs))
    return sorted(found, key=lambda time: time.span)


def _belong_together(folded: str, one: _Time, other: _Time) -> bool:
    between = folded[one.span[1] : other.span[0]]
    if _TO.fullmatch(between):
        return True
    is_range = _BETWEEN.search(folded[: one.span[0]]) or one.last + DAY == other.first
    return bool(_AND.fullmatch(between) and is_range)


def _range(text: str, folded: str, one: _Time, other: _Time) -> Period:
    first, last = one.first, other.last
    if one.recurs and not other.recurs:
        while months_later(first, 12) <= last:
            first = months_later(first, 12)
    while other.recurs and not one.recurs and months_later(last, -12) >= first:
        last = months_later(last, -12)
    while one.recurs and first > last:
        first = months_later(first, -12)
    opening = _BETWEEN.search(folded[: one.span[0]])
    span = (opening.start() if opening else one.span[0], other.span[1])
    return Period(min(first, last), max(first, last), span, text[slice(*span)])


def _bounded(text: str, folded: str, one: _Time) -> Period:
    bound = _BOUND.search(folded[: one.span[0]])
    word = bound["word"] if bound else ""
    is_end = folded.startswith("eind", one.span[0])
    if bound is None or (word == "voor" and one.kind not in BEFORE and not bound["article"] and not is_end):
        return Period(one.first, one.last, one.span, text[slice(*one.span)])
    span = (bound.start(), one.span[1])
    words = text[slice(*span)]
    if word == "na":
        return Period(one.last + DAY, None, span, words)
    if word in ("vanaf", "sinds"):
        return Period(one.first, None, span, words)
    ends_before = word == "voor" and not is_end
    return Period(None, one.first - DAY if ends_before else one.last, span, words)
