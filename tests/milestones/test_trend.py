"""The reading rules of the milestone trend analysis, with the worked example of the APP."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.trend import Pattern, Point, Trend, continued, describe

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
        # Thirty days on the due day itself (the letter's M4 as it is played).
        (
            [
                Point(date(2022, 2, 28), date(2022, 5, 31)),
                Point(date(2022, 3, 31), date(2022, 5, 31)),
                Point(date(2022, 4, 29), date(2022, 5, 31)),
                Point(date(2022, 5, 31), date(2022, 6, 30)),
            ],
            Pattern.LATE_JUMP,
        ),
        # A jump longer than the time that passed is still told as the jump after a silence that it is.
        (
            [
                Point(date(2022, 2, 28), date(2022, 5, 31)),
                Point(date(2022, 3, 31), date(2022, 5, 31)),
                Point(date(2022, 4, 29), date(2022, 5, 31)),
                Point(date(2022, 5, 31), date(2022, 9, 30)),
            ],
            Pattern.LATE_JUMP,
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


def test_silence_is_what_an_open_line_shows_first_and_a_reached_one_never() -> None:
    said = months(date(2022, 5, 31), date(2022, 6, 30))

    assert describe(said, is_stopped=True).pattern is Pattern.STOPPED
    assert describe(said, is_stopped=True, actual=date(2022, 6, 30)).pattern is Pattern.RISING


def test_a_line_that_rises_says_where_it_would_lead() -> None:
    """The figures of design/drawings, trend-2.png."""
    said = [
        Point(date(2022, 3, 31), date(2022, 9, 30)),
        Point(date(2022, 4, 29), date(2022, 9, 30)),
        Point(date(2022, 5, 31), date(2022, 10, 28)),
    ]

    assert describe(said) == Trend(Pattern.RISING, 28, continued_on=date(2023, 3, 4))
    assert describe(said, actual=date(2022, 10, 28)).continued_on is None


@given(st.integers(1, 400), st.integers(1, 60), st.integers(1, 60))
def test_where_it_would_lead_lies_on_the_line_and_on_the_diagonal(ahead: int, moved: int, rest: int) -> None:
    """Against the line itself: on that day it expects that day, to the rounding of a day."""
    passed = moved + rest
    last = START + timedelta(days=passed)
    points = [Point(START, last + timedelta(days=ahead - moved)), Point(last, last + timedelta(days=ahead))]

    hit = continued(points)

    assert hit is not None
    days = (hit - last).days
    assert abs(ahead + days * moved / passed - days) <= 1


@given(st.integers(0, 90), st.integers(1, 60))
def test_what_recedes_as_fast_as_time_passes_is_never_reached(faster: int, passed: int) -> None:
    last = START + timedelta(days=passed)

    assert continued([Point(START, last), Point(last, last + timedelta(days=passed + faster))]) is None


@given(st.lists(st.dates(date(2022, 1, 1), date(2023, 12, 31)), min_size=1, max_size=12))
def test_the_slip_is_last_against_first(expected: list[date]) -> None:
    trend = describe(months(*expected))

    assert trend.slip_days == (expected[-1] - expected[0]).days
    assert trend.was_late is None
