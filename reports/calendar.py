"""When a monthly report is due: on the first working day after its month. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from milestones.deadlines import is_working_day


def first_working_day(year: int, month: int) -> date:
    """The first day of the month that is neither weekend nor public holiday of the Land."""
    day = date(year, month, 1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def month_before(day: date) -> date:
    """The first day of the month before the one that day lies in."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the following month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_day(month: date) -> date:
    """The last day of the month: the Stichtag of its report."""
    return month_after(month) - timedelta(days=1)


def due_on(month: date) -> date:
    """The day on which the report about this month is due."""
    following = month_after(month)
    return first_working_day(following.year, following.month)


def next_month(today: date, latest: date | None) -> date:
    """The oldest month without a report: the one after the latest issue, or else the last closed month."""
    return month_after(latest) if latest else month_before(today)


def due_months(today: date, issued: Collection[date]) -> Iterator[date]:
    """The months whose report is due and not among the issued ones, oldest first.

    Everything since the first issue is caught up after an outage; without any issue only the last closed month is due.
    """
    month = min(issued, default=month_before(today))
    while due_on(month) <= today:
        if month not in issued:
            yield month
        month = month_after(month)
