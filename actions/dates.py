"""Dates in Dutch words."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def in_words(date: str) -> str:
    """``2025-10-07`` -> 7 oktober 2025; ``2025-10`` -> oktober 2025; ``2025`` stays."""
    year, *rest = date.split("-")
    if not rest:
        return year
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{MONTHS[int(rest[0]) - 1]} {year}"


def days_in_words(first: dt.date | None, last: dt.date | None) -> str:
    """A period: ``2019``, ``mei 2027``, ``3 mei 2027 – 10 juni 2027``, ``vanaf 2 mei 2027``; nothing without days."""
    if first is None or last is None:
        if day := first or last:
            return f"{'vanaf' if first else 'tot en met'} {in_words(day.isoformat())}"
        return ""
    if first == last:
        return in_words(first.isoformat())
    next_day = last + dt.timedelta(days=1)
    if first.day == next_day.day == 1:
        if (first.month, next_day.month, next_day.year) == (1, 1, first.year + 1):
            return str(first.year)
        if last.replace(day=1) == first:
            return in_words(first.isoformat()[:7])
    return f"{in_words(first.isoformat())} – {in_words(last.isoformat())}"
