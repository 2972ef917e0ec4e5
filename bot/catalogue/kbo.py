"""Enterprise numbers of the Kruispuntbank van Ondernemingen (KBO)."""

from __future__ import annotations

import re

_FORM = re.compile(r"[01]\d{3}\.\d{3}\.\d{3}")


def is_written_well(number: str) -> bool:
    """Whether it has the form ``0123.456.789``; a first digit 1 is in use since 2023."""
    return _FORM.fullmatch(number) is not None


def check_digits_fit(number: str) -> bool:
    """Whether the last two digits are 97 minus the first eight modulo 97, the rule for numbers in the KBO.

    Raises:
        ValueError: when it isn't ten digits with or without dots.
    """
    digits = number.replace(".", "")
    if not re.fullmatch(r"\d{10}", digits):
        raise ValueError(f"not an enterprise number: {number!r}")
    return 97 - int(digits[:8]) % 97 == int(digits[8:])
