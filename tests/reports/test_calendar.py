"""When a monthly report is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.calendar import due_months, due_on, first_working_day, last_day, month_after, month_before, next_month

DAYS = st.dates(date(2021, 12, 21), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2022, 1, 3), (2022, 5, 2), (2022, 6, 1), (2022, 10, 4), (2022, 11, 2), (2026, 11, 2), (2027, 1, 4)],
)
def test_weekends_and_holidays_of_the_land_are_no_working_days(year: int, month: int, day: int) -> None:
    assert first_working_day(year, month) == date(year, month, day)


def test_the_report_about_september_waits_for_the_day_after_german_unity() -> None:
    september = date(2022, 9, 1)

    assert due_on(september) == date(2022, 10, 4)
    assert list(due_months(date(2022, 10, 3), {date(2022, 8, 1)})) == []
    assert list(due_months(date(2022, 10, 4), {date(2022, 8, 1)})) == [september]


def test_without_any_issue_only_the_last_closed_month_is_due() -> None:
    assert list(due_months(date(2022, 6, 15), ())) == [date(2022, 5, 1)]
    assert next_month(date(2022, 6, 15), None) == date(2022, 5, 1)


def test_after_an_outage_every_missing_month_is_caught_up_oldest_first() -> None:
    assert list(due_months(date(2022, 6, 15), {date(2022, 2, 1)})) == [
        date(2022, 3, 1),
        date(2022, 4, 1),
        date(2022, 5, 1),
    ]


def test_a_gap_between_two_issues_is_due_as_well() -> None:
    issued = {date(2022, 1, 1), date(2022, 3, 1)}

    assert list(due_months(date(2022, 5, 15), issued)) == [date(2022, 2, 1), date(2022, 4, 1)]


@given(DAYS)
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    month = day.replace(day=1)

    assert last_day(month) + timedelta(days=1) == month_after(month)
    assert month_before(month_after(month)) == month
    assert month <= day <= last_day(month)


@given(DAYS, DAYS)
def test_what_was_issued_is_not_due_again_and_nothing_is_left_out(today: date, latest: date) -> None:
    latest = latest.replace(day=1)
    months = list(due_months(today, {latest}))

    assert months == [month for month in months if due_on(month) <= today]
    assert [latest, *months][1:] == [month_after(month) for month in [latest, *months][:-1]]
    assert list(due_months(today, {latest, *months})) == []
