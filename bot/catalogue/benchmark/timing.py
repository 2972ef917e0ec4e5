"""Timing the questions of the dialogue on one database."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy.engine import Engine

from bot.catalogue.benchmark.plans import plans, read_whole
from bot.catalogue.benchmark.questions import questions, samples
from bot.database.session import session_factory, transaction

GOAL = 20.0
"""Milliseconds within which 95 % of the questions of a kind must be answered."""


@dataclass(frozen=True)
class Timing:
    """How long a kind of question takes, in milliseconds, and which tables it reads without an index."""

    question: str
    p50: float
    p95: float
    unindexed: tuple[str, ...]

    @property
    def in_time(self) -> bool:
        return self.p95 <= GOAL


def measure(engine: Engine, rounds: int, seed: int = 2) -> Iterator[Timing]:
    """Each kind of question, asked ``rounds`` times with other values; a question holds its own connection."""
    sessions = session_factory(engine)
    with transaction(sessions) as session:
        known = samples(session)
    chance = random.Random(seed)  # noqa: S311  which values are asked, no secrets
    asked = [questions(known, chance) for _ in range(rounds + 1)]
    for name, warm_up in asked[0].items():
        unindexed = {table for plan in plans(engine, warm_up) for table in read_whole(plan)}
        taken = []
        for one in asked[1:]:
            start = time.perf_counter()
            with transaction(sessions) as session:
                one[name](session)
            taken.append((time.perf_counter() - start) * 1000)
        p50, p95 = np.percentile(taken, (50, 95))
        yield Timing(name, float(p50), float(p95), tuple(sorted(unindexed)))


def heading(title: str) -> str:
    """What stands above the rows."""
    return f"{title:48}{'p50 ms':>8}{'p95 ms':>8}   doel {GOAL:.0f}"


def line(timing: Timing) -> str:
    """One row: what is asked, how long it takes, and what is wrong with that."""
    slow = "   TRAGER DAN HET DOEL" if not timing.in_time else ""
    scans = f"   zonder index: {', '.join(timing.unindexed)}" if timing.unindexed else ""
    return f"{timing.question:48}{timing.p50:8.1f}{timing.p95:8.1f}{slow}{scans}"
