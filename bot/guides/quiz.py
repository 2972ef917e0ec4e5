"""The quiz "feit of fabel?": its statements, and one round of it."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, validator

from bot.guides.content import GuideError, GuidePart, Passage, read_guide
from bot.paths import GUIDES

Verdict = Literal["feit", "fabel"]

QUIZ = GUIDES / "quiz.yml"
ROUND = 10
"""Statements in one round."""


class Statement(GuidePart):
    """One statement, whether it is true, and why; ``related`` is the topic that tells more."""

    id: str = Field(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    statement: str = Field(min_length=10)
    verdict: Verdict
    explanation: str = Field(min_length=10)
    facts: tuple[str, ...]
    related: str

    @validator("explanation")
    def _one_line(cls, value: str) -> str:
        return " ".join(value.split())

    def passages(self) -> list[Passage]:
        """Both texts: what is said must stand in the facts."""
        name = f"quiz/{self.id}"
        return [Passage(name, f"{self.statement} {self.explanation}", self.facts, (self.related,))]


class _Statements(GuidePart):
    __root__: tuple[Statement, ...]


@dataclass(frozen=True)
class QuizRound:
    """Where a visitor is: what comes next, and how it went. Lives in a slot, so any worker goes on with it."""

    to_ask: tuple[str, ...]
    asked: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()
    seen: tuple[str, ...] = field(default=())
    """Statements of all rounds of this conversation."""

    @property
    def current(self) -> str | None:
        """The statement that waits for an answer; None when the round is over."""
        return self.to_ask[0] if self.to_ask else None

    @property
    def total(self) -> int:
        return self.asked + len(self.to_ask)

    def after(self, right: bool) -> QuizRound:
        """The round after an answer to the current statement."""
        current, *rest = self.to_ask
        return replace(
            self,
            to_ask=tuple(rest),
            asked=self.asked + 1,
            right=self.right + right,
            missed=self.missed if right else (*self.missed, current),
            seen=(*self.seen, current),
        )

    def as_slot(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)


def load_quiz(path: Path = QUIZ) -> dict[str, Statement]:
    """All statements by id.

    Raises:
        GuideError: the file can't be read, an id stands twice, or there are too few for a round.
    """
    statements: dict[str, Statement] = {}
    for statement in read_guide(path, _Statements).__root__:
        if statement.id in statements:
            raise GuideError(f"{path.name}: stelling '{statement.id}' staat er twee keer")
        statements[statement.id] = statement
    if len(statements) < ROUND:
        raise GuideError(f"{path.name}: maar {len(statements)} stellingen; een ronde heeft er {ROUND} nodig")
    return statements


@lru_cache(maxsize=1)
def quiz() -> Mapping[str, Statement]:
    """The project's own statements, read once per process."""
    return load_quiz()


def new_round(known: Iterable[str], seen: Sequence[str] = (), chance: random.Random | None = None) -> QuizRound:
    """A round in random order; statements that this conversation saw come only when the others are used up."""
    chance = chance or random.SystemRandom()
    known = list(known)
    fresh = [name for name in known if name not in seen]
    old = [name for name in known if name in seen]
    order = chance.sample(fresh, len(fresh))[:ROUND]
    order += chance.sample(old, min(len(old), ROUND - len(order)))
    return QuizRound(tuple(order), seen=() if len(fresh) < ROUND else tuple(seen))


def round_of(slot: object, known: Collection[str]) -> QuizRound | None:
    """The round that ``as_slot`` wrote, without statements that were taken out since; None when there is none."""
    if not isinstance(slot, Mapping):
        return None
    texts = {name: tuple(slot.get(name) or ()) for name in ("to_ask", "missed", "seen")}
    kept = {name: tuple(entry for entry in entries if entry in known) for name, entries in texts.items()}
    return QuizRound(asked=int(slot.get("asked") or 0), right=int(slot.get("right") or 0), **kept)
