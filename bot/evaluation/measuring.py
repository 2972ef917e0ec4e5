"""Runs questions through the trained model and counts what the gate makes of them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.answers.topics import INTENT_PREFIX, REDIRECTION, RETRIEVAL_INTENT
from bot.evaluation.metrics import Bin, reliability, share
from bot.evaluation.questions import Question
from bot.nlu.gate import FALLBACK_INTENT
from bot.nlu.keys import LABEL_RANKING, LAST_TOPIC
from bot.privacy import mask


class Parse(Protocol):
    """What a model makes of a text; ``after`` is the label of the answer before it."""

    def __call__(self, text: str, after: str | None = None) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Outcome:
    """What the model made of one question; ``milliseconds`` is the time of the whole parse."""

    question: Question
    status: str
    label: str | None
    candidates: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    """(label, probability), the most likely first."""
    milliseconds: float = 0.0

    @property
    def right(self) -> bool:
        """The answer or intent that was given is a wanted one."""
        return self.question.accepts(self.label)

    @property
    def wrong(self) -> bool:
        """Another one was given."""
        return self.label is not None and not self.right

    @property
    def offered(self) -> bool:
        """The wanted one is the answer or among the suggestions."""
        return self.right or any(map(self.question.accepts, self.candidates))

    @property
    def false(self) -> bool:
        """An answer of the fact base was given, other than a redirection; only bad for a message outside the domain."""
        return bool(self.label and self.label.startswith(INTENT_PREFIX) and not self.label.startswith(REDIRECTION))

    @property
    def confidence(self) -> float:
        """Probability of the first label."""
        return self.ranking[0][1] if self.ranking else 1.0

    @property
    def answer_confidence(self) -> float:
        """Probability of the likeliest answer of the fact base, whatever leads the ranking."""
        answers = (p for name, p in self.ranking if name.startswith(INTENT_PREFIX) and not name.startswith(REDIRECTION))
        return max(answers, default=0.0)

    def among_first(self, count: int) -> bool:
        """The wanted label is among the first ``count`` of the ranking, whatever the gate decided."""
        return any(self.question.accepts(name) for name, _ in self.ranking[:count])


def parser(model: Path) -> Parse:
    """The NLU part of a trained model, as Rasa itself runs it."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    processor = Agent.load(str(model)).processor
    if processor is None:
        raise RuntimeError("the model has no processor")

    def parse(text: str, after: str | None = None) -> dict[str, Any]:
        message = UserMessage(text, metadata={LAST_TOPIC: after} if after else None)
        parsed: dict[str, Any] = asyncio.run(processor.parse_message(message, only_output_properties=False))
        return parsed

    return parse


def run(parse: Parse, questions: Iterable[Question]) -> list[Outcome]:
    """One outcome per question."""
    return [_outcome(parse, question) for question in questions]


def _outcome(parse: Parse, question: Question) -> Outcome:
    started = time.perf_counter()
    parsed = parse(mask(question.text)[0], question.after)  # as the web channel passes it on
    elapsed = (time.perf_counter() - started) * 1000
    gate = parsed.get("gate") or {}
    intent = str(parsed["intent"]["name"])
    label: str | None = intent
    if intent == RETRIEVAL_INTENT:
        label = parsed["response_selector"][RETRIEVAL_INTENT]["response"]["intent_response_key"]
    elif intent == FALLBACK_INTENT:
        label = None
    return Outcome(
        question,
        str(gate.get("status")),
        label,
        tuple(candidate["label"] for candidate in gate.get("candidates", [])),
        tuple(_ranking(parsed)),
        elapsed,
    )


def _ranking(parsed: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The flat ranking; for stock Rasa its intents, with the answers of its selector in the place of ``faq``."""
    if LABEL_RANKING in parsed:
        yield from ((entry["name"], float(entry["confidence"])) for entry in parsed[LABEL_RANKING] or [])
        return
    selected = (parsed.get("response_selector") or {}).get(RETRIEVAL_INTENT, {}).get("ranking", [])
    found = []
    for entry in parsed.get("intent_ranking") or []:
        if entry["name"] == RETRIEVAL_INTENT:
            shares = ((answer["intent_response_key"], answer["confidence"]) for answer in selected)
            found += [(name, float(entry["confidence"] * p)) for name, p in shares]
        elif entry["name"] != FALLBACK_INTENT:
            found.append((entry["name"], float(entry["confidence"])))
    yield from sorted(found, key=lambda pair: -pair[1])


@dataclass(frozen=True)
class Scores:
    """Shares of a group of questions that have an answer."""

    count: int
    right: float
    """The first answer is the wanted one."""
    offered: float
    """The wanted one is the answer or among the suggestions."""
    wrong: float
    """Another answer was given."""
    top1: float
    """The wanted label leads the ranking, whatever the gate decides."""
    top3: float


def scores(outcomes: Sequence[Outcome]) -> Scores:
    """Shares over ``outcomes``; zeros when there are none."""
    return Scores(
        len(outcomes),
        share(o.right for o in outcomes),
        share(o.offered for o in outcomes),
        share(o.wrong for o in outcomes),
        share(o.among_first(1) for o in outcomes),
        share(o.among_first(3) for o in outcomes),
    )


def false_answers(outcomes: Iterable[Outcome]) -> float:
    """Share of messages outside the domain that got an answer of the fact base other than a polite redirection."""
    return share(o.false for o in outcomes)


def reliability_bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Confidence of the first label against how often it is the wanted one."""
    return reliability([o.confidence for o in outcomes], [o.among_first(1) for o in outcomes])


def confusions(outcomes: Iterable[Outcome], most: int = 15) -> list[tuple[str, str, int]]:
    """(wanted, given, how often) of wrong answers, the most frequent first, then by name."""
    pairs = Counter((o.question.label, str(o.label)) for o in outcomes if o.wrong)
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return [(wanted, given, count) for (wanted, given), count in ordered[:most]]


def percentile(outcomes: Sequence[Outcome], percent: float) -> float:
    """Milliseconds within which ``percent`` of the parses were done."""
    return float(np.percentile([outcome.milliseconds for outcome in outcomes], percent))
