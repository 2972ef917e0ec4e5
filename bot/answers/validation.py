"""The rules that every answer keeps (docs/redactie.md explains them to editors)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.answers.readability import reading_ease, sentence_length
from bot.answers.topics import Topic
from bot.knowledge.facts import Fact

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MAX_WORDS = 95
MIN_READING_EASE = 25
MAX_SENTENCE_LENGTH = 14
MIN_QUESTIONS = 30
MAX_AGE_DAYS = 730
HISTORY_MARKERS = re.compile(
    r"\b(tot|vroeger|toen|was|waren|werd|werden|had|gold|golden|sinds|geschiedenis|voorheen|verving|vervangen|"
    r"afgeschaft|niet meer|in 20\d\d|stopte|moest|moesten|kreeg|kregen|kon|konden)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """One thing that an editor must mend (error) or look at (warning); the text is Dutch."""

    level: str
    topic: str
    text: str


def validate(topics: Mapping[str, Topic], facts: Mapping[str, Fact], today: dt.date) -> list[Finding]:
    """All findings over topics and facts, errors first."""
    findings = [
        *_facts_of_answers(topics, facts),
        *_unused_facts(topics, facts),
        *_numbers(topics, facts),
        *_superseded(topics, facts),
        *_related(topics),
        *_questions(topics),
        *_form(topics),
        *_hard_to_read(topics),
        *_due(topics, facts, today),
    ]
    return sorted(findings, key=lambda finding: (finding.level != "fout", finding.topic))


def _error(topic: str, text: str) -> Finding:
    return Finding("fout", topic, text)


def _warning(topic: str, text: str) -> Finding:
    return Finding("let op", topic, text)


def _facts_of_answers(topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    for topic in topics.values():
        if not topic.metadata.facts and topic.metadata.status == "answered":
            yield _error(topic.id, "het antwoord steunt op geen enkel feit")
        for name in topic.metadata.facts:
            if name not in facts:
                yield _error(topic.id, f"feit '{name}' bestaat niet")


def _unused_facts(topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    used = {name for topic in topics.values() for name in topic.metadata.facts}
    for name in facts.keys() - used:
        yield _error(name, "geen enkel antwoord gebruikt dit feit")


def numbers_in(text: str) -> set[str]:
    """Numbers as written, for example ``2023``, ``1.234`` or ``8,5``."""
    return set(NUMBER.findall(text))


def numbers_of_fact(fact: Fact) -> set[str]:
    """Numbers that an answer on this fact may state: of its text and note, and the parts of its dates."""
    dates = [fact.as_of, *(d.isoformat() for d in (fact.valid_from, fact.valid_until) if d)]
    parts = {str(int(part)) for date in dates for part in date.split("-")}
    published = {part for s in fact.sources if s.published for part in (s.published.split("-")[0],)}
    return numbers_in(" ".join(filter(None, (fact.fact, fact.question, fact.note)))) | parts | published


def _numbers(topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    for topic in topics.values():
        known = [facts[name] for name in topic.metadata.facts if name in facts]
        allowed = set().union(*(numbers_of_fact(fact) for fact in known)) if known else set()
        for number in sorted(numbers_in(topic.text) - allowed):
            yield _error(topic.id, f"het getal {number} staat in geen van de feiten van dit antwoord")


def _superseded(topics: Mapping[str, Topic], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A replaced rule may only be told with its successor beside it, in words that mark it as history."""
    for topic in topics.values():
        for name in topic.metadata.facts:
            fact = facts.get(name)
            if fact is None or fact.status != "superseded":
                continue
            others = [facts[o] for o in topic.metadata.facts if o in facts and o != name]
            if fact.superseded_by not in {o.id for o in others} and not any(o.status != "superseded" for o in others):
                yield _error(topic.id, f"feit '{name}' is vervangen; voeg opvolger '{fact.superseded_by}' toe")
            if not HISTORY_MARKERS.search(topic.text):
                yield _error(topic.id, f"feit '{name}' is vervangen, maar de tekst zegt niet dat het vroeger gold")


def _related(topics: Mapping[str, Topic]) -> Iterator[Finding]:
    for topic in topics.values():
        for name in topic.metadata.related:
            if name not in topics:
                yield _error(topic.id, f"verwant onderwerp '{name}' bestaat niet")
            if name == topic.id:
                yield _error(topic.id, "een onderwerp kan niet met zichzelf verwant zijn")


def question_key(question: str) -> str:
    """Two questions with the same key are the same to a reader: case and punctuation left out."""
    return " ".join(re.findall(r"\w+", question.lower()))


def _questions(topics: Mapping[str, Topic]) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for topic in topics.values():
        if len(topic.questions) < MIN_QUESTIONS:
            yield _error(topic.id, f"maar {len(topic.questions)} voorbeeldvragen; minstens {MIN_QUESTIONS} nodig")
        for question in topic.questions:
            other = owner.setdefault(question_key(question), topic.id)
            if other != topic.id:
                yield _error(topic.id, f"de vraag '{question}' staat ook bij '{other}'")


def _form(topics: Mapping[str, Topic]) -> Iterator[Finding]:
    titles = Counter(topic.title for topic in topics.values())
    for topic in topics.values():
        words = len(topic.text.split())
        if words > MAX_WORDS:
            yield _error(topic.id, f"{words} woorden; hoogstens {MAX_WORDS}")
        if titles[topic.title] > 1:
            yield _error(topic.id, f"de titel '{topic.title}' staat bij meer dan een onderwerp")
        if re.search(r"gehandicapte", topic.text, re.IGNORECASE):
            yield _error(topic.id, "schrijf 'personen met een arbeidsbeperking'")


def _hard_to_read(topics: Mapping[str, Topic]) -> Iterator[Finding]:
    for topic in topics.values():
        if (ease := reading_ease(topic.text)) < MIN_READING_EASE:
            yield _warning(topic.id, f"moeilijk te lezen (leesgemak {ease:.0f}; 60 is vlot)")
        if (length := sentence_length(topic.text)) > MAX_SENTENCE_LENGTH:
            yield _warning(topic.id, f"lange zinnen (gemiddeld {length:.0f} woorden)")


def _due(topics: Mapping[str, Topic], facts: Mapping[str, Fact], today: dt.date) -> Iterator[Finding]:
    for topic in topics.values():
        if topic.metadata.review_by < today:
            yield _warning(topic.id, f"had nagelezen moeten zijn tegen {topic.metadata.review_by.isoformat()}")
    for fact in stale_facts(facts.values(), today):
        yield _warning(fact.id, f"laatst nagekeken in {fact.as_of}")


def stale_facts(facts: Iterable[Fact], today: dt.date, max_age_days: int = MAX_AGE_DAYS) -> list[Fact]:
    """Facts that are told as true today but were checked longer ago than the limit, oldest first."""
    limit = (today - dt.timedelta(days=max_age_days)).isoformat()
    due = [f for f in facts if f.status in ("current", "uncertain") and f.as_of < limit[: len(f.as_of)]]
    return sorted(due, key=lambda fact: fact.as_of)
