"""Under which answers a guide is offered: data/guides/entries.yml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.answers.topics import Topic
from bot.answers.validation import Finding
from bot.guides.content import GuidePart, read_guide
from bot.paths import GUIDES

ENTRIES = GUIDES / "entries.yml"


class GuideEntry(GuidePart):
    """The button that opens a guide, and the answers that it fits: all of a theme, or single topics.

    ``entities`` are what the guide needn't ask any more.
    """

    title: str
    intent: Literal["start_contract_guide", "start_student_guide", "start_quiz"]
    themes: tuple[str, ...]
    topics: tuple[str, ...]
    entities: Mapping[str, str] = Field(default_factory=dict)

    def fits(self, topic: Topic) -> bool:
        return topic.id in self.topics or topic.theme in self.themes

    @property
    def payload(self) -> str:
        known = json.dumps(dict(self.entities), ensure_ascii=False) if self.entities else ""
        return f"/{self.intent}{known}"


class _Entries(GuidePart):
    __root__: tuple[GuideEntry, ...]


def load_entries(path: Path = ENTRIES) -> tuple[GuideEntry, ...]:
    """All entries, in the order of the file.

    Raises:
        GuideError: the file can't be read.
    """
    return read_guide(path, _Entries).__root__


@lru_cache(maxsize=1)
def guide_entries() -> tuple[GuideEntry, ...]:
    """The project's own entries, read once per process."""
    return load_entries()


def entry_for(topic: Topic | None, entries: tuple[GuideEntry, ...]) -> GuideEntry | None:
    """The first guide that fits an answer; none for what is only redirected."""
    if topic is None or topic.metadata.status != "answered":
        return None
    return next((entry for entry in entries if entry.fits(topic)), None)


def validate_entries(entries: tuple[GuideEntry, ...], topics: Mapping[str, Topic]) -> Iterator[Finding]:
    """A finding for each theme or topic that doesn't exist."""
    themes = {topic.theme for topic in topics.values()}
    for entry in entries:
        for name in entry.themes:
            if name not in themes:
                yield Finding("fout", f"entries/{entry.intent}", f"thema '{name}' bestaat niet")
        for name in entry.topics:
            if name not in topics:
                yield Finding("fout", f"entries/{entry.intent}", f"onderwerp '{name}' bestaat niet")
