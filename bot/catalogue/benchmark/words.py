"""Made-up names and titles that look like real ones."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.catalogue.models import Enterprise, Event

ONSETS = "b br d dr f g gr h j k kl kr l m n p pl r s sch st str t tr v w z".split()  # noqa: SIM905
VOWELS = "a aa e ee i ie ij o oe oo u ui".split()  # noqa: SIM905
CODAS = ["", "k", "l", "m", "n", "r", "s", "t", "rt", "nd", "ng", "lt", "st"]


@dataclass(frozen=True)
class Vocabulary:
    """Words of the real catalogue: of names of enterprises, and of titles of events."""

    names: tuple[str, ...]
    titles: tuple[str, ...]

    def new_names(self, chance: random.Random, number: int) -> list[str]:
        """Of enterprises, all different: one new word and one or two known ones each."""
        made: dict[str, None] = {}
        while len(made) < number:
            known = [chance.choice(self.names) for _ in range(chance.randint(1, 2))]
            made[" ".join([_word(chance).capitalize(), *known])] = None
        return list(made)

    def title(self, chance: random.Random) -> str:
        """Of an event: some known words and a new one."""
        return " ".join([*(chance.choice(self.titles) for _ in range(chance.randint(3, 6))), _word(chance)])


def vocabulary(connection: Connection) -> Vocabulary:
    """The words of what the catalogue holds now."""
    names = connection.execute(select(Enterprise.name).order_by(Enterprise.id)).scalars()
    titles = connection.execute(select(Event.title).order_by(Event.id)).scalars()
    return Vocabulary(
        tuple(word for name in names for word in name.split()),
        tuple(word for title in titles for word in title.split()),
    )


def _word(chance: random.Random) -> str:
    syllables = chance.randint(2, 3)
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables))
