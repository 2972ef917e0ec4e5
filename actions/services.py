"""The composition root of the action server: opened at first use, once per process."""

from __future__ import annotations

from functools import lru_cache

from bot.answers.topics import topic_base
from bot.catalogue.service import Catalogue
from bot.database.engine import make_engine
from bot.knowledge.facts import fact_base
from bot.knowledge.search import AnswerSearch
from bot.settings import load_settings

TITLE_WEIGHT = 4
"""So many times a title counts: it says in the fewest words what an answer is about."""


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue on the database of the settings."""
    return Catalogue(make_engine(load_settings().database_url))


@lru_cache(maxsize=1)
def answer_search() -> AnswerSearch:
    """Search over the texts of all answers and their facts."""
    facts = fact_base()
    documents = {
        topic.id: " ".join(
            [
                *[topic.title] * TITLE_WEIGHT,
                topic.text,
                *(f"{facts[f].question} {facts[f].fact}" for f in topic.metadata.facts if f in facts),
            ]
        )
        for topic in topic_base().values()
        if topic.metadata.status == "answered"
    }
    return AnswerSearch(documents)


def titles() -> dict[str, str]:
    """Title by topic id, for buttons."""
    return {topic.id: topic.title for topic in topic_base().values()}
