"""The fact base: what a file of data/facts may hold, and what an editor is told when it may not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.facts import FactError, load_facts
from tests.support.content import SOURCE, fact_entry, make_fact, write_yaml


def load(folder: Path, *entries: dict[str, Any]) -> Any:
    write_yaml(folder / "werk.yml", list(entries))
    return load_facts(folder)


def test_all_281_facts_of_the_project_are_loaded() -> None:
    assert len(load_facts()) == 281


def test_facts_come_by_id_in_the_order_of_the_files(tmp_path: Path) -> None:
    write_yaml(tmp_path / "b.yml", [fact_entry("derde")])
    write_yaml(tmp_path / "a.yml", [fact_entry("tweede"), fact_entry("eerste")])
    assert list(load_facts(tmp_path)) == ["tweede", "eerste", "derde"]


def test_a_folder_without_files_has_no_facts(tmp_path: Path) -> None:
    assert load_facts(tmp_path) == {}


def test_dates_may_be_written_without_quotes(tmp_path: Path) -> None:
    source = SOURCE | {"published": dt.date(2025, 10, 7)}
    entry = fact_entry(as_of=dt.date(2026, 3, 1), valid_from=dt.date(2023, 7, 1), sources=[source])
    fact = load(tmp_path, entry)["loon"]
    assert fact.as_of == "2026-03-01"
    assert fact.sources[0].published == "2025-10-07"
    assert fact.valid_from == dt.date(2023, 7, 1)


@pytest.mark.parametrize("as_of", ["2026", "2026-03", "2026-03-31"])
def test_a_check_may_be_dated_by_year_month_or_day(as_of: str) -> None:
    assert make_fact(as_of=as_of).as_of == as_of


def test_a_source_needs_no_address() -> None:
    assert make_fact(sources=[SOURCE | {"url": None}]).sources[0].url is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Loon"),
        ("id", "loon_nu"),
        ("id", "loon-"),
        ("status", "waar"),
        ("as_of", "maart 2026"),
        ("as_of", "2026-13"),
        ("as_of", "2026-03-32"),
        ("valid_from", "gisteren"),
        ("sources", []),
        ("sources", [SOURCE | {"title": ""}]),
        ("sources", [SOURCE | {"publisher": ""}]),
        ("sources", [SOURCE | {"url": "www.voorbeeld.be"}]),
        ("sources", [SOURCE | {"url": "https://voorbeeld.be/een pagina"}]),
        ("sources", [SOURCE | {"published": "vorig jaar"}]),
        ("sources", [SOURCE | {"author": "iemand"}]),
        ("remark", "een veld dat niet bestaat"),
    ],
)
def test_a_wrong_field_is_told_with_file_fact_and_field(tmp_path: Path, field: str, value: Any) -> None:
    with pytest.raises(FactError) as caught:
        load(tmp_path, fact_entry(**{field: value}))
    assert "werk.yml" in str(caught.value)
    assert field in str(caught.value)


@pytest.mark.parametrize("field", ["topic", "question", "fact", "status", "as_of", "sources"])
def test_a_missing_field_is_told(tmp_path: Path, field: str) -> None:
    entry = fact_entry()
    del entry[field]
    with pytest.raises(FactError, match=rf"werk\.yml, feit 'loon': {field}"):
        load(tmp_path, entry)


def test_a_fact_does_not_end_before_it_starts(tmp_path: Path) -> None:
    entry = fact_entry(valid_from="2023-07-01", valid_until="2023-06-30")
    with pytest.raises(FactError, match="valid_until ligt voor valid_from"):
        load(tmp_path, entry)


def test_a_fact_may_hold_for_one_day() -> None:
    fact = make_fact(valid_from="2023-07-01", valid_until="2023-07-01")
    assert fact.valid_from == fact.valid_until


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    write_yaml(tmp_path / "a.yml", [fact_entry("loon")])
    write_yaml(tmp_path / "b.yml", [fact_entry("loon")])
    with pytest.raises(FactError, match=r"b\.yml, feit 'loon': dit id bestaat al"):
        load_facts(tmp_path)


def test_a_successor_may_stand_in_a_later_file(tmp_path: Path) -> None:
    write_yaml(tmp_path / "a.yml", [fact_entry("oud", status="superseded", superseded_by="nieuw")])
    write_yaml(tmp_path / "b.yml", [fact_entry("nieuw")])
    assert load_facts(tmp_path)["oud"].superseded_by == "nieuw"


def test_a_successor_must_exist(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="feit 'oud': opvolger 'nieuw' bestaat niet"):
        load(tmp_path, fact_entry("oud", status="superseded", superseded_by="nieuw"))


def test_a_superseded_fact_names_its_successor(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="feit 'oud': vervangen feit zonder superseded_by"):
        load(tmp_path, fact_entry("oud", status="superseded"))


@pytest.mark.parametrize("text", ["", "feiten: []", "- een tekst", "- [loon]"])
def test_a_file_that_is_no_list_of_facts_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "werk.yml").write_text(text, encoding="utf-8")
    with pytest.raises(FactError, match=r"werk\.yml: verwacht een lijst van feiten"):
        load_facts(tmp_path)


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "werk.yml").write_text("- id: loon\n  fact: [open\n", encoding="utf-8")
    with pytest.raises(FactError, match=r"werk\.yml: geen geldige YAML .*line 3"):
        load_facts(tmp_path)
