"""Dutch words for one time, such as ``volgende maand`` or ``14 februari``, as days on the calendar.

Single days are read by the library dateparser; months as a whole, seasons, weekends and the like by the rules here.
Where no year is said the coming one is meant, or the last one where the question looks back.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

Days = tuple[dt.date, dt.date]
"""The first day and the last."""


@dataclass(frozen=True)
class Now:
    """The day it is, and whether the question looks back."""

    today: dt.date
    back: bool


@dataclass(frozen=True)
class Rule:
    """Words of one kind of time. ``read`` gives no days where the words turn out to be no date (30 februari).

    A pattern with a group ``year`` tells times that come back each year.
    """

    kind: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Now], Days | None]


DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SEASONS = {
    "lente": (3, 3),
    "voorjaar": (3, 3),
    "zomervakantie": (7, 2),
    "grote vakantie": (7, 2),
    "zomer": (6, 3),
    "herfst": (9, 3),
    "najaar": (9, 3),
    "winter": (12, 3),
    "schooljaar": (9, 10),
    "academiejaar": (9, 10),
}
"""First month and number of months: seasons as the weather service counts them, school from September to June."""
COUNTS = {word: number for number, word in enumerate(("een", "twee", "drie", "vier", "vijf", "zes"), start=1)}
COUNTS |= {"zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12}
ORDINALS = {"eerste": 0, "tweede": 1, "derde": 2, "vierde": 3}

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_SHORT = rf"(?:{'|'.join(MONTHS)}|(?:jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
_PART = r"(?P<part>begin|midden|half|einde?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = rf"{_DAY}(?:ste|de|e)?"
_YEAR = r"(?P<year>20\d\d)"
_MAYBE_YEAR = rf"(?:,? (?:van )?{_YEAR})?\b"
_WHICH = (
    r"(?P<which>dit|deze|dees|van (?:de|het)|(?:eerst)?volgende?|komende?|aankomende?|vorige?|verleden|afgelopen"
    r"|voorbije?|laatste)"
)
_UNIT = r"(?P<unit>dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren)"
_COUNT = rf"(?P<count>\d\d?|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"


def nearest(days: Days, now: Now) -> Days:
    """The same days in the year that is meant: not over yet, or begun already when looking back."""
    first, last = days
    if now.back:
        while first > now.today:
            first, last = months_later(first, -12), months_later(last, -12)
    else:
        while last < now.today:
            first, last = months_later(first, 12), months_later(last, 12)
    return first, last


def months_later(day: dt.date, count: int) -> dt.date:
    """So many months later; the last day of a month stays a last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    length = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, length if is_last else min(day.day, length))


def _months(year: int, month: int, count: int = 1) -> Days:
    first = dt.date(year, month, 1)
    return first, months_later(first, count) - DAY


def _year(year: int) -> Days:
    return _months(year, 1, 12)


def _week(day: dt.date) -> Days:
    monday = day - dt.timedelta(day.weekday())
    return monday, monday + WEEK - DAY


def _step(match: re.Match[str]) -> int:
    """0 for this one, 1 for the next, -1 for the last."""
    which = match["which"] or ""
    if "volgend" in which or "komend" in which:
        return 1
    return -1 if which.startswith(("vorig", "verleden", "afgelopen", "voorbij", "laatste")) else 0


def _count(text: str) -> int:
    return int(text) if text.isdigit() else COUNTS[text]


def _parsed(words: str, now: Now) -> Days | None:
    import dateparser  # takes half a second; only a question that names a day waits for it

    settings = {
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": dt.datetime.combine(now.today, dt.time()),
    }
    found = dateparser.parse(words, languages=["nl"], settings=settings)
    return (found.date(), found.date()) if found else None


def _date(match: re.Match[str], now: Now) -> Days | None:
    words = re.sub(r"^(?:[a-z]+dag )?(\d+)(?:ste|de|e)?\b", r"\1", match[0])
    words = re.sub(r"\b(febr|sept)\b\.?", lambda short: short[0][:3], words)
    words = re.sub(r"^(\d{4})-(\d+)-(\d+)$", r"\3-\2-\1", words)
    days = _parsed(words, now)
    return days if days is None or match["year"] else nearest(days, now)


def _near_day(match: re.Match[str], now: Now) -> Days | None:
    return _parsed("vandaag" if match[0] == "vanavond" else match[0], now)


