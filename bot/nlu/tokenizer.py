"""Rasa tokenizer on spaCy's Dutch pipeline."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language import DUTCH_MODEL, has_lemmas, lemma_of, load_language
from bot.nlu.normalization import MAX_CHARACTERS

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can hold and spaCy can't; its replacement keeps all offsets."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyDutchTokenizer(Tokenizer):
    """Splits text into spaCy tokens with offsets and lemmas.

    Options: ``model``, the spaCy pipeline to use where it is installed; ``training_data``, whether training questions
    are split too. No component of ours learns from their tokens, and Rasa takes longer to keep account of them than
    all learning takes; a component that does, such as ``DIETClassifier``, needs ``true``.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "model": DUTCH_MODEL,
            "training_data": False,
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyDutchTokenizer:
        return cls(config)

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "simplemma"]

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._language = load_language(config["model"])
        self._trained = has_lemmas(self._language)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        if not self._config["training_data"]:
            return training_data
        tokenized: TrainingData = super().process_training_data(training_data)
        return tokenized

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of ``message[attribute]``; more than ``MAX_CHARACTERS`` are not read."""
        text = LONE_SURROGATE.sub(REPLACEMENT, str(message.get(attribute))[:MAX_CHARACTERS])
        document = self._language(text)
        return [
            Token(token.text, token.idx, lemma=lemma_of(token, self._trained))
            for token in document
            if not token.is_space
        ]
