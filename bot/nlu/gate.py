"""The gate: from the confidence of the answer itself to what the visitor gets."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.answers.topics import INTENT_PREFIX, RESPONSE_PREFIX, RETRIEVAL_INTENT
from bot.nlu.keys import DUTCH, GATE, LABEL_RANKING, LANGUAGE
from bot.privacy import PLACEHOLDER

LOOK_UPS = frozenset({"find_enterprise", "find_event"})
PLACES = frozenset({"municipality", "province", "region", "place"})
CATALOGUE_ENTITIES = frozenset({"activity", "enterprise", "recognition"})
FALLBACK_INTENT = "nlu_fallback"
OUTSIDE_INTENT = "out_of_scope"
FOREIGN_INTENT = "foreign_language_other"
FOREIGN_INTENTS = {"fr": "foreign_language_french", "en": "foreign_language_english"}
FOREIGN_LABELS = frozenset({FOREIGN_INTENT, *FOREIGN_INTENTS.values()})
PERSONAL_DATA_INTENT = "personal_data"
ANSWER_PAYLOAD = f"/{INTENT_PREFIX}"
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Thresholds:
    """Probabilities at which the gate decides; docs/evaluation.md shows the curve that they were chosen on."""

    answer: float
    """An answer or dialogue intent is given from here on."""
    suggest: float
    """An answer is worth suggesting from here on."""
    outside: float
    """A message is refused as outside the domain from here on, when no answer is sure."""
    one_word: float = 0.9
    """An answer to a single word ("premies") needs this: it may mean too many things. So does calling one
    foreign or outside the domain."""
    suggestions: int = 4
    sure: float = 0.7
    """Below it an answer comes with the next likely ones beside it."""
    alternatives: int = 2


@dataclass(frozen=True)
class Decision:
    """``status`` is answered, dialogue, suggested, searched or refused; ``label`` the chosen label, if any.

    ``candidates`` are what is suggested: instead of an answer, or beside one that is not sure.
    """

    status: str
    label: str | None
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()


def decide(ranking: list[dict[str, Any]], thresholds: Thresholds, words: int = 2) -> Decision:
    """Decide on a ranking of labels, best first, of a message of so many words."""
    if not ranking:
        return Decision("refused", OUTSIDE_INTENT, 1.0)
    best, confidence = ranking[0]["name"], ranking[0]["confidence"]
    if best == OUTSIDE_INTENT:
        if confidence >= (thresholds.outside if words > 1 else max(thresholds.outside, thresholds.one_word)):
            return Decision("refused", best, confidence)
    elif not best.startswith(INTENT_PREFIX):
        alone = words <= 1 and best in FOREIGN_LABELS
        if confidence >= (thresholds.one_word if alone else thresholds.answer):
            return Decision("dialogue", best, confidence)
    elif confidence >= (thresholds.answer if words > 1 else thresholds.one_word):
        beside = _candidates(ranking[1:], thresholds)[: thresholds.alternatives] if confidence < thresholds.sure else ()
        return Decision("answered", best, confidence, beside)
    candidates = _candidates(ranking, thresholds)[: thresholds.suggestions]
    if candidates:
        return Decision("suggested", None, confidence, candidates)
    return Decision("searched", None, confidence)


def weigh(ranking: list[dict[str, Any]], labels: Set[str], factor: float) -> list[dict[str, Any]]:
    """The ranking after evidence that is ``factor`` times likelier under ``labels`` than under others (Bayes)."""
    weighed = [(e["name"], e["confidence"] * (factor if e["name"] in labels else 1.0)) for e in ranking]
    unseen = max(0.0, 1.0 - sum(entry["confidence"] for entry in ranking))
    total = sum(p for _, p in weighed) + unseen
    ordered = sorted(weighed, key=lambda pair: -pair[1])
    return [{"name": name, "confidence": round(p / total, 4)} for name, p in ordered]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerGate(GraphComponent):
    """Writes the decision in Rasa's terms, so that rules, stories and ``utter_faq`` work as documented.

    Stock Rasa's ``FallbackClassifier`` sees only the top retrieval intent, never the answer behind it; this
    gate compares the answers themselves. Options: ``answer``, ``suggest``, ``outside``, ``one_word`` (probabilities),
    ``place``: so many times likelier a look-up (or a message outside the domain, such as one about the weather
    there) becomes beside an answer when the message names a place, and
    ``foreign``: so sure must the language identifier be to overrule a gate that is not sure of any answer. Sure
    answers go first, because Dutch terms of the domain look German or English.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"answer": 0.5, "suggest": 0.1, "outside": 0.5, "one_word": 0.9, "place": 5.0, "foreign": 0.95}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerGate:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._thresholds = Thresholds(config["answer"], config["suggest"], config["outside"], config["one_word"])
        self._foreign = float(config["foreign"])
        self._place = float(config["place"])

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = str(message.get(TEXT) or "")
            if text.startswith(ANSWER_PAYLOAD):
                label = text.removeprefix("/")
                self._write(message, Decision("answered", label, 1.0), [{"name": label, "confidence": 1.0}])
            elif text.startswith("/"):
                continue  # Rasa's RegexMessageHandler reads /intent{entities} at the end of the pipeline
            elif PLACEHOLDER.search(text):
                self._write(message, Decision("refused", PERSONAL_DATA_INTENT, 1.0), [])
            else:
                ranking = message.get(LABEL_RANKING) or []
                if ranking and _names_a_place(message):
                    ranking = weigh(ranking, LOOK_UPS | {OUTSIDE_INTENT}, self._place)
                    message.set(LABEL_RANKING, ranking)
                self._write(message, self._decide(text, ranking, _language(message)), ranking)
        return messages

    def _decide(self, text: str, ranking: list[dict[str, Any]], language: dict[str, Any]) -> Decision:
        if not WORD.search(text):
            return Decision("refused", OUTSIDE_INTENT, 1.0)
        if not ranking:  # words, but none in Latin letters
            return Decision("dialogue", FOREIGN_INTENT, 1.0)
        decision = decide(ranking, self._thresholds, len(WORD.findall(text)))
        code, confidence = language.get("code", DUTCH), language.get("confidence", 0.0)
        sure = decision.status == "answered" and decision.confidence >= self._thresholds.sure
        if sure or decision.status == "dialogue" or code == DUTCH or confidence < self._foreign:
            return decision
        return Decision("dialogue", FOREIGN_INTENTS.get(code, FOREIGN_INTENT), confidence)

    def _write(self, message: Message, decision: Decision, ranking: list[dict[str, Any]]) -> None:
        name = decision.label or FALLBACK_INTENT
        if name.startswith(INTENT_PREFIX):
            name = RETRIEVAL_INTENT
        intent = {"name": name, "confidence": decision.confidence}
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent, *_intents(ranking, name)], add_to_output=True)
        message.set(RESPONSE_SELECTOR, _selector(ranking), add_to_output=True)
        candidates = [{"label": label, "confidence": p} for label, p in decision.candidates]
        message.set(GATE, {"status": decision.status, "candidates": candidates}, add_to_output=True)


