"""Enterprises by their name: whole, partial or misspelt."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.catalogue.items import EnterprisePage
from bot.catalogue.listings import name_words
from bot.catalogue.models import Enterprise, EnterpriseNameWord
from bot.catalogue.queries.enterprises import enterprises_by_id
from bot.catalogue.text import search_key

LIMIT = 5
MIN_PREFIX = 4
"""Letters from which a word may be the beginning of a longer one."""
SIMILAR_ENOUGH = 80
"""On a scale of 100, for a whole word."""
LONGER = 2
"""Letters that a misspelt word may have more or fewer."""
CANDIDATES = 500
"""More enterprises with one word than this are not looked at: the word says too little."""
_NOISE = frozenset("de het een den d t van in en voor vzw maatwerkbedrijf bedrijf onderneming sociale".split())  # noqa: SIM905
_AFTER_ALL = "\x7f"


def enterprises_by_name(session: Session, name: str, limit: int = LIMIT) -> EnterprisePage:
    """The enterprises with this name; else with all of its words; else with words that look like them.

    Case, accents and legal forms don't matter. A word may be the beginning of one, or hold a typing error after
    its first letter. The most alike come first.
    """
    key = search_key(name)
    ids = list(session.execute(select(Enterprise.id).where(Enterprise.name_key == key).limit(limit)).scalars())
    if not ids:
        ids = _alike(session, key)
    return EnterprisePage(len(ids), enterprises_by_id(session, ids[:limit]))


def _alike(session: Session, key: str) -> list[int]:
    words = [word for word in name_words(key) if word not in _NOISE]
    sets = [found for word in words if (found := _with_word(session, word))]
    if not sets:
        return []
    common = set.intersection(*sets) or min(sets, key=len)
    query = select(Enterprise.id, Enterprise.name_key).where(Enterprise.id.in_(common))
    likeness = {one: fuzz.token_set_ratio(key, known) + fuzz.ratio(key, known) for one, known in session.execute(query)}
    return sorted(likeness, key=lambda one: (-likeness[one], one))


def _with_word(session: Session, word: str) -> set[int]:
    """Enterprises with this word, else with one that begins so, else with the one that looks most like it."""
    found = _ids(session, word, word)
    if not found and len(word) >= MIN_PREFIX:
        found = _ids(session, word, word + _AFTER_ALL)
    if not found and len(word) > MIN_PREFIX:
        similar = process.extractOne(word, _vocabulary(session, word), scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
        found = _ids(session, similar[0], similar[0]) if similar else set()
    return found


def _ids(session: Session, first: str, last: str) -> set[int]:
    query = select(EnterpriseNameWord.enterprise_id).where(EnterpriseNameWord.word.between(first, last))
    return set(session.execute(query.limit(CANDIDATES)).scalars())


def _vocabulary(session: Session, word: str) -> list[str]:
    """Words with the same first letter and about as long."""
    like_it = EnterpriseNameWord.word.between(word[0], word[0] + _AFTER_ALL)
    about_as_long = func.length(EnterpriseNameWord.word).between(len(word) - LONGER, len(word) + LONGER)
    query = select(EnterpriseNameWord.word).where(like_it, about_as_long).distinct()
    return list(session.connection().execute(query).scalars())
