"""Reading a CSV file: its lines with their numbers, or why it can't be read. No meaning of columns here."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.catalogue.importers.report import RejectedFile, Rejection

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

Row = TypeVar("Row")


@dataclass(frozen=True)
class Parsed(Generic[Row]):
    """The sound rows of a file and the rejected ones."""

    file: str
    sha256: str
    rows: tuple[Row, ...]
    rejections: tuple[Rejection, ...]

    def strict(self) -> list[Row]:
        """All rows.

        Raises:
            RejectedFile: when one of them is rejected.
        """
        if self.rejections:
            raise RejectedFile(self.rejections)
        return list(self.rows)


@dataclass(frozen=True)
class Line:
    """One record of a CSV file: the line where it starts, and its values by column."""

    number: int
    values: Mapping[str, str]


def read_bytes(path: Path) -> tuple[bytes, list[Rejection]]:
    """The content of a file, or nothing and a rejection."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "kan niet gelezen worden"
        return b"", [Rejection(path.name, None, f"het bestand {reason}")]


def read_text(path: Path) -> tuple[str, str, list[Rejection]]:
    """The text of a UTF-8 file, its SHA-256, and a rejection where it can't be read."""
    content, rejections = read_bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    try:
        return content.decode("utf-8-sig"), digest, rejections
    except UnicodeDecodeError:
        return "", digest, [Rejection(path.name, None, "het bestand is niet in UTF-8 bewaard")]


def read_table(path: Path, columns: Sequence[str]) -> Parsed[Line]:
    """Read the records of a comma separated file that has exactly these columns, in any order."""
    content, digest, rejections = read_text(path)
    lines: list[Line] = []
    if not rejections:
        reader = csv.reader(io.StringIO(content, newline=""), strict=True)
        try:
            rejections = _read_lines(path.name, reader, columns, lines)
        except csv.Error as error:
            rejections = [Rejection(path.name, reader.line_num, f"geen geldige CSV ({error})")]
    return Parsed(path.name, digest, tuple(lines), tuple(rejections))


def _read_lines(file: str, reader: CsvReader, columns: Sequence[str], lines: list[Line]) -> list[Rejection]:
    header = [name.strip() for name in next(reader, [])]
    wrong = _header_problem(header, columns)
    if wrong:
        return [Rejection(file, 1, wrong)]
    rejections = []
    start = reader.line_num + 1
    for record in reader:
        number, start = start, reader.line_num + 1
        if not record:
            continue
        if len(record) != len(header):
            reason = f"{len(record)} velden in plaats van {len(header)}"
            rejections.append(Rejection(file, number, reason))
            continue
        lines.append(Line(number, {name: value.strip() for name, value in zip(header, record, strict=True)}))
    return rejections


def _header_problem(header: Sequence[str], columns: Sequence[str]) -> str | None:
    if len(header) != len(set(header)):
        return "een kolom staat er twee keer in"
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    if missing:
        return f"kolommen ontbreken: {', '.join(missing)} (met komma's gescheiden?)"
    if unknown:
        return f"onbekende kolommen: {', '.join(unknown)}"
    return None