def _candidates(ranking: list[dict[str, Any]], thresholds: Thresholds) -> tuple[tuple[str, float], ...]:
    return tuple(
        (entry["name"], entry["confidence"])
        for entry in ranking
        if entry["confidence"] >= thresholds.suggest and _can_be_suggested(entry["name"])
    )


def _language(message: Message) -> dict[str, Any]:
    """The identified language; a name of our catalogue, or work that it knows, is Dutch enough."""
    known = any(entity.get("entity") in CATALOGUE_ENTITIES for entity in message.get(ENTITIES) or [])
    return {} if known else message.get(LANGUAGE) or {}


def _names_a_place(message: Message) -> bool:
    return any(entity.get("entity") in PLACES for entity in message.get(ENTITIES) or [])


def _can_be_suggested(label: str) -> bool:
    return label.startswith(INTENT_PREFIX) or label in LOOK_UPS


def _intents(ranking: list[dict[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """The ranking with all answers folded into their retrieval intent."""
    folded: dict[str, float] = {}
    for entry in ranking:
        name = RETRIEVAL_INTENT if entry["name"].startswith(INTENT_PREFIX) else entry["name"]
        folded[name] = max(folded.get(name, 0.0), entry["confidence"])
    return [{"name": name, "confidence": p} for name, p in folded.items() if name != chosen]


def _selector(ranking: list[dict[str, Any]]) -> dict[str, Any]:
    """The form of Rasa's ResponseSelector output, which ``utter_faq`` reads."""
    answers = [
        {"intent_response_key": entry["name"], "confidence": entry["confidence"]}
        for entry in ranking
        if entry["name"].startswith(INTENT_PREFIX)
    ]
    best: dict[str, Any] = answers[0] if answers else {"intent_response_key": None, "confidence": 0.0}
    key = best["intent_response_key"]
    utter = RESPONSE_PREFIX + key.removeprefix(INTENT_PREFIX) if key else None
    return {
        "all_retrieval_intents": [RETRIEVAL_INTENT],
        RETRIEVAL_INTENT: {"response": {**best, "utter_action": utter, "responses": []}, "ranking": answers},
    }
