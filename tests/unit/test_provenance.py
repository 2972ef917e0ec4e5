"""What a visitor is told beside an answer, joined from its facts."""

from __future__ import annotations

import pytest

from bot.answers.provenance import Provenance, provenance_of
from bot.knowledge.facts import Fact
from tests.support.content import SOURCE, make_fact


def joined(*facts: Fact) -> Provenance:
    return provenance_of([fact.id for fact in facts], {fact.id: fact for fact in facts})


def titled(*titles: str) -> list[dict[str, str | None]]:
    return [SOURCE | {"title": title} for title in titles]


def replaced(name: str = "oud", **fields: object) -> Fact:
    return make_fact(name, status="superseded", superseded_by="nieuw", **fields)


def test_facts_keep_the_order_of_the_answer() -> None:
    assert joined(make_fact("b"), make_fact("a")).facts == ("b", "a")


def test_the_date_is_that_of_the_main_fact_which_stands_first() -> None:
    assert joined(make_fact("a", as_of="2026-03"), make_fact("b", as_of="2025-10")).as_of == "2026-03"
    assert joined(make_fact("b", as_of="2025-10"), make_fact("a", as_of="2026-03")).as_of == "2025-10"


@pytest.mark.parametrize(
    ("statuses", "validity"),
    [
        (["current"], "current"),
        (["current", "historical"], "current"),
        (["historical"], "historical"),
        (["historical", "current"], "historical"),
        (["current", "uncertain"], "uncertain"),
        (["historical", "uncertain"], "uncertain"),
    ],
)
def test_the_main_fact_and_any_uncertain_one_decide_how_sure_an_answer_is(statuses: list[str], validity: str) -> None:
    facts = [make_fact(f"feit-{number}", status=status) for number, status in enumerate(statuses)]
    assert joined(*facts).validity == validity


def test_superseded_facts_alone_are_history() -> None:
    assert joined(replaced()).validity == "historical"


def test_a_source_of_two_facts_is_shown_once() -> None:
    facts = make_fact("a", sources=titled("Decreet", "Besluit")), make_fact("b", sources=titled("Besluit", "Nota"))
    assert [source["title"] for source in joined(*facts).sources] == ["Decreet", "Besluit", "Nota"]


def test_two_pages_with_the_same_title_are_two_sources() -> None:
    pages = [SOURCE | {"url": "https://a.be"}, SOURCE | {"url": "https://b.be"}]
    assert len(joined(make_fact(sources=pages)).sources) == 2


def test_the_main_source_is_one_of_the_main_fact() -> None:
    facts = make_fact("nieuw", sources=titled("Nieuwe regel")), replaced(sources=titled("Oude regel"))
    assert [source["title"] for source in joined(*facts).sources] == ["Nieuwe regel", "Oude regel"]


def test_the_contract_gets_every_field_of_a_source() -> None:
    shown = joined(make_fact()).as_dict()
    assert shown == {"facts": ("loon",), "as_of": "2026-03", "validity": "current", "sources": (SOURCE,)}


def test_an_unknown_fact_is_never_left_out_silently() -> None:
    with pytest.raises(KeyError, match="nergens"):
        provenance_of(["nergens"], {"loon": make_fact()})
