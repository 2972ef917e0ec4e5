"""Checks on the values of one row. What is wrong is collected, so that an editor sees it all at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlsplit

URL_LIMIT = 500
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Fields:
    """The values of one row, by column; ``problems`` fills up while they are read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Start without problems."""
        self._values = values
        self.problems: list[str] = []

    def optional(self, column: str, limit: int | None = None) -> str | None:
        """A text, or ``None`` where the column is empty."""
        value = self._values[column].strip()
        if limit is not None and len(value) > limit:
            self.problems.append(f"'{column}' is langer dan {limit} tekens")
        if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in value):
            self.problems.append(f"'{column}' bevat een onzichtbaar stuurteken")
        return value or None

    def required(self, column: str, limit: int | None = None) -> str:
        """A text that may not be empty."""
        value = self.optional(column, limit)
        if value is None:
            self.problems.append(f"'{column}' is leeg")
        return value or ""

    def listed(self, column: str, limit: int | None = None) -> tuple[str, ...]:
        """The parts of a list with ``;``, none of them twice."""
        parts = tuple(part for part in (part.strip() for part in self._values[column].split(";")) if part)
        self.problems += [f"'{part}' staat twee keer in '{column}'" for part in _twice(parts)]
        self.problems += [
            f"'{part}' in '{column}' is langer dan {limit} tekens" for part in parts if limit and len(part) > limit
        ]
        return parts

    def matching(self, column: str, pattern: str, form: str) -> str:
        """A text of a given form."""
        value = self.required(column)
        if value and not re.fullmatch(pattern, value):
            self.problems.append(f"'{value}' in '{column}' is geen {form}")
        return value

    def all_matching(self, column: str, pattern: str, form: str) -> tuple[str, ...]:
        """A list whose parts have a given form."""
        parts = self.listed(column)
        self.problems += [f"'{part}' in '{column}' is geen {form}" for part in parts if not re.fullmatch(pattern, part)]
        return parts

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """A code of a closed list, or ``None`` where the column is empty."""
        value = self.optional(column)
        if value is not None and value not in allowed:
            self.problems.append(f"'{value}' in '{column}' is niet gekend (mogelijk: {', '.join(allowed)})")
            return None
        return value

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number from ``low`` to ``high`` with a point, or ``None`` where the column is empty."""
        value = self.optional(column)
        if value is None:
            return None
        if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
            self.problems.append(f"'{value}' in '{column}' is geen getal (met een punt, zoals 51.05)")
            return None
        if not low <= float(value) <= high:
            self.problems.append(f"'{value}' in '{column}' ligt niet tussen {low} en {high}")
        return float(value)

    def url(self, column: str) -> str | None:
        """A web address, or ``None`` where the column is empty."""
        value = self.optional(column)
        self._check_url(column, value)
        return value

    def urls(self, column: str) -> tuple[str, ...]:
        """Web addresses separated by ``;``, which may also stand inside an address."""
        found = tuple(re.split(r"\s*;\s*(?=https?://)", self.optional(column) or ""))
        for value in filter(None, found):
            self._check_url(column, value)
        return tuple(filter(None, found))

    def _check_url(self, column: str, value: str | None) -> None:
        if value is None:
            return
        if len(value) > URL_LIMIT:
            self.problems.append(f"'{value[:60]}…' in '{column}' is langer dan {URL_LIMIT} tekens")
        elif not is_web_address(value):
            self.problems.append(f"'{value}' in '{column}' is geen webadres met http:// of https://")

    def day(self, column: str) -> date:
        """A full date."""
        value = self.required(column)
        found = as_date(value)
        if value and found is None:
            self.problems.append(f"'{value}' in '{column}' is geen datum (jjjj-mm-dd)")
        return found or date.min

    def partial_day(self, column: str) -> str | None:
        """A year, a month or a full date, kept as written."""
        value = self.optional(column)
        if value is not None and as_date(value + {4: "-01-01", 7: "-01"}.get(len(value), "")) is None:
            self.problems.append(f"'{value}' in '{column}' is geen jaar, maand of datum (jjjj-mm-dd)")
        return value


class Seen:
    """Notices a value that an earlier row of the same file has already."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._lines: dict[tuple[str, str], int] = {}

    def problem(self, column: str, value: str, line: int) -> list[str]:
        """Nothing, or one sentence that names the earlier line."""
        first = self._lines.setdefault((column, value), line)
        return [] if first == line else [f"'{value}' in '{column}' staat al op regel {first}"]


def is_web_address(text: str) -> bool:
    """Whether it is an address a visitor can be sent to: http or https, with a host, without spaces."""
    if re.search(r"[\s<>\"]", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def as_date(text: str) -> date | None:
    """A date written ``jjjj-mm-dd``, or ``None``."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _twice(parts: tuple[str, ...]) -> list[str]:
    return sorted({part for part in parts if parts.count(part) > 1})
