"""What a visitor means by Dutch words for a time, asked on Monday 23 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.nlu.periods import find_periods, looks_back

TODAY = dt.date(2026, 11, 23)


def days(text: str, today: dt.date = TODAY) -> str:
    """The only period of a text as ``2027-03-01 2027-03-31``; ``…`` is an open end."""
    (period,) = find_periods(text, today)
    return " ".join(day.isoformat() if day else "…" for day in (period.start, period.end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("volgende maand", "2026-12-01 2026-12-31"),
        ("wat is er deze maand te doen", "2026-11-01 2026-11-30"),
        ("dit najaar", "2026-09-01 2026-11-30"),
        ("deze zomer", "2027-06-01 2027-08-31"),
        ("vorige zomer", "2026-06-01 2026-08-31"),
        ("zomer van 2019", "2019-06-01 2019-08-31"),
        ("in de winter", "2026-12-01 2027-02-28"),
        ("dit schooljaar", "2026-09-01 2027-06-30"),
        ("dit weekend", "2026-11-28 2026-11-29"),
        ("vorig weekend", "2026-11-21 2026-11-22"),
        ("volgende week", "2026-11-30 2026-12-06"),
        ("vorig jaar", "2025-01-01 2025-12-31"),
        ("de komende drie maanden", "2026-11-23 2027-02-23"),
        ("over twee weken", "2026-12-07 2026-12-13"),
        ("eerste kwartaal van 2027", "2027-01-01 2027-03-31"),
        ("eind dit jaar", "2026-12-01 2026-12-31"),
    ],
)
def test_weeks_months_and_seasons_are_counted_from_today(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", ["14 februari", "op 14/2", "14 feb.", "zondag de 14de februari", "14-02-2027"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert [period for period in find_periods(text, TODAY) if period.start == dt.date(2027, 2, 14)]


def test_a_weekday_before_a_date_is_no_day_of_its_own() -> None:
    assert days("vrijdag 14 mei 2027") == "2027-05-14 2027-05-14"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in maart", "2027-03-01 2027-03-31"),
        ("in november", "2026-11-01 2026-11-30"),
        ("welke waren er in maart", "2026-03-01 2026-03-31"),
        ("vorige maart", "2026-03-01 2026-03-31"),
        ("maart 2019", "2019-03-01 2019-03-31"),
        ("half mei", "2027-05-11 2027-05-20"),
    ],
)
def test_a_month_without_a_year_is_the_next_one_or_when_looking_back_the_last(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tussen 3 en 10 mei", "2027-05-03 2027-05-10"),
        ("van 3 tot 10 mei 2028", "2028-05-03 2028-05-10"),
        ("3-10 mei", "2027-05-03 2027-05-10"),
        ("tussen 28 april en 3 mei", "2027-04-28 2027-05-03"),
        ("van oktober tot december", "2026-10-01 2026-12-31"),
        ("tussen november en februari", "2026-11-01 2027-02-28"),
        ("van november 2024 tot februari", "2024-11-01 2025-02-28"),
        ("tussen 2017 en 2019", "2017-01-01 2019-12-31"),
        ("in mei en juni", "2027-05-01 2027-06-30"),
    ],
)
def test_two_times_make_one_period(text: str, expected: str) -> None:
    assert days(text) == expected


def test_two_times_that_do_not_touch_stay_two() -> None:
    assert [period.words for period in find_periods("in maart en in mei", TODAY)] == ["maart", "mei"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("na nieuwjaar", "2027-01-02 …"),
        ("vanaf maart", "2027-03-01 …"),
        ("sinds 2018", "2018-01-01 …"),
        ("voor de zomer", "… 2027-05-31"),
        ("voor 3 mei", "… 2027-05-02"),
        ("voor eind maart", "… 2027-03-31"),
        ("tot juni", "… 2027-06-30"),
    ],
)
def test_a_period_may_be_open_on_one_side(text: str, expected: str) -> None:
    assert days(text) == expected


def test_something_for_next_week_is_in_that_week() -> None:
    assert days("iets voor volgende week") == "2026-11-30 2026-12-06"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2026, 11, 27), "2026-11-28 2026-11-29"),
        (dt.date(2026, 11, 29), "2026-11-28 2026-11-29"),
        (dt.date(2026, 11, 30), "2026-12-05 2026-12-06"),
    ],
)
def test_this_weekend_lasts_until_sunday(today: dt.date, expected: str) -> None:
    assert days("dit weekend", today) == expected


def test_in_january_the_winter_is_the_one_that_began_last_year() -> None:
    assert days("deze winter", dt.date(2027, 1, 10)) == "2026-12-01 2027-02-28"


@pytest.mark.parametrize(
    "text",
    ["was en strijk", "een bedrijf met 35.000 euro", "mijn zoon van 20", "2018 Antwerpen", "12 maatwerkers", ""],
)
def test_words_that_look_like_a_time_are_left_alone(text: str) -> None:
    assert find_periods(text, TODAY) == []


def test_the_span_is_where_it_stands_in_what_was_typed() -> None:
    text = "Zijn er events in Geël tussen 3 en 10 MEI?"
    (period,) = find_periods(text, TODAY)
    assert text[slice(*period.span)] == period.words == "3 en 10 MEI"


@pytest.mark.parametrize(
    "text",
    ["wat was Samenstromen", "vorige edities", "welke events waren er", "wat was er te doen", "lijst van vroeger"],
)
def test_who_asks_for_the_past_looks_back(text: str) -> None:
    assert looks_back(text)


@pytest.mark.parametrize(
    "text", ["was en strijk in Gent", "een event over de was", "wie wast er linnen", "wat komt er"]
)
def test_laundry_is_not_the_past(text: str) -> None:
    assert not looks_back(text)
