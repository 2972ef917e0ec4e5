"""Personal data is replaced before anything is stored or logged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"<(?:rijksregisternummer|e-mailadres|telefoonnummer|rekeningnummer|kaartnummer)>")
ENTERPRISE_SPELLING = re.compile(r"[01]\d{3}([. ]?)\d{3}\1\d{3}")
"""A telephone number may have the same check digits, but "0470 12 34 65" is not how an enterprise writes its own."""
SHORTEST_IBAN = 15
CARD_STARTS = (3, 4, 5, 6)
"""First digits of payment cards; a row of years or postcodes may have the right check digit too."""


@dataclass(frozen=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_national_number(text: str) -> bool:
    """Check digits of a rijksregisternummer: 97 - (first nine mod 97), with a 2 before them from 2000 on.

    Rule: KB van 3 april 1984 betreffende de samenstelling van het identificatienummer.
    """
    digits = _digits(text)
    if len(digits) != 11 or not 0 <= int(digits[2:4]) % 20 <= 12 or int(digits[4:6]) > 31:
        return False
    return any(97 - int(century + digits[:9]) % 97 == int(digits[9:]) for century in ("", "2"))


def is_iban(text: str) -> bool:
    """Check digits of an IBAN: the rearranged number mod 97 is 1 (ISO 13616)."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    rearranged = compact[4:] + compact[:4]
    return len(compact) >= SHORTEST_IBAN and int("".join(str(int(char, 36)) for char in rearranged)) % 97 == 1


def is_card(text: str) -> bool:
    """Luhn's check (ISO/IEC 7812-1) on 13 to 19 digits, and the first digit of a payment card."""
    digits = [int(d) for d in reversed(_digits(text))]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return 13 <= len(digits) <= 19 and digits[-1] in CARD_STARTS and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_enterprise_number(text: str) -> bool:
    """Ten digits of which the last two are 97 - (the first eight mod 97) (KBO)."""
    digits = _digits(text)
    return len(digits) == 10 and 97 - int(digits[:8]) % 97 == int(digits[8:])


def is_phone(text: str) -> bool:
    """A Belgian number has 8 (landline) or 9 (mobile) digits after its 0; an enterprise number is none."""
    digits = _digits(text)
    if ENTERPRISE_SPELLING.fullmatch(text) and is_enterprise_number(text):
        return False
    national = digits.removeprefix("00").removeprefix("32") if text.strip().startswith(("+", "00")) else digits[1:]
    return len(national.removeprefix("0")) in (8, 9)


_KINDS = (
    _Kind("e-mailadres", re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+"), lambda text: True),
    _Kind(
        "rekeningnummer",
        re.compile(r"\b[A-Za-z]{2}\d{2}(?:[\s.-]?[A-Za-z0-9]{4}){2,7}(?:[\s.-]?[A-Za-z0-9]{1,3})?\b"),
        is_iban,
    ),
    _Kind(
        "rijksregisternummer",
        re.compile(r"(?<!\d)\d{2}[./ -]?\d{2}[./ -]?\d{2}[./ -]?\d{3}[./ -]?\d{2}(?!\d)"),
        is_national_number,
    ),
    _Kind("kaartnummer", re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)"), is_card),
    _Kind(
        "telefoonnummer",
        re.compile(
            # A date is matched too, and is no number: so the number behind it is found whole.
            r"(?<![\d.])[0-3]?\d([./-])[01]?\d\1(?:19|20)\d\d(?!\d)|"
            r"(?<![\d.])(?:(?:\+|00)32[\s./-]?(?:\(0\)\s?)?|\(?0)[1-9]\d{0,2}\)?(?:[\s./-]?\d{2,3}){2,4}(?![\d.,]*\d)"
        ),
        is_phone,
    ),
)


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with personal data replaced by placeholders such as ``<e-mailadres>``, and the kinds found.

    Dates, amounts, postcodes and enterprise numbers (0xxx.xxx.xxx) are left alone.
    """
    found: list[str] = []
    for kind in _KINDS:
        position = 0
        while match := kind.pattern.search(text, position):
            part = next((part for part in _beginnings(match.group()) if kind.holds(part)), None)
            if part is None:
                position = match.end()
                continue
            found.append(kind.name)
            placeholder = f"<{kind.name}>"
            text = text[: match.start()] + placeholder + text[match.start() + len(part) :]
            position = match.start() + len(placeholder)
    return text, tuple(dict.fromkeys(found))


def _beginnings(text: str) -> Iterator[str]:
    """``text``, and shorter ones up to the end of each word: what follows a number may look like more of it."""
    yield text
    for word in reversed(list(re.finditer(r"\w+", text))):
        yield text[: word.end()]