def _days_of_month(match: re.Match[str], now: Now) -> Days | None:
    days = _parsed(f"{match['to']} {match['month'][:3].replace('maa', 'mrt')} {match['year'] or ''}".strip(), now)
    if days is None:
        return None
    both = days[0].replace(day=int(match["from"])), days[1]
    return both if match["year"] else nearest(both, now)


def _weekday(match: re.Match[str], now: Now) -> Days:
    wanted = WEEKDAYS.index(match["weekday"])
    monday = _week(now.today)[0]
    ahead = now.today + dt.timedelta((wanted - now.today.weekday()) % 7)
    if _step(match) < 0 or (now.back and not match["which"]):
        day = ahead - WEEK
    elif "volgend" in (match["which"] or ""):
        day = monday + WEEK + dt.timedelta(wanted)
    else:
        day = ahead
    return day, day


def _weekend(match: re.Match[str], now: Now) -> Days:
    saturday = _week(now.today)[0] + 5 * DAY
    step = _step(match)
    if "komend" in (match["which"] or "") and now.today < saturday:
        step = 0
    return saturday + step * WEEK, saturday + step * WEEK + DAY


def _this_or_next(match: re.Match[str], now: Now) -> Days:
    """This, the next or the last week, month or year of the calendar; ``komende maand`` counts from today."""
    unit, step = match["unit"], _step(match)
    if unit != "jaar" and re.match(r"(?:aan)?komend|afgelopen|voorbij|laatste", match["which"]):
        return _from_today(unit, step, now.today)
    if unit == "week":
        return _week(now.today + step * WEEK)
    if unit == "maand":
        month = months_later(now.today.replace(day=1), step)
        return _months(month.year, month.month)
    return _year(now.today.year + step)


def _from_today(unit: str, count: int, today: dt.date) -> Days:
    """From today so far ahead; with a count under 0 so far back until yesterday."""
    if unit.startswith(("dag", "we")):
        other = today + count * (DAY if unit.startswith("dag") else WEEK)
    else:
        other = months_later(today, count * (1 if unit.startswith("maand") else 12))
    return (today, other) if count > 0 else (other, today - DAY)


def _several(match: re.Match[str], now: Now) -> Days:
    """``de komende drie maanden``; without a number three of them, or seven days."""
    count = _count(match["count"]) if match["count"] else (7 if match["unit"] == "dagen" else 3)
    back = match["side"].startswith(("laatste", "afgelopen", "voorbij", "vorige"))
    return _from_today(match["unit"], -count if back else count, now.today)


def _at_distance(match: re.Match[str], now: Now) -> Days:
    """``over twee weken``: the whole day, week, month or year that falls in."""
    unit = match["unit"]
    count = _count(match["count"])
    ahead = _from_today(unit, count, now.today)[1] if match["over"] else _from_today(unit, -count, now.today)[0]
    if unit.startswith("dag"):
        return ahead, ahead
    if unit.startswith("we"):
        return _week(ahead)
    return _months(ahead.year, ahead.month) if unit.startswith("maand") else _year(ahead.year)


def _month(match: re.Match[str], now: Now) -> Days:
    days = _months(int(match["year"] or now.today.year), MONTHS.index(match["month"]) + 1)
    if not match["year"]:
        step = _step(match)
        days = nearest(days, Now(now.today, now.back if step == 0 else step < 0))
        if step < 0 and days[1] >= now.today:
            days = months_later(days[0], -12), months_later(days[1], -12)
    first, last = days
    part = match["part"] or ""
    if part.startswith("begin"):
        return first, first.replace(day=10)
    if part.startswith(("mid", "half")):
        return first.replace(day=11), first.replace(day=20)
    return (first.replace(day=21), last) if part.startswith("eind") else days


def _season(match: re.Match[str], now: Now) -> Days:
    month, count = SEASONS[match["season"]]
    if match["year"]:
        return _months(int(match["year"]), month, count)
    step = _step(match)
    looking = Now(now.today, now.back if step == 0 else step < 0)
    # Begun a year before, because in January it is still the winter of last year.
    first, last = nearest(_months(now.today.year - 1, month, count), looking)
    if looking.back and months_later(first, 12) <= now.today:
        first, last = months_later(first, 12), months_later(last, 12)
    if step and first <= now.today <= last and "komend" not in match["which"]:
        first, last = months_later(first, 12 * step), months_later(last, 12 * step)
    return first, last


