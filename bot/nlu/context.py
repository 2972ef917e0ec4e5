"""Follow-ups ("en voor zelfstandigen?") and short, unclear messages: read with the last answer in mind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.answers.topics import REDIRECTION
from bot.nlu.calibration import Floats, softmax

ANSWERS_FILE = "answers.json"
MAX_WORDS = 7
POINTING_WORDS, BARE_WORDS = 5, 3
"""A longer message says by itself what it is about; so does one without "en" in front that has so many words."""
SHORT = 9
"""Words of a message that may lean on the answer before it when it is unclear by itself."""
UNCLEAR = 0.7
"""Probability of the likeliest label below which it is."""
REMAINS = 0.3
"""What the neighbours share at least where only the answer just given fits: enough to be offered, not to be given."""
LEAST = 1e-6
"""Probability that stands for none, whose logarithm can't be taken."""


@dataclass(frozen=True)
class Leaning:
    """How two readings of a message, alone and behind the title of the last answer, give one (a product of experts).

    ``log p = alone * log p_alone + together * log p_together``, and so much more for an answer that editors put beside
    the last one (``related``), for one of the same theme (``theme``), and for what is no answer (``beyond``). The first
    two count only for an answer that the message alone makes at least as likely as ``heard``. Hinton 2002, Training
    Products of Experts by Minimizing Contrastive Divergence, Neural Computation 14.
    """

    alone: float
    together: float
    related: float
    theme: float
    beyond: float
    heard: float
    surer: bool
    """The last answer may make the message surer than it is alone, and not only put its labels in another order."""


ELLIPTICAL = Leaning(alone=0.9, together=0.5, related=3.0, theme=1.5, beyond=-1.0, heard=0.0, surer=True)
"""For "en voor zelfstandigen?". Chosen on the validation part of tests/nlu/follow_ups.yml."""
VAGUE = Leaning(alone=1.0, together=0.3, related=1.5, theme=0.7, beyond=0.0, heard=0.05, surer=False)
"""For a short message that is unclear by itself, but may be a new question: chosen there too, and so that the short
validation questions that stand alone, asked after an answer to something else, keep their own."""

_OPENING = re.compile(r"^(en|maar|of|ook|dus)\b")
_BARE = re.compile(
    r"^(?:(?:sinds|tot|vanaf|tegen) wanneer|wanneer|hoeveel|hoelang|hoe lang|hoe vaak|hoe|waarom|waar|wie|welke|"
    r"voor wie|door wie|bij wie|aan wie|van wie|waarvoor|vertel meer|meer info|leg uit|geef een voorbeeld|voorbeeld)\b"
)
_POINTING = re.compile(r"\b(dat|dit|die|daar(?:voor|van|mee|bij|over|in|aan)?|deze|ze|hij|dan)\b")


@dataclass(frozen=True)
class LastAnswer:
    """What the ranking needs to know of an answer: its title, the labels that editors put beside it, its theme."""

    title: str
    related: tuple[str, ...] = ()
    theme: str = ""


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


def leaning_of(text: str, confidence: float, *, repeats: bool = False, dutch: bool = True) -> Leaning | None:
    """How much a normalised message leans on the last answer; None when it stands on its own.

    ``confidence`` is that of the likeliest label of the message alone; ``repeats``: that label is the answer just
    given, so that the visitor may be asking the same again; ``dutch``: no other language was recognised.
    """
    if is_follow_up(text):
        return None if repeats and confidence >= UNCLEAR else ELLIPTICAL
    return VAGUE if dutch and confidence < UNCLEAR and may_lean(text) and not repeats else None


def may_lean(text: str) -> bool:
    """Whether a normalised message can lean on an answer before it at all."""
    return 0 < len(text.strip(" ?!").split()) <= SHORT


def bare(text: str) -> str:
    """A follow-up without the "en" that it opens with."""
    return _OPENING.sub("", text).strip()


def in_context(
    alone: Floats,
    together: Floats,
    leaning: Leaning,
    last_label: str,
    labels: Sequence[str],
    answers: Mapping[str, LastAnswer],
) -> Floats:
    """Probabilities of ``labels`` for a message after the answer ``last_label``.

    The answer just given gets none, because the visitor has read it. What it would have had is left out of the sum,
    so that its neighbours stay unsure where it alone fits.
    """
    last = answers[last_label]
    logarithms = leaning.alone * _logarithms(alone) + leaning.together * _logarithms(together)
    for number, label in enumerate(labels):
        answer = answers.get(label)
        if answer is None or label.startswith(REDIRECTION):
            logarithms[number] += leaning.beyond
        elif label != last_label and alone[number] >= leaning.heard:
            logarithms[number] += leaning.theme * (answer.theme == last.theme)
            logarithms[number] += leaning.related * (label in last.related)
    mixed = softmax(logarithms)
    if last_label in labels:
        mixed[labels.index(last_label)] = 0.0
    mixed *= max(1.0, REMAINS / max(float(mixed.sum()), LEAST))
    if not leaning.surer:
        mixed *= min(1.0, float(alone.max()) / float(mixed.max()))
    return mixed


def _logarithms(probabilities: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(probabilities, LEAST)), dtype=np.float32)


def save_answers(answers: Mapping[str, LastAnswer], folder: Path) -> None:
    """Write them beside the model; ``load_answers`` reads them."""
    content = {label: asdict(answer) for label, answer in sorted(answers.items())}
    (folder / ANSWERS_FILE).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def load_answers(folder: Path) -> dict[str, LastAnswer]:
    """By label, as ``save_answers`` wrote them."""
    content = json.loads((folder / ANSWERS_FILE).read_text(encoding="utf-8"))
    return {label: LastAnswer(**{**entry, "related": tuple(entry["related"])}) for label, entry in content.items()}
