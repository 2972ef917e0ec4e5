"""Rasa's response generator that adds facts, sources and follow-up buttons to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.provenance import provenance_of
from bot.answers.topics import INTENT_PREFIX, RESPONSE_PREFIX, topic_base
from bot.guides.entries import entry_for, guide_entries
from bot.knowledge.facts import fact_base
from bot.nlu.keys import GATE

WEB_CHANNEL = "web"
"""The only channel that shows sources and buttons as data; others get them as text."""

SOURCE_LINE = "utter_source_line"


def topic_payload(topic: str) -> str:
    """The button payload that leads to the answer of ``topic``; the gate reads it."""
    return f"/{INTENT_PREFIX}{topic}"


class SourcedResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Templated responses whose ``metadata.facts`` are joined to the fact base.

    Set in endpoints.yml as ``nlg: {type: bot.answers.generator.SourcedResponseGenerator}``.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        del endpoint_config  # Rasa passes it to every generator; this one has no options.
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The message of ``utter_action``, with ``metadata`` in the form of the web contract."""
        message = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if message is None:
            return None
        written: Mapping[str, Any] = message.get("metadata") or {}
        metadata = {key: written[key] for key in ("status", "redirect") if key in written}
        if utter_action.startswith(RESPONSE_PREFIX):
            metadata.setdefault("status", "answered")
            metadata["topic"] = INTENT_PREFIX + utter_action.removeprefix(RESPONSE_PREFIX)
        if written.get("facts"):
            metadata.update(provenance_of(written["facts"], fact_base()).as_dict())
        topics = dict.fromkeys([*_alternatives(tracker, metadata.get("topic")), *written.get("related", ())])
        buttons = self._follow_ups(tuple(topics))
        if tracker.active_loop_name is None:
            buttons += _guide_buttons(metadata.get("topic"))
        message = {**message, "metadata": metadata}
        if buttons:
            message["buttons"] = [*message.get("buttons", []), *buttons]
        if output_channel != WEB_CHANNEL and metadata.get("sources"):
            message["text"] += self._source_line(metadata)
        return message

    def _follow_ups(self, related: tuple[str, ...] | list[str]) -> list[dict[str, str]]:
        buttons = []
        for topic in related:
            variations = self.responses.get(RESPONSE_PREFIX + topic)
            if variations:
                title = variations[0]["metadata"]["title"]
                buttons.append({"title": title, "payload": topic_payload(topic), "topic": INTENT_PREFIX + topic})
        return buttons

    def _source_line(self, metadata: Mapping[str, Any]) -> str:
        template = self.responses[SOURCE_LINE][0]["text"]
        source = metadata["sources"][0]
        line = template.format(**{**source, "url": source["url"] or "", "as_of": metadata["as_of"]})
        return f"\n\n{line.strip()}"


def _guide_buttons(topic: str | None) -> list[dict[str, str]]:
    """The guide that goes further than the answer; within a guide there is none, as it would begin anew."""
    entry = entry_for(topic_base().get(topic.removeprefix(INTENT_PREFIX)), guide_entries()) if topic else None
    return [{"title": entry.title, "payload": entry.payload}] if entry else []


def _alternatives(tracker: DialogueStateTracker, topic: str | None) -> list[str]:
    """The topics that the gate found likely too, when it gives ``topic`` without being sure."""
    message = tracker.latest_message
    if topic is None or message is None:
        return []
    candidates = (message.parse_data.get(GATE) or {}).get("candidates", [])
    labels = [str(candidate["label"]) for candidate in candidates]
    return [label.removeprefix(INTENT_PREFIX) for label in labels if label.startswith(INTENT_PREFIX) and label != topic]
