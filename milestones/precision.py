"""A date carries its precision: "ab Ende Mai 2022" is not a day. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from ozgtracker.findings import Finding, found


class Precision(StrEnum):
    """How exactly a date was promised."""

    DAY = "day"
    MONTH_END_FROM = "month_end_from"
    FROM_DAY = "from_day"
    QUARTER = "quarter"
    CONTINUOUS = "continuous"
    NONE = "none"


UNDATED = frozenset({Precision.CONTINUOUS, Precision.NONE})


def due_day(value: date | None, precision: Precision) -> date | None:
    """The last day on which the promise is still kept; None for "fortlaufend" and "ohne Termin".

    Colour rules use the last day of the month or quarter (design, domain 1.6).
    """
    if value is None or precision in UNDATED:
        return None
    if precision is Precision.MONTH_END_FROM:
        return _month_end(value.year, value.month)
    if precision is Precision.QUARTER:
        return _month_end(value.year, (value.month - 1) // 3 * 3 + 3)
    return value


def dated(value: date | None, precision: Precision) -> Finding:
    """The date as the plan says it: "31.01.2022", "ab Ende Mai 2022", "1. Quartal 2022", "ohne Termin"."""
    if precision in UNDATED:
        return found(f"date.{Precision(precision).value}")
    return found("date.none") if value is None else found(f"date.{Precision(precision).value}", day=value)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
