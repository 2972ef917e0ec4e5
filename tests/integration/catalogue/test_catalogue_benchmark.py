"""Every question that the dialogue puts to the catalogue: it goes by an index, and can be timed on a large one."""

from __future__ import annotations

import random

import pytest
from sqlalchemy.engine import Engine
from typer.testing import CliRunner

from bot.catalogue.benchmark.large import enlarge
from bot.catalogue.benchmark.plans import plans, read_whole
from bot.catalogue.benchmark.questions import Samples, questions, samples
from bot.catalogue.benchmark.timing import measure
from bot.catalogue.items import Wanted
from bot.catalogue.queries import (
    activities_with_counts,
    catalogue_counts,
    count_enterprises,
    enterprises_by_name,
    find_enterprises,
)
from bot.cli import app
from bot.database import session_factory, transaction

NOTHING = Samples(("",), ((51.0, 4.0),), ("",), ("",), ("",), ("a",), ("a",), ("",), tuple(range(5)))


@pytest.fixture(scope="module")
def known(seeded: Engine) -> Samples:
    with transaction(session_factory(seeded)) as session:
        return samples(session)


@pytest.mark.parametrize("name", questions(NOTHING, random.Random(0)))
def test_every_question_goes_by_an_index(seeded: Engine, known: Samples, name: str) -> None:
    explained = plans(seeded, questions(known, random.Random(1))[name])
    assert explained
    assert [plan for plan in explained if read_whole(plan)] == []


@pytest.mark.parametrize(
    ("plan", "tables"),
    [
        ("SCAN catalogue_event", {"catalogue_event"}),
        ("SCAN catalogue_part USING COVERING INDEX ix_catalogue_part", set()),
        ("SEARCH catalogue_part USING INDEX ix_catalogue_part (name_key=?)", set()),
        ("Limit\n  ->  Seq Scan on catalogue_event  (cost=0.00..1.00)", {"catalogue_event"}),
        ("Index Only Scan using ix_catalogue_event_by_over on catalogue_event", set()),
    ],
)
def test_a_table_that_is_read_row_by_row_is_told_from_one_read_by_an_index(plan: str, tables: set[str]) -> None:
    assert read_whole(plan) == tables


def test_an_enlarged_catalogue_is_searched_like_the_real_one(stocked: Engine) -> None:
    enlarge(stocked, enterprises=400, events=100)
    with transaction(session_factory(stocked)) as session:
        counts = catalogue_counts(session)
        assert (counts.enterprises, counts.events) == (400, 100)
        assert count_enterprises(session) == 400
        last = find_enterprises(session, Wanted(), limit=400).items[-1]
        assert enterprises_by_name(session, last.name).items[0] == last
        for activity in activities_with_counts(session):
            assert count_enterprises(session, Wanted(activity=activity.code)) == activity.count


def test_every_question_is_timed_with_its_plan(stocked: Engine) -> None:
    timings = list(measure(stocked, rounds=2))
    assert {timing.question for timing in timings} == set(questions(NOTHING, random.Random(0)))
    assert all(0 < timing.p50 <= timing.p95 for timing in timings)
    assert {timing.unindexed for timing in timings} == {()}


def test_the_command_prints_each_question_beside_the_goal() -> None:
    result = CliRunner().invoke(
        app, ["catalogue", "benchmark", "--enterprises", "200", "--events", "60", "--rounds", "1", "--postgres", ""]
    )
    assert result.exit_code == 0, result.output
    assert "doel 20" in result.output
    for name in questions(NOTHING, random.Random(0)):
        assert name in result.output


def test_a_server_that_does_not_answer_is_skipped_with_a_word() -> None:
    nobody = "postgresql://nobody@127.0.0.1:1/nothing"
    options = ["--enterprises", "0", "--events", "0", "--rounds", "1", "--postgres", nobody]
    result = CliRunner().invoke(app, ["catalogue", "benchmark", *options])
    assert result.exit_code == 0, result.output
    assert "PostgreSQL: overgeslagen" in result.output
