"""Amounts of money as people write them: ``35.000 euro``, ``35k``, ``een goeie 30000``, ``1,2 miljoen``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.nlu.alignment import FoldedText

UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
BELOW_HUNDRED = {
    **{word: number for number, word in enumerate((*UNITS, *TEENS), 1)},
    **{word: 10 * ten for ten, word in enumerate(TENS, 2)},
    **{f"{unit}en{word}": 10 * ten + one for ten, word in enumerate(TENS, 2) for one, unit in enumerate(UNITS, 1)},
}
FRACTIONS = {"half": Decimal("0.5"), "halve": Decimal("0.5"), "kwart": Decimal("0.25"), "anderhalf": Decimal("1.5")}
FACTORS = {
    "k": 1_000, "duizend": 1_000, "mille": 1_000, "miljoen": 1_000_000, "miljoenen": 1_000_000, "mio": 1_000_000,
    "mln": 1_000_000, "milj": 1_000_000, "m": 1_000_000, "miljard": 1_000_000_000,
}  # fmt: skip
SURE_WITHOUT_UNIT = 10_000
"""In running text a bare number is money from here on: smaller ones are postcodes, years and counts of people."""
DENIAL_WINDOW = 30
"""So many characters before an amount are searched for its denial."""

_SIGN = r"(?:€|\beur(?:o'?s?)?\b)"
_FACTOR = r"(?:k|duizend|mille|miljoen(?:en)?|mio|mln|milj|miljard|m)"
_NUMBER = r"[1-9]\d{0,2}(?:[. '][0-9]{3})+(?![0-9])(?:,\d{1,2})?|(?:0|[1-9]\d{0,11})(?:[.,]\d{1,3})?"
_OTHER_THINGS = (
    r"(?:%|procent|promille|personen|mensen|man\b|werknemers?|medewerkers?|doelgroep|vte|fte|uur|uren|dagen|dag\b|"
    r"weken|maand|jaar|jaren|keer|stuks?|km|kilo|kg|m2|meter|plaatsen|inwoners|graden|gemeenten|bedrijven)"
)
_DIGITS = re.compile(
    rf"(?P<before>{_SIGN}\s?)?(?<![\w.,/+:-])(?<!\d\s)(?P<number>{_NUMBER})(?:,?-+(?!\w))?"
    rf"(?:\s?(?P<factor>{_FACTOR})(?![a-z]))?(?P<after>\s?{_SIGN})?(?!\s?{_OTHER_THINGS})(?![\w/:]|[.,-]\d|\s\d)"
)
_WORDS = re.compile(
    rf"(?<![\w-])(?P<words>[a-z]{{3,40}}|een\s(?:half|halve|kwart))\s?(?P<factor>miljoen|miljard)?(?![a-z])"
    rf"(?P<after>\s?{_SIGN})?"
)
_DENIED = re.compile(r"\b(?:geen|niet)\s(?:meer\s)?(?:de\s|op\s|rond\s)*$")


@dataclass(frozen=True)
class Amount:
    """``value`` in euro, said from character ``start`` up to and without ``end``."""

    value: Decimal
    start: int
    end: int
    sure: bool
    """Whether it can only be money: it has a unit, or is large."""


def parse_amount(text: str) -> Decimal | None:
    """The amount in euro that answers a question for one; ``None`` when there is none.

    A bare number counts here (``5000``). Of a range the highest end is taken; what is denied
    (``niet 50.000 maar 30.000``) is left out.
    """
    found = list(_all_amounts(text))
    sure = [amount for amount in found if amount.sure]
    return max((amount.value for amount in sure or found), default=None)


def find_amounts(text: str) -> list[Amount]:
    """The amounts of money in running text, in its order: only those that can't well be anything else."""
    return [amount for amount in _all_amounts(text) if amount.sure]


def number_of(word: str) -> int | None:
    """The number that a folded Dutch word writes out, below a million: ``vijfendertigduizend`` is 35,000."""
    left, thousand, right = word.partition("duizend")
    if thousand:
        many = _below_thousand(left) if left else 1
        rest = _below_thousand(right) if right else 0
        return None if many is None or rest is None else many * 1_000 + rest
    return _below_thousand(word)


def _below_thousand(word: str) -> int | None:
    left, hundred, right = word.partition("honderd")
    if not hundred:
        return BELOW_HUNDRED.get(word)
    many = BELOW_HUNDRED.get(left) if left else 1
    rest = BELOW_HUNDRED.get(right.removeprefix("en")) if right else 0
    return None if many is None or rest is None else many * 100 + rest


def _all_amounts(text: str) -> Iterator[Amount]:
    folded = FoldedText(text)
    matches = [*_DIGITS.finditer(folded.folded), *_WORDS.finditer(folded.folded)]
    for match in sorted(matches, key=lambda one: one.start()):
        value = _value(match)
        if value is None or _DENIED.search(folded.folded[max(0, match.start() - DENIAL_WINDOW) : match.start()]):
            continue
        start, end = folded.span(match.start(), match.start() + len(match.group().rstrip()))
        yield Amount(value, start, end, _is_sure(match, value))


def _value(match: re.Match[str]) -> Decimal | None:
    groups = match.groupdict()
    factor = FACTORS[groups["factor"]] if groups["factor"] else 1
    if groups.get("number"):
        value = _read(groups["number"]) * factor
        return value if value or groups["after"] else None
    words = groups["words"].split()
    if words[-1] in FRACTIONS and groups["factor"]:
        return FRACTIONS[words[-1]] * factor
    number = number_of(words[-1])
    if number is None or not (groups["factor"] or groups["after"] or (number >= 1_000 and words[-1] != "duizend")):
        return None
    return Decimal(number * factor)


def _read(number: str) -> Decimal:
    """``35.000`` and ``35,000`` are thousands, ``1.2`` and ``1,25`` are not."""
    whole = re.sub(r"[. '](?=\d{3}(?!\d))", "", number)
    return Decimal(re.sub(r",(?=\d{3}(?!\d))", "", whole).replace(",", "."))


def _is_sure(match: re.Match[str], value: Decimal) -> bool:
    groups = match.groupdict()
    if groups.get("words"):
        return True
    unit = groups["before"] or groups["after"] or (groups["factor"] and groups["factor"] != "m")
    return bool(unit) or value >= SURE_WITHOUT_UNIT
