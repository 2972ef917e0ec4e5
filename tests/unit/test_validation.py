"""The rules that every answer keeps: each one broken alone, and the project's own content, which breaks none."""

from __future__ import annotations

from bot.answers.topics import Topic, load_topics
from bot.answers.validation import numbers_in, question_key, stale_facts, validate
from bot.knowledge.facts import Fact, load_facts
from tests.support.content import SOURCE, day, make_fact, make_topic

TODAY = day("2026-11-23")


def findings(topics: list[Topic], facts: list[Fact] | None = None, level: str = "fout") -> list[tuple[str, str]]:
    known = [make_fact()] if facts is None else facts
    found = validate({topic.id: topic for topic in topics}, {fact.id: fact for fact in known}, TODAY)
    return [(finding.topic, finding.text) for finding in found if finding.level == level]


def test_the_content_of_the_project_breaks_no_rule() -> None:
    facts = load_facts()
    assert len(facts) == 281
    found = validate(load_topics(), facts, TODAY)
    assert [finding for finding in found if finding.level == "fout"] == []


def test_a_good_answer_has_no_findings() -> None:
    assert findings([make_topic()]) == []
    assert findings([make_topic()], level="let op") == []


def test_an_answer_names_only_facts_that_exist() -> None:
    assert findings([make_topic(facts=["loon", "premie"])]) == [("loon", "feit 'premie' bestaat niet")]


def test_an_answer_rests_on_a_fact() -> None:
    assert findings([make_topic(facts=[])], []) == [("loon", "het antwoord steunt op geen enkel feit")]


def test_a_subject_that_is_only_redirected_needs_no_fact() -> None:
    assert findings([make_topic(facts=[], status="refused", redirect="https://www.vdab.be")], []) == []


def test_a_fact_is_used_by_some_answer() -> None:
    facts = [make_fact(), make_fact("premie")]
    assert findings([make_topic()], facts) == [("premie", "geen enkel antwoord gebruikt dit feit")]


def test_a_number_in_an_answer_stands_in_one_of_its_facts() -> None:
    fact = make_fact(fact="De premie is 45 procent.")
    found = findings([make_topic(text="De premie is 45 of 60 procent.")], [fact])
    assert found == [("loon", "het getal 60 staat in geen van de feiten van dit antwoord")]


def test_a_number_of_a_fact_that_the_answer_does_not_name_does_not_count() -> None:
    facts = [make_fact(), make_fact("premie", fact="De premie is 45 procent.")]
    topics = [make_topic(text="De premie is 45 procent."), make_topic("premie", facts=["premie"])]
    assert [topic for topic, _ in findings(topics, facts)] == ["loon"]


def test_numbers_may_come_from_the_note_the_question_and_the_dates_of_a_fact() -> None:
    fact = make_fact(
        question="Wat gold in 2019?",
        note="Eerst 7 maanden.",
        valid_from="2023-07-01",
        as_of="2026-03",
        sources=[SOURCE | {"published": "2022-05"}],
    )
    text = "In 2019 waren het 7 maanden. Sinds 1 juli 2023 niet meer; zie de tekst van 2022, nagekeken in 2026."
    assert findings([make_topic(text=text)], [fact]) == []


def test_numbers_are_compared_as_written() -> None:
    assert numbers_in("Op 1.234,50 euro en 8,5 % in 2023.") == {"1.234,50", "8,5", "2023"}


def test_a_replaced_rule_is_told_beside_its_successor() -> None:
    old = make_fact("oud", status="superseded", superseded_by="nieuw")
    new = make_fact("nieuw")
    topics = [make_topic(text="Vroeger was het anders.", facts=["oud"]), make_topic("nieuw", facts=["nieuw"])]
    assert findings(topics, [old, new]) == [("loon", "feit 'oud' is vervangen; voeg opvolger 'nieuw' toe")]


