"""Rasa entity extractor for amounts of money and days on the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.clock import today
from bot.nlu.amounts import find_amounts
from bot.nlu.normalization import MAX_CHARACTERS
from bot.nlu.periods import find_periods

AMOUNT, DATE = "amount", "date"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ValueEntityExtractor(GraphComponent):
    """Entities whose value is computed, with offsets in the visitor's text; has no options.

    ``amount``: euro with a point and at most two decimals (``35000``). ``date``: an interval of ISO 8601
    (``2026-12-01/2026-12-31``) on the calendar of Brussels, with ``..`` for an open end.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ValueEntityExtractor:
        return cls()

    def __init__(self, clock: Callable[[], dt.date] = today) -> None:
        self._today = clock

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = str(message.get(TEXT) or "")
            if text and not text.startswith("/"):
                found = [*message.get(ENTITIES, []), *self._values(text[:MAX_CHARACTERS])]
                message.set(ENTITIES, found, add_to_output=True)
        return messages

    def _values(self, text: str) -> Iterator[dict[str, Any]]:
        for amount in find_amounts(text):
            yield _entity(AMOUNT, text, (amount.start, amount.end), f"{amount.value.normalize():f}")
        for period in find_periods(text, self._today()):
            days = (day.isoformat() if day else ".." for day in (period.start, period.end))
            yield _entity(DATE, text, period.span, "/".join(days))


def _entity(name: str, text: str, span: tuple[int, int], value: str) -> dict[str, Any]:
    start, end = span
    return {
        "entity": name,
        "start": start,
        "end": end,
        "text": text[start:end],
        "value": value,
        "confidence_entity": 1.0,
        "extractor": ValueEntityExtractor.__name__,
    }
