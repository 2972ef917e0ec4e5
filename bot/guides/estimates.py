"""An estimated value as a visitor gives it, and as a slot keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.nlu.amounts import find_amounts, parse_amount
from bot.nlu.normalization import fold

UPPER_END = re.compile(r"\b(minder|lager|kleiner|goedkoper) dan\b|\bonder\b|\bniet (meer|hoger) dan\b|\bnog geen\b")
WITH_VAT = re.compile(r"\b(incl\w*|inbegrepen|met)\b\.?\s*(de )?\bbtw\b|\bbtw (incl\w*|inbegrepen)\b")
ONE_MORE = "<"


@dataclass(frozen=True)
class Estimate:
    """``euro`` without VAT; ``open`` when it is said to stay under it."""

    euro: Decimal
    open: bool = False

    def is_below(self, limit: Decimal) -> bool:
        return self.euro < limit or (self.open and self.euro == limit)

    def as_slot(self) -> str:
        """As text, read again by ``estimate_of``."""
        return f"{ONE_MORE if self.open else ''}{self.euro}"

    def in_words(self) -> str:
        """``35.000``, ``1.250,50``: in the Dutch way, without the unit."""
        shown = f"{self.euro:,.2f}".removesuffix(".00")
        return shown.translate(str.maketrans(",.", ".,"))


def read_estimate(text: str, *, asked: bool) -> Estimate | None:
    """The value in a message; a bare small number counts only when it was ``asked`` for."""
    sure = find_amounts(text)
    euro = parse_amount(text) if asked or sure else None
    return Estimate(euro, bool(UPPER_END.search(fold(text)))) if euro else None


def says_with_vat(text: str) -> bool:
    """Whether the amount in a message holds VAT."""
    return bool(WITH_VAT.search(fold(text)))


def estimate_of(slot: object) -> Estimate | None:
    """What ``as_slot`` wrote; nothing for another text."""
    text = str(slot or "")
    try:
        euro = Decimal(text.removeprefix(ONE_MORE))
    except InvalidOperation:
        return None
    return Estimate(euro, text.startswith(ONE_MORE)) if euro.is_finite() and euro > 0 else None
