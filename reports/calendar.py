"""When a monthly report is due: on the first working day after its month. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from holidays import country_holidays

_HOLIDAYS = country_holidays("DE", subdiv="RP")


def first_working_day(year: int, month: int) -> date:
    """The first day of the month that is neither weekend nor public holiday in Rheinland-Pfalz."""
    day = date(year, month, 1)
    while day.weekday() >= 5 or day in _HOLIDAYS:
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


def due_months(today: date, latest: date | None) -> Iterator[date]:
    """The months whose report is due and not yet issued, oldest first.

    Everything since the latest issue is caught up after an outage; without any issue only the last closed month is due.
    """
    month = month_after(latest) if latest else month_before(today)
    while month < today.replace(day=1):
        following = month_after(month)
        if today >= first_working_day(following.year, following.month):
            yield month
        month = following
