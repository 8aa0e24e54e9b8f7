"""Dates and figures to pixels."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts.scales import DateScale, LinearScale, month_ceiling, month_floor, month_ticks, months_between
from tests.charts.samples import WRITING

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_it_maps_the_ends_of_a_range_onto_the_ends_of_the_axis() -> None:
    scale = LinearScale(0, 194, 100, 20)

    assert [scale(0), scale(97), scale(194)] == [100, 60, 20]


def test_it_maps_an_empty_range_to_its_start() -> None:
    assert LinearScale(5, 5, 10, 90)(5) == 10


@given(days, days, days, days)
@settings(deadline=None)
def test_it_keeps_the_order_of_days(first: date, last: date, one: date, other: date) -> None:
    scale = DateScale(min(first, last), max(first, last) + timedelta(days=1), 0, 500)

    assert (scale(one) < scale(other)) == (one < other)
    assert 0 <= scale.clamped(one) <= 500
    assert scale.holds(one) == (0 <= round(scale(one), 6) <= 500)


@pytest.mark.parametrize(
    ("day", "floor", "ceiling"),
    [
        (date(2022, 6, 15), date(2022, 6, 1), date(2022, 7, 1)),
        (date(2022, 6, 1), date(2022, 6, 1), date(2022, 7, 1)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2024, 3, 1)),
        (date(2021, 12, 31), date(2021, 12, 1), date(2022, 1, 1)),
    ],
)
def test_it_rounds_days_to_whole_months(day: date, floor: date, ceiling: date) -> None:
    assert (month_floor(day), month_ceiling(day)) == (floor, ceiling)


def test_it_names_the_year_where_it_begins() -> None:
    scale = DateScale(date(2021, 12, 1), date(2022, 4, 1), 0, 400)

    assert [tick.label for tick in month_ticks(scale, room=30, months=WRITING.months)] == [
        "Dez 21",
        "Jan 22",
        "Feb",
        "Mär",
        "Apr",
    ]


def test_it_shows_fewer_months_where_room_is_short() -> None:
    scale = DateScale(date(2021, 12, 1), date(2022, 12, 1), 0, 240)

    assert [tick.label for tick in month_ticks(scale, room=35, months=WRITING.months)] == [
        "Jan 22",
        "Mär",
        "Mai",
        "Jul",
        "Sep",
        "Nov",
    ]


@given(days, st.integers(0, 4000), st.floats(20, 60))
@settings(deadline=None)
def test_it_never_sets_labels_closer_than_asked(first: date, length: int, room: float) -> None:
    scale = DateScale(month_floor(first), month_ceiling(first + timedelta(days=length)), 0, 450)

    ticks = month_ticks(scale, room=room, months=WRITING.months)
    places = [scale(tick.on) for tick in ticks]
    gaps = [after - before for before, after in pairwise(places)]

    # Months differ in length: a February gets a tenth less than an average month.
    assert all(gap > room * 0.85 for gap in gaps)
    assert {tick.on for tick in ticks} <= set(months_between(scale.first, scale.last))
