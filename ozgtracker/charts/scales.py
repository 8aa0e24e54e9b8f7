"""Scales: from dates and figures to pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps figures from `low`..`high` onto pixels `start`..`end`; an empty range maps to `start`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return self.start
        share = (value - self.low) / (self.high - self.low)
        return self.start * (1 - share) + self.end * share


@dataclass(frozen=True, slots=True)
class DateScale:
    """Maps days from `first`..`last` onto pixels `start`..`end`."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        scale = LinearScale(self.first.toordinal(), self.last.toordinal(), self.start, self.end)
        return scale(day.toordinal())

    def holds(self, day: date) -> bool:
        """Is the day on the axis?"""
        return self.first <= day <= self.last

    def clamped(self, day: date) -> float:
        """The pixel of the day, or of the nearer end of the axis."""
        return self(min(max(day, self.first), self.last))


@dataclass(frozen=True, slots=True)
class MonthTick:
    """The first of a month and what to write beside it ("Dez 21", "Jan 22", "Feb")."""

    on: date
    label: str


def month_floor(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def month_ceiling(day: date) -> date:
    """The first day of the next month (also for a first day: an axis ends after its last month)."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from the month of `first` up to and including `last`."""
    months: list[date] = []
    month = month_floor(first)
    while month <= last:
        months.append(month)
        month = month_ceiling(month)
    return months


def month_ticks(scale: DateScale, *, room: float, months: Sequence[str]) -> list[MonthTick]:
    """Ticks at firsts of months, as dense as `room` pixels a label allow; the year is said where it begins."""
    firsts = [month for month in months_between(scale.first, scale.last) if month >= scale.first]
    pixels_a_month = abs(scale.end - scale.start) / max(len(firsts) - 1, 1)
    step = next((step for step in MONTH_STEPS if step * pixels_a_month >= room), MONTH_STEPS[-1])
    shown = [month for month in firsts if (month.year * 12 + month.month - 1) % step == 0]
    ticks: list[MonthTick] = []
    year = 0
    for month in shown:
        name = months[month.month - 1]
        ticks.append(MonthTick(month, name if month.year == year else f"{name} {month:%y}"))
        year = month.year
    return ticks
