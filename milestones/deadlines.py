"""Working days of the Land: Monday to Friday without its statutory holidays. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate

import holidays

from ozgtracker.land import land

_DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv=land().holidays, years=year))


def is_working_day(day: date) -> bool:
    """Whether offices of the Land work on that day."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after start, up to and including end; negative where end comes before start.

    Costs as much as there are years between: plans look years ahead, and lists ask for every milestone.
    """
    if end < start:
        return -working_days_between(end, start)
    whole = sum(_worked(year)[-1] for year in range(start.year, end.year))
    return whole + _so_far(end) - _so_far(start)


@cache
def _worked(year: int) -> tuple[int, ...]:
    """Working days of the year up to and including each of its days."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(accumulate(map(is_working_day, days)))


def _so_far(day: date) -> int:
    return _worked(day.year)[day.timetuple().tm_yday - 1]


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after that day (count >= 0; 0 is the day itself)."""
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day
