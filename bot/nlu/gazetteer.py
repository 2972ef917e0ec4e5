"""Rasa entity extractor for the places, activities and enterprises of the catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.catalogue_phrases import catalogue_phrases
from bot.nlu.language import simple_lemma
from bot.nlu.normalization import fold
from bot.nlu.phrases import Phrase, PhraseIndex
from bot.nlu.words import Word, split_words
from bot.paths import CATALOGUE

PHRASES_FILE = "phrases.json"
SAINT = {"st": "sint"}
PERIOD = "period"
AUDIENCE = "audience"
PAST = re.compile(r"\b(vorige?|voorbije?|vroegere?|afgelopen|geweest|was|waren|eerdere?|laatste jaren)\b")
AUDIENCES = {
    "studenten": re.compile(
        r"\b(student|studente|studenten|leerling|leerlingen|school|scholen|leerkracht\w*|onderwijs)\b"
    ),
    "bedrijven": re.compile(r"\b(bedrijf|bedrijven|onderneming|ondernemers?|ondernemingen|kmo'?s?)\b"),
    "overheden": re.compile(r"\b(gemeenten?|besturen|bestuur|overheid|overheden|ocmw'?s?|ambtena\w+)\b"),
    "sector": re.compile(r"\b(sector|maatwerkbedrijf|maatwerkbedrijven|begeleiders?)\b"),
    "publiek": re.compile(r"\b(publiek|bezoekers?|iedereen|gezin|gezinnen)\b"),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GazetteerEntityExtractor(GraphComponent):
    """Entities with offsets in the visitor's text, a canonical value and a confidence.

    ``municipality`` (current name; also for a former one, a part or a postcode), ``province``, ``region``,
    ``unknown_place`` (words that stand where a place is expected), ``activity`` (code), ``recognition`` (code),
    ``enterprise`` (name), ``organisation`` (name of a public body, network or fund), ``period`` (``past``) and
    ``audience``.
    Option ``catalogue``: folder of the catalogue's files, read when training.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"catalogue": str(CATALOGUE.relative_to(CATALOGUE.parent.parent))}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerEntityExtractor:
        return cls(config, model_storage, resource, PhraseIndex(()))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GazetteerEntityExtractor:
        with model_storage.read_from(resource) as folder:
            entries = json.loads((folder / PHRASES_FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, PhraseIndex(Phrase(**entry) for entry in entries))

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, index: PhraseIndex
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._index = index

    def train(self, training_data: TrainingData) -> Resource:
        """Read the catalogue's files; the questions themselves teach nothing here."""
        self._index = PhraseIndex(catalogue_phrases(CATALOGUE.parent.parent / self._config["catalogue"]))
        text = json.dumps([asdict(phrase) for phrase in self._index.phrases], ensure_ascii=False)
        with self._storage.write_to(self._resource) as folder:
            (folder / PHRASES_FILE).write_text(text, encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = str(message.get(TEXT) or "")
            if text and not text.startswith("/"):
                known = message.get(ENTITIES, [])
                found = self.extract(text, message.get("text_tokens") or [])
                message.set(ENTITIES, [*known, *found], add_to_output=True)
        return messages

    def extract(self, text: str, tokens: list[Token]) -> list[dict[str, Any]]:
        """All entities of ``text``, in Rasa's form."""
        words = list(_words(tokens))
        entities = [
            _entity(
                m.phrase.entity,
                words[m.first].start,
                words[m.last - 1].end,
                text,
                m.phrase.value,
                m.confidence,
            )
            for m in self._index.find(words)
        ]
        folded = fold(text)
        if len(folded) == len(text):
            entities += [_from_pattern(PERIOD, "past", match, text) for match in [PAST.search(folded)] if match]
            entities += [
                _from_pattern(AUDIENCE, value, match, text)
                for value, pattern in AUDIENCES.items()
                if (match := pattern.search(folded))
            ]
        return entities


def _words(tokens: list[Token]) -> Iterator[Word]:
    """Words of the tokens; a token such as ``Sint-Niklaas`` gives two."""
    shouted = all(token.text.isupper() for token in tokens if token.text.isalpha())
    for token in tokens:
        folded = fold(token.text)
        parts = split_words(folded)
        capital = token.start > 0 and not shouted and token.text[:1].isupper()
        if len(parts) == 1 or len(folded) != len(token.text):
            if parts:
                text = " ".join(parts)
                yield Word(SAINT.get(text, text), fold(token.lemma), token.start, token.end, capital)
            continue
        position = 0
        for part in parts:
            position = folded.index(part, position)
            start = token.start + position
            yield Word(SAINT.get(part, part), fold(simple_lemma(part)), start, start + len(part), capital)
            position += len(part)


def _from_pattern(name: str, value: str, match: re.Match[str], text: str) -> dict[str, Any]:
    return _entity(name, match.start(), match.end(), text, value, 1.0)


def _entity(name: str, start: int, end: int, text: str, value: str, confidence: float) -> dict[str, Any]:
    return {
        "entity": name,
        "start": start,
        "end": end,
        "text": text[start:end],
        "value": value,
        "confidence_entity": confidence,
        "extractor": "GazetteerEntityExtractor",
    }
