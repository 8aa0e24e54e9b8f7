"""The reading rules of the milestone trend analysis, with the worked example of the APP."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.trend import Pattern, Point, Trend, describe

START = date(2021, 12, 31)


def months(*expected: date) -> list[Point]:
    """One forecast a month, beginning on 31.12.2021."""
    return [Point(START + timedelta(days=30 * n), day) for n, day in enumerate(expected)]


def test_the_worked_example() -> None:
    trend = describe(
        [Point(date(2022, 1, 31), date(2022, 2, 28)), Point(date(2022, 2, 28), date(2022, 3, 15))],
        agreed=Point(date(2021, 12, 31), date(2022, 1, 31)),
        actual=date(2022, 3, 15),
    )

    assert trend == Trend(Pattern.RISING, 43, was_late=True)


@pytest.mark.parametrize(
    ("points", "pattern"),
    [
        ([], Pattern.NONE),
        (months(date(2022, 5, 31)), Pattern.NONE),
        (months(date(2022, 5, 31), date(2022, 5, 31)), Pattern.LEVEL),
        (months(date(2022, 5, 31), date(2022, 6, 8)), Pattern.LEVEL),
        (months(date(2022, 5, 31), date(2022, 6, 30)), Pattern.RISING),
        (months(date(2022, 6, 30), date(2022, 5, 31)), Pattern.FALLING),
        (months(date(2022, 5, 31), date(2022, 6, 30), date(2022, 5, 31), date(2022, 6, 30)), Pattern.ZIGZAG),
        (months(date(2022, 9, 30), date(2022, 9, 30), date(2022, 10, 28), date(2022, 10, 1)), Pattern.ZIGZAG),
        (months(date(2022, 9, 30), date(2022, 10, 4), date(2022, 9, 30)), Pattern.LEVEL),
        (months(date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 30)), Pattern.RECEDING),
        (
            [
                Point(date(2021, 12, 31), date(2022, 5, 31)),
                Point(date(2022, 1, 31), date(2022, 5, 31)),
                Point(date(2022, 3, 31), date(2022, 5, 31)),
                Point(date(2022, 5, 20), date(2022, 7, 15)),
            ],
            Pattern.LATE_JUMP,
        ),
        (
            [
                Point(date(2021, 12, 31), date(2022, 5, 31)),
                Point(date(2022, 1, 31), date(2022, 5, 31)),
                Point(date(2022, 2, 28), date(2022, 5, 31)),
                Point(date(2022, 4, 1), date(2022, 7, 15)),
            ],
            Pattern.RISING,
        ),
    ],
)
def test_the_shapes(points: list[Point], pattern: Pattern) -> None:
    assert describe(points).pattern is pattern


@pytest.mark.parametrize("reports", [0, 1])
def test_the_agreed_date_is_no_report_that_makes_a_shape(reports: int) -> None:
    said = months(date(2022, 2, 14))[:reports]

    trend = describe(said, agreed=Point(date(2021, 12, 21), date(2022, 1, 31)))

    assert (trend.pattern, trend.was_late) == (Pattern.NONE, None)


def test_two_reports_are_read_from_the_agreed_date_on() -> None:
    trend = describe(months(date(2022, 2, 14), date(2022, 2, 14)), agreed=Point(date(2021, 12, 21), date(2022, 1, 31)))

    assert trend == Trend(Pattern.LEVEL, 14)


def test_reached_on_time() -> None:
    trend = describe(months(date(2022, 5, 31), date(2022, 5, 31)), actual=date(2022, 5, 30))

    assert trend == Trend(Pattern.LEVEL, -1, was_late=False)


@given(st.lists(st.dates(date(2022, 1, 1), date(2023, 12, 31)), min_size=1, max_size=12))
def test_the_slip_is_last_against_first(expected: list[date]) -> None:
    trend = describe(months(*expected))

    assert trend.slip_days == (expected[-1] - expected[0]).days
    assert trend.was_late is None