def test_a_replaced_rule_is_told_as_history() -> None:
    facts = [make_fact("oud", status="superseded", superseded_by="nieuw"), make_fact("nieuw")]
    topic = make_topic(text="Je krijgt een premie.", facts=["oud", "nieuw"])
    assert findings([topic], facts) == [
        ("loon", "feit 'oud' is vervangen, maar de tekst zegt niet dat het vroeger gold")
    ]
    assert findings([make_topic(text="Tot dan was er een premie.", facts=["oud", "nieuw"])], facts) == []


def test_a_related_topic_exists() -> None:
    assert findings([make_topic(related=["premie"])]) == [("loon", "verwant onderwerp 'premie' bestaat niet")]


def test_a_topic_is_not_related_to_itself() -> None:
    assert findings([make_topic(related=["loon"])]) == [("loon", "een onderwerp kan niet met zichzelf verwant zijn")]


def test_the_same_question_stands_at_one_topic_whatever_its_case_and_punctuation() -> None:
    extra = tuple(f"andere vraag {number}" for number in range(30))
    topics = [make_topic("a", questions=("Wat is loon?", *extra)), make_topic("b")]
    assert findings(topics) == []
    topics[1] = make_topic("b", questions=("wat is  LOON", *topics[1].questions))
    assert findings(topics) == [("b", "de vraag 'wat is  LOON' staat ook bij 'a'")]


def test_accents_make_another_question() -> None:
    assert question_key("Eén, of één?") == "eén of één"


def test_a_topic_has_at_least_thirty_questions() -> None:
    thirty = tuple(f"vraag {number}" for number in range(30))
    assert findings([make_topic(questions=thirty)]) == []
    found = findings([make_topic(questions=thirty[:29])])
    assert found == [("loon", "maar 29 voorbeeldvragen; minstens 30 nodig")]


def test_an_answer_is_at_most_95_words() -> None:
    assert findings([make_topic(text="woord. " * 95)]) == []
    assert findings([make_topic(text="woord. " * 96)]) == [("loon", "96 woorden; hoogstens 95")]


def test_a_title_stands_at_one_topic() -> None:
    topics = [make_topic("a", title="Het loon"), make_topic("b", title="Het loon")]
    assert [topic for topic, text in findings(topics) if "meer dan een onderwerp" in text] == ["a", "b"]


def test_an_answer_speaks_of_people_with_respect() -> None:
    found = findings([make_topic(text="Werk voor gehandicapten.")])
    assert found == [("loon", "schrijf 'personen met een arbeidsbeperking'")]


def test_an_answer_whose_review_date_has_passed_is_a_warning() -> None:
    assert findings([make_topic(review_by="2026-11-23")], level="let op") == []
    found = findings([make_topic(review_by="2026-11-22")], level="let op")
    assert found == [("loon", "had nagelezen moeten zijn tegen 2026-11-22")]


def test_a_fact_that_was_long_not_checked_is_a_warning() -> None:
    assert findings([make_topic()], [make_fact(as_of="2024-10")], level="let op") == [
        ("loon", "laatst nagekeken in 2024-10")
    ]
    assert findings([make_topic()], [make_fact(as_of="2024-11")], level="let op") == []


def test_stale_facts_come_oldest_first_and_history_is_never_stale() -> None:
    facts = [
        make_fact("a", as_of="2023-01"),
        make_fact("b", as_of="2021", status="uncertain"),
        make_fact("c", as_of="2016-01", status="historical"),
    ]
    assert [fact.id for fact in stale_facts(facts, TODAY)] == ["b", "a"]
    assert [fact.id for fact in stale_facts(facts, TODAY, max_age_days=5000)] == []


def test_errors_come_before_warnings() -> None:
    topics = {"a": make_topic("a", review_by="2020-01-01"), "z": make_topic("z", related=["nergens"])}
    found = validate(topics, {"loon": make_fact()}, TODAY)
    assert [finding.level for finding in found] == ["fout", "let op"]
