"""The rules that the contact points keep: the same as for guides, and each theme exists."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.contacts import Contacts
from bot.answers.topics import Topic
from bot.answers.validation import Finding
from bot.guides.validation import validate_passages
from bot.knowledge.facts import Fact


def validate_contacts(contacts: Contacts, topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> list[Finding]:
    """All findings over the contact points."""
    themes = {topic.theme for topic in topics.values()}
    return [
        *validate_passages(contacts.passages(), topics, facts),
        *(
            Finding("fout", f"contacts/{name}", "er is geen thema met deze naam in data/faq")
            for name in contacts.themes
            if name not in themes
        ),
    ]
