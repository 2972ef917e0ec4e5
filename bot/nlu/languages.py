"""Rasa component: which language a message is written in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.keys import LANGUAGE
from bot.nlu.normalization import MAX_CHARACTERS

LANGUAGES = ("nl", "fr", "en", "de", "es", "it", "pt", "pl", "ro", "bg", "tr", "sq", "ru", "uk", "ar", "fa")
"""Dutch and what people in Flanders speak beside it. Afrikaans is left out: a short Dutch line looks like it."""
MIN_WORDS = 3
"""Fewer words say too little: "kringwinkel gent" looks German."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LanguageIdentifier(GraphComponent):
    """Writes ``{"code": ISO 639-1, "confidence": p}`` to messages of at least ``MIN_WORDS`` words; has no options.

    py3langid (Barbaresi 2021, after langid.py, Lui and Baldwin 2012): naive Bayes over bytes, offline, 1 MB.
    """

    @staticmethod
    def required_packages() -> list[str]:
        return ["py3langid"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing is learned from it."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if language := identify(str(message.get(TEXT) or "")):
                code, confidence = language
                message.set(LANGUAGE, {"code": code, "confidence": round(confidence, 4)}, add_to_output=True)
        return messages


def identify(text: str) -> tuple[str, float] | None:
    """The likeliest language of ``text`` and its probability; None for a payload or too few words."""
    if text.startswith("/") or len(text.split()) < MIN_WORDS:
        return None
    code, confidence = _identifier().classify(text[:MAX_CHARACTERS].lower())
    return str(code), float(confidence)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE
    from py3langid.langid import LanguageIdentifier as Identifier

    identifier = Identifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
