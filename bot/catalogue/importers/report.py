"""What came of an import. Reasons are Dutch: editors read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue.codes import ImportKind, ImportStatus


@dataclass(frozen=True)
class Rejection:
    """A row, or with ``line`` empty a whole file, that can't be imported, and why."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """``gemeenten.csv, regel 3: …``."""
        place = self.file if self.line is None else f"{self.file}, regel {self.line}"
        return f"{place}: {self.reason}"


class RejectedFile(ValueError):
    """A file with rejected rows was read where only a sound file will do."""

    def __init__(self, rejections: Iterable[Rejection]) -> None:
        """Keep the rejections; the message lists them."""
        self.rejections = tuple(rejections)
        super().__init__("\n".join(str(rejection) for rejection in self.rejections))


@dataclass(frozen=True)
class Counts:
    """How many rows of the catalogue an import touched."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one import; when it is rejected, all counts are 0 and nothing was applied."""

    kind: ImportKind
    file: str
    status: ImportStatus
    counts: Counts
    rejections: tuple[Rejection, ...]

    @property
    def applied(self) -> bool:
        """Whether the file is in the catalogue now."""
        return self.status is ImportStatus.APPLIED
