"""What is kept for searching: listings and name words of an enterprise, words of an event."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalogue.codes import Certainty, Recognition
from bot.catalogue.models import ANY_ACTIVITY, Enterprise, EnterpriseListing, EnterpriseNameWord, EventWord
from bot.catalogue.text import search_key

SOURCED_FIRST, INFERRED_NEXT, OTHERS_LAST = range(3)
LEGAL_FORMS = frozenset({"vzw", "cvso", "cvba", "cv", "bv", "bvba", "nv", "asbl"})


def rank_of(recognition: str, certainty: str) -> int:
    """Results come best first: maatwerkbedrijven by a source, then inferred ones, then all others."""
    if recognition != Recognition.MAATWERKBEDRIJF.value:
        return OTHERS_LAST
    return SOURCED_FIRST if certainty == Certainty.SOURCED.value else INFERRED_NEXT


def name_words(*names: str | None) -> list[str]:
    """The different words of some names, without legal forms."""
    words = (word for name in names if name for word in search_key(name).split())
    return sorted({word for word in words if word not in LEGAL_FORMS})


def list_enterprise(model: Enterprise, activities: Iterable[str]) -> None:
    """Make the listings and name words of an enterprise that has none yet and whose columns are filled."""
    rank = rank_of(model.recognition, model.recognition_certainty)
    model.listings.extend(
        EnterpriseListing(
            activity_code=code,
            municipality_nis=model.municipality_nis,
            province=model.province,
            recognition=model.recognition,
            rank=rank,
            name_key=model.name_key,
        )
        for code in (ANY_ACTIVITY, *activities)
    )
    model.name_words.extend(EnterpriseNameWord(word=word) for word in name_words(model.name, model.legal_name))


def event_words(title: str, *others: str | None) -> list[EventWord]:
    """The different words of an event; one of the title counts as such, wherever else it stands."""
    of_title = set(search_key(title).split())
    rest = {word for other in others if other for word in search_key(other).split()} - of_title
    return [EventWord(word=word, in_title=word in of_title) for word in sorted(of_title | rest)]
