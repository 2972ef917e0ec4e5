"""The spaCy pipeline for Dutch: ``nl_core_news_sm`` where it is installed, else a blank one."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

logger = logging.getLogger(__name__)

DUTCH_MODEL = "nl_core_news_sm"


@lru_cache(maxsize=4)
def load_language(model: str = DUTCH_MODEL) -> Language:
    """The named spaCy pipeline, or a blank Dutch one with the same interface when it is not installed."""
    import spacy

    if spacy.util.is_package(model) or "/" in model:
        return spacy.load(model, exclude=["parser", "senter"])
    logger.info("spaCy model %s is not installed; using the blank Dutch pipeline and simplemma.", model)
    return spacy.blank("nl")


def has_lemmas(language: Language) -> bool:
    """Whether the pipeline lemmatises by itself."""
    return "lemmatizer" in language.pipe_names


@lru_cache(maxsize=20_000)
def simple_lemma(word: str) -> str:
    """Dutch lemma from simplemma's table; the word itself when it is unknown."""
    import simplemma

    return str(simplemma.lemmatize(word, lang="nl")).lower()


def lemma_of(token: Token, trained: bool) -> str:
    """Lower-case lemma of a spaCy token, from the pipeline when it is trained, else from simplemma."""
    return token.lemma_.lower() if trained and token.lemma_ else simple_lemma(token.lower_)
