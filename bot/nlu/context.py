"""Elliptical follow-ups ("en voor zelfstandigen?", "sinds wanneer"): ranked with the last answer in mind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.nlu.calibration import Floats

ANSWERS_FILE = "answers.json"
MAX_WORDS = 7
POINTING_WORDS, BARE_WORDS = 5, 3
"""A longer message says by itself what it is about; so does one without "en" in front that has so many words."""
ALONE = 0.35
"""Weight of the message as it stands; the rest goes to the message behind the title of the last answer."""
RELATED = 0.02
"""Added for an answer that editors put beside the last one."""
LEAST = 0.15
"""Once the last answer is left out, so little of the probability may remain that it says nothing; it is scaled up to
one from here on only."""

_OPENING = re.compile(r"^(en|maar|of|ook|dus)\b")
_BARE = re.compile(
    r"^(?:(?:sinds|tot|vanaf|tegen) wanneer|wanneer|hoeveel|hoelang|hoe lang|hoe vaak|hoe|waarom|waar|wie|welke|"
    r"voor wie|door wie|bij wie|aan wie|van wie|waarvoor|vertel meer|meer info|leg uit|geef een voorbeeld|voorbeeld)\b"
)
_POINTING = re.compile(r"\b(dat|dit|die|daar(?:voor|van|mee|bij|over|in|aan)?|deze|ze|hij|dan)\b")


@dataclass(frozen=True)
class LastAnswer:
    """What the ranking needs to know of an answer: its title and the labels that editors put beside it."""

    title: str
    related: tuple[str, ...] = ()


def is_follow_up(text: str) -> bool:
    """Whether a normalised message leans on what went before: short, and it opens or points backwards."""
    words = text.strip(" ?!").split()
    if not words or len(words) > MAX_WORDS:
        return False
    plain = " ".join(words)
    if _OPENING.match(plain):
        return True
    if _POINTING.search(plain) and len(words) <= POINTING_WORDS:
        return True
    return bool(_BARE.match(plain)) and len(words) <= BARE_WORDS


def in_context(
    text: str,
    last: LastAnswer,
    last_label: str,
    labels: Sequence[str],
    probabilities: Callable[[str], Floats],
) -> Floats:
    """Probabilities of ``labels`` for a follow-up after ``last``; they may add up to less than one.

    ``probabilities`` reads one normalised text.
    """
    bare = _OPENING.sub("", text).strip()
    together = probabilities(f"{last.title} {bare}").astype(np.float64)
    index = {label: number for number, label in enumerate(labels)}
    for label in last.related:
        if label in index:
            together[index[label]] += RELATED
    if last_label in index:
        together[index[last_label]] = 0.0  # its title pulls towards it, and the visitor has just read it
    together /= max(float(together.sum()), LEAST)
    mixed: Floats = np.asarray(ALONE * probabilities(text) + (1 - ALONE) * together, dtype=np.float32)
    return mixed


def save_answers(answers: Mapping[str, LastAnswer], folder: Path) -> None:
    """Write them beside the model; ``load_answers`` reads them."""
    content = {label: asdict(answer) for label, answer in sorted(answers.items())}
    (folder / ANSWERS_FILE).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def load_answers(folder: Path) -> dict[str, LastAnswer]:
    """By label, as ``save_answers`` wrote them."""
    content = json.loads((folder / ANSWERS_FILE).read_text(encoding="utf-8"))
    return {label: LastAnswer(entry["title"], tuple(entry["related"])) for label, entry in content.items()}
