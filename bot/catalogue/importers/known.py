"""What other files may refer to: municipalities by any of their names, postcodes, activity codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.catalogue.importers.municipalities import as_row, stored_municipalities
from bot.catalogue.importers.rows import MunicipalityRow
from bot.catalogue.models import Activity
from bot.catalogue.text import search_key


class Geography:
    """Finds a municipality by its name or a name it had."""

    def __init__(self, municipalities: Iterable[MunicipalityRow]) -> None:
        """Index the municipalities by every name."""
        rows = tuple(municipalities)
        self._by_name = {search_key(former): row for row in rows for former in row.former_names}
        self._by_name.update({search_key(row.name): row for row in rows})
        self._postcodes = {postcode for row in rows for postcode in row.postcodes}

    def find(self, name: str) -> MunicipalityRow | None:
        """The municipality that has, or had, this name; accents, case and hyphens don't matter."""
        return self._by_name.get(search_key(name))

    def knows_postcode(self, postcode: str) -> bool:
        """Whether any municipality has this postcode."""
        return postcode in self._postcodes


@dataclass(frozen=True)
class Known:
    """What the catalogue holds when a file is checked."""

    geography: Geography
    nis_codes: dict[str, str]
    activities: Collection[str]

    @classmethod
    def stored_in(cls, session: Session) -> Known:
        """Read it from the database."""
        rows = [as_row(model) for model in stored_municipalities(session).values()]
        return cls(
            Geography(rows),
            {row.name: row.nis_code for row in rows},
            frozenset(session.execute(select(Activity.code)).scalars()),
        )

    def names_by_nis(self) -> dict[str, str]:
        """Current names by NIS code."""
        return {nis: name for name, nis in self.nis_codes.items()}