def _part_of_year(match: re.Match[str], now: Now) -> Days:
    count = 3 if match["part"] == "kwartaal" else 6
    days = _months(int(match["year"] or now.today.year), 1 + ORDINALS[match["place"]] * count, count)
    return days if match["year"] else nearest(days, now)


def _feast(match: re.Match[str], now: Now) -> Days:
    at_new_year = match[0].startswith("nieuw")
    first, last = ((1, 1), (1, 1)) if at_new_year else ((12, 24), (12, 26))
    return nearest((dt.date(now.today.year, *first), dt.date(now.today.year, *last)), now)


def _end_of_year(match: re.Match[str], now: Now) -> Days:
    return _months(int(match["year"] or now.today.year), 12)


def _whole_year(match: re.Match[str], now: Now) -> Days:
    return _year(int(match["year"]))


def _rule(kind: str, pattern: str, read: Callable[[re.Match[str], Now], Days | None]) -> Rule:
    return Rule(kind, re.compile(rf"\b{pattern}"), read)


_SIDE = r"(?P<side>komende|volgende|eerstvolgende|laatste|afgelopen|voorbije|vorige|binnen(?: de)?)"

RULES = (
    _rule("day", rf"(?P<from>{_DAY})(?:ste|de|e)? ?(?:en(?: met)?|tot(?: en met)?|t/m|-) ?(?:de )?(?P<to>{_DAY})"
          rf"(?:ste|de|e)? (?P<month>{_SHORT}){_MAYBE_YEAR}", _days_of_month),
    _rule("day", rf"(?:(?:{'|'.join(WEEKDAYS)}) )?{_NTH} {_SHORT}{_MAYBE_YEAR}", _date),
    _rule("day", rf"(?:{_YEAR}-\d\d?-\d\d?)(?!\d)", _date),
    _rule("day", rf"{_DAY}(?P<sign>[-/.])(?:0?[1-9]|1[0-2])(?P=sign){_YEAR}\b", _date),
    _rule("day", rf"{_DAY}/(?:0?[1-9]|1[0-2])(?![\d/])(?P<year>)?", _date),
    _rule("part", rf"eind(?:e)? (?:van )?(?:het jaar|dit jaar|{_YEAR})\b", _end_of_year),
    _rule("near", r"(?:vandaag|vanavond|overmorgen|morgen|eergisteren|gisteren)\b", _near_day),
    _rule("near", rf"(?:{_WHICH} )?weekend\b", _weekend),
    _rule("near", rf"(?:{_WHICH} )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
    _rule("near", rf"{_SIDE} (?:{_COUNT} |enkele |paar )?(?P<unit>dagen|weken|maanden)\b", _several),
    _rule("near", rf"{_SIDE} {_COUNT} (?P<unit>week|maand|jaar|jaren)\b", _several),
    _rule("near", rf"(?P<over>over|binnen) {_COUNT} {_UNIT}\b", _at_distance),
    _rule("near", rf"(?P<over>)?{_COUNT} {_UNIT} geleden\b", _at_distance),
    _rule("near", rf"{_WHICH} (?P<unit>week|maand|jaar)\b", _this_or_next),
    _rule("part", rf"(?P<place>eerste|tweede|derde|vierde) (?P<part>kwartaal){_MAYBE_YEAR}", _part_of_year),
    _rule("part", rf"(?P<place>eerste|tweede) (?P<part>helft) van {_YEAR}\b", _part_of_year),
    _rule("month", rf"(?:{_WHICH} )?(?:{_PART}(?: van)? )?{_MONTH}\b{_MAYBE_YEAR}", _month),
    _rule("season", rf"(?:{_WHICH} )?(?P<season>{'|'.join(SEASONS)})\b{_MAYBE_YEAR}", _season),
    _rule("feast", r"(?:nieuwjaar|kerst(?:mis)?|de feestdagen)\b(?P<year>)?", _feast),
    # Four figures before a town are its postcode: 2018 Antwerpen.
    _rule("year", rf"{_YEAR}\b(?! antwerpen)(?![-/.,]\d)", _whole_year),
)  # fmt: skip
"""The rule that comes first has the words."""
