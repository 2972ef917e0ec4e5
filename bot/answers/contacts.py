"""Whom a visitor can turn to, by the theme of what was talked about: data/contacts.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.answers.topics import Topic
from bot.guides.content import GuideError, GuidePart, Passage, read_guide
from bot.nlu.normalization import fold
from bot.paths import DATA

CONTACTS = DATA / "contacts.yml"


class ContactPoint(GuidePart):
    """A public body, and what for."""

    id: str = Field(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    text: str
    facts: tuple[str, ...]


class ContactTheme(GuidePart):
    """The contact points of a theme of data/faq; ``about`` is how a sentence names it.

    ``words`` are how words begin by which a message names the theme itself.
    """

    about: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...]


class Contacts(GuidePart):
    """All of data/contacts.yml."""

    points: tuple[ContactPoint, ...]
    default: tuple[str, ...]
    themes: Mapping[str, ContactTheme]

    def of(self, theme: str | None) -> tuple[ContactPoint, ...]:
        """The points of a theme, in the order of the file; the default ones where it has none of its own."""
        own = self.themes.get(theme or "")
        known = {point.id: point for point in self.points}
        return tuple(known[name] for name in (own.points if own else self.default))

    def about(self, theme: str | None) -> str | None:
        """The theme in words; nothing where the default points are given."""
        own = self.themes.get(theme or "")
        return own.about if own else None

    def theme_in(self, text: str) -> str | None:
        """The first theme that a message names in so many words."""
        folded = fold(text)
        return next((name for name, theme in self.themes.items() if _names(theme, folded)), None)

    def passages(self) -> Iterator[Passage]:
        """All texts that rest on facts."""
        for point in self.points:
            yield Passage(f"contacts/{point.id}", point.text, point.facts)


def _names(theme: ContactTheme, folded: str) -> bool:
    return any(re.search(rf"\b{re.escape(fold(word))}", folded) for word in theme.words)


def theme_of(topic: str | None, facts: tuple[str, ...], topics: Mapping[str, Topic]) -> str | None:
    """The theme of a topic, else that of the first answer that rests on one of the facts."""
    if topic is not None and topic in topics:
        return topics[topic].theme
    return next((t.theme for fact in facts for t in topics.values() if fact in t.metadata.facts), None)


def load_contacts(path: Path = CONTACTS) -> Contacts:
    """The contact points.

    Raises:
        GuideError: the file can't be read, or names a point that doesn't exist.
    """
    contacts = read_guide(path, Contacts)
    known = [point.id for point in contacts.points]
    named = [*contacts.default, *(name for theme in contacts.themes.values() for name in theme.points)]
    if not all([contacts.default, *(theme.points for theme in contacts.themes.values())]):
        raise GuideError(f"{path.name}: elk thema noemt minstens één contactpunt")
    for name in known:
        if known.count(name) > 1:
            raise GuideError(f"{path.name}: contactpunt '{name}' staat er twee keer")
    for name in named:
        if name not in known:
            raise GuideError(f"{path.name}: contactpunt '{name}' bestaat niet")
    return contacts


@lru_cache(maxsize=1)
def contacts() -> Contacts:
    """The project's own contact points, read once per process."""
    return load_contacts()
