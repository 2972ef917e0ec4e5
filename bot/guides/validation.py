"""The rules that every text of a guide keeps: the same as for answers (docs/redactie.md explains them to editors)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bot.answers.topics import Topic
from bot.answers.validation import HISTORY_MARKERS, Finding, numbers_in, numbers_of_fact
from bot.guides.content import Passage
from bot.guides.contracts import Band, load_contracts_guide
from bot.guides.estimates import Estimate
from bot.guides.quiz import load_quiz
from bot.guides.student import load_student_guide
from bot.knowledge.facts import Fact

LIST_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
"""How Markdown begins an item of a numbered list."""


def validate_guides(topics: Mapping[str, Topic], facts: Mapping[str, Fact], today: dt.date) -> list[Finding]:
    """All findings over the project's own guides.

    Raises:
        GuideError: a file of data/guides can't be read.
    """
    quiz = (passage for statement in load_quiz().values() for passage in statement.passages())
    contracts = load_contracts_guide()
    passages = [*quiz, *load_student_guide().passages(), *contracts.passages()]
    return [*validate_passages(passages, topics, facts), *validate_bands(contracts.bands, facts, today)]


def validate_bands(bands: Iterable[Band], facts: Mapping[str, Fact], today: dt.date) -> Iterator[Finding]:
    """What is wrong with the limits of the procedures: the main fact of each must state it and still hold."""
    for band in bands:
        fact = facts.get(band.facts[0]) if band.facts else None
        if fact is None or band.below is None:
            continue
        limit, name = Estimate(Decimal(band.below)).in_words(), f"contracts/{band.id}"
        if limit not in numbers_in(fact.fact):
            yield Finding("fout", name, f"de grens {limit} staat niet in het eerste feit, '{fact.id}'")
        if fact.status in ("superseded", "historical"):
            yield Finding("fout", name, f"feit '{fact.id}' geldt niet meer; zet de nieuwe grens bij below")
        elif fact.valid_until and fact.valid_until < today:
            yield Finding("let op", name, f"de grens gold tot {fact.valid_until.isoformat()}; zoek de nieuwe")


def validate_passages(
    passages: Iterable[Passage], topics: Mapping[str, Topic], facts: Mapping[str, Fact]
) -> list[Finding]:
    """All findings over the texts of the guides."""
    return [finding for passage in passages for finding in _findings(passage, topics, facts)]


def _findings(passage: Passage, topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    def error(text: str) -> Finding:
        return Finding("fout", passage.name, text)

    known = [facts[name] for name in passage.facts if name in facts]
    if not passage.facts:
        yield error("de tekst steunt op geen enkel feit")
    for name in passage.facts:
        if name not in facts:
            yield error(f"feit '{name}' bestaat niet")
    for name in passage.related:
        if name not in topics:
            yield error(f"verwant onderwerp '{name}' bestaat niet")
    allowed: set[str] = set().union(*map(numbers_of_fact, known))
    for number in sorted(numbers_in(LIST_NUMBER.sub("", passage.text)) - allowed):
        yield error(f"het getal {number} staat in geen van de feiten van deze tekst")
    if "gehandicapte" in passage.text.lower():
        yield error("schrijf 'personen met een arbeidsbeperking'")
    for fact in known:
        if fact.status == "superseded" and not HISTORY_MARKERS.search(passage.text):
            yield error(f"feit '{fact.id}' is vervangen, maar de tekst zegt niet dat het vroeger gold")
    if known and all(fact.status == "superseded" for fact in known):
        yield error(f"elk feit is vervangen; voeg opvolger '{known[0].superseded_by}' toe")
    if any(fact.status == "historical" for fact in known[:1]) and not HISTORY_MARKERS.search(passage.text):
        yield error(f"feit '{known[0].id}' is geschiedenis, maar de tekst zegt niet dat het vroeger was")
