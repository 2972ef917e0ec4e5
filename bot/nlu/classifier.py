"""Rasa component: one flat, calibrated classifier over all answers and dialogue intents."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.answers.topics import INTENT_PREFIX, RESPONSE_PREFIX, topic_base
from bot.knowledge.facts import fact_base
from bot.nlu.context import LastAnswer, bare, in_context, leaning_of, load_answers, save_answers
from bot.nlu.encoding import Encoder, default_encoder
from bot.nlu.keys import DUTCH, LABEL_RANKING, LANGUAGE, LAST_TOPIC, NORMALIZED_TEXT
from bot.nlu.model import AnswerModel, Example, Options
from bot.nlu.normalization import normalize

RANKING_LENGTH = 10
SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
MIN_SENTENCE_WORDS = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FlatAnswerClassifier(GraphComponent):
    """Ranks all labels: ``faq/<topic>`` for each answer beside the dialogue intents of data/nlu.yml.

    Options: ``encoder`` (``e5`` or ``none``), ``sure`` (n-grams decide alone from this probability on),
    ``encoder_characters`` and ``encoded_questions`` (what the encoder reads, see ``Options``), ``regularisation``
    (C of the SVM), ``answer_weight`` (how much a sentence of an answer counts as a training question; 0 leaves
    them out). A follow-up, or a short message that is unclear alone, is ranked with the last answer in mind, whose
    label the channel puts in the message's metadata. After it stands the gate, which decides what the visitor gets.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "encoder": "e5",
            "answer_weight": 0.3,
            "regularisation": Options.regularisation,
            "sure": Options.sure,
            "encoder_characters": Options.encoder_characters,
            "encoded_questions": Options.encoded_questions,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FlatAnswerClassifier:
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FlatAnswerClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, AnswerModel.load(folder), load_answers(folder))

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: AnswerModel | None,
        answers: dict[str, LastAnswer] | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model
        self._answers = answers or {}
        self._encoder: Encoder | None = default_encoder() if config["encoder"] == "e5" else None

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the training questions and on the sentences of the answers."""
        options = Options(
            regularisation=self._config["regularisation"],
            sure=self._config["sure"],
            encoder_characters=self._config["encoder_characters"],
            encoded_questions=self._config["encoded_questions"],
        )
        examples = training_examples(training_data, self._config["answer_weight"])
        self._model = AnswerModel.fit(examples, self._encoder, options, _show_progress)
        self._answers = _last_answers(training_data)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
            save_answers(self._answers, folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write the ranking to each message; a button's ``/intent`` payload keeps the intent it names."""
        for message in messages:
            if str(message.get(TEXT)).startswith("/"):
                continue
            last_topic = (message.get("metadata") or {}).get(LAST_TOPIC)
            dutch = (message.get(LANGUAGE) or {}).get("code", DUTCH) == DUTCH
            text = message.get(NORMALIZED_TEXT) or normalize(message.get(TEXT) or "")
            message.set(LABEL_RANKING, self.rank(text, last_topic, dutch))
        return messages

    def rank(self, text: str, last_topic: str | None = None, dutch: bool = True) -> list[dict[str, Any]]:
        """The most likely labels of a normalised text, best first; empty for a text without words.

        ``last_topic`` is the label of the answer just given; a follow-up, or a short message that is unclear alone, is
        read with it in mind. ``dutch``: no other language was recognised.
        """
        if self._model is None or not text.strip(" ?!€%"):
            return []
        model = self._model
        probabilities = model.probabilities(text, self._encoder)
        last = self._answers.get(last_topic or "")
        likeliest = int(probabilities.argmax())
        repeats = model.labels[likeliest] == last_topic
        confidence = float(probabilities[likeliest])
        leaning = leaning_of(text, confidence, repeats=repeats, dutch=dutch) if last else None
        if last and last_topic and leaning:
            together = model.probabilities(f"{last.title} {bare(text)}", self._encoder)
            probabilities = in_context(probabilities, together, leaning, last_topic, model.labels, self._answers)
        best = probabilities.argsort()[::-1][:RANKING_LENGTH]
        return [{"name": model.labels[i], "confidence": round(float(probabilities[i]), 4)} for i in best]


def training_examples(
    training_data: TrainingData, answer_weight: float, rewrite: Callable[[str], str] = normalize
) -> list[Example]:
    """All training questions, and the titles and sentences of answers and facts with ``answer_weight``."""
    questions = [
        Example(rewrite(example.get(TEXT)), label)
        for example in training_data.intent_examples
        if (label := example.get(INTENT_RESPONSE_KEY) or example.get(INTENT)) and example.get(TEXT)
    ]
    return [*questions, *_answer_sentences(training_data, answer_weight, rewrite)]


def _answer_sentences(training_data: TrainingData, weight: float, rewrite: Callable[[str], str]) -> list[Example]:
    if weight <= 0:
        return []
    facts = fact_base()
    examples = []
    for name, variations in sorted(training_data.responses.items()):
        if not name.startswith(RESPONSE_PREFIX):
            continue
        metadata = variations[0].get("metadata") or {}
        known = [facts[fact] for fact in metadata.get("facts", ()) if fact in facts]
        texts = [str(metadata.get("title", "")), *(fact.question for fact in known)]
        for passage in (str(variations[0].get("text", "")), *(fact.fact for fact in known)):
            texts += [s for s in SENTENCE.split(passage) if len(s.split()) >= MIN_SENTENCE_WORDS]
        label = INTENT_PREFIX + name.removeprefix(RESPONSE_PREFIX)
        examples += [Example(rewrite(text), label, weight) for text in dict.fromkeys(texts) if text.strip()]
    return examples


def _last_answers(training_data: TrainingData) -> dict[str, LastAnswer]:
    """Title, neighbours and theme of each answer, by label."""
    known = topic_base()
    answers = {}
    for name, variations in training_data.responses.items():
        if name.startswith(RESPONSE_PREFIX):
            metadata = variations[0].get("metadata") or {}
            related = tuple(INTENT_PREFIX + topic for topic in metadata.get("related", ()))
            title = normalize(str(metadata.get("title", "")))
            topic = name.removeprefix(RESPONSE_PREFIX)
            theme = known[topic].theme if topic in known else ""
            answers[INTENT_PREFIX + topic] = LastAnswer(title, related, theme)
    return answers


def _show_progress(done: int, total: int) -> None:
    if done % 250 == 0 or done == total:
        end = "\n" if done == total else "\r"
        print(f"  sentence vectors: {done} of {total}", end=end, file=sys.stderr, flush=True)
