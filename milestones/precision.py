"""A date carries its precision: "ab Ende Mai 2022" is not a day. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from ozgtracker import german


class Precision(StrEnum):
    """How exactly a date was promised."""

    DAY = "day"
    MONTH_END_FROM = "month_end_from"
    FROM_DAY = "from_day"
    QUARTER = "quarter"
    CONTINUOUS = "continuous"
    NONE = "none"


PRECISIONS = {
    Precision.DAY: "auf den Tag",
    Precision.MONTH_END_FROM: "ab Ende des Monats",
    Precision.FROM_DAY: "ab dem Tag",
    Precision.QUARTER: "im Quartal",
    Precision.CONTINUOUS: "fortlaufend",
    Precision.NONE: "ohne Termin",
}

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


def in_words(value: date | None, precision: Precision) -> str:
    """The date as the plan says it: "31.01.2022", "ab Ende Mai 2022", "1. Quartal 2022", "ohne Termin"."""
    if precision in UNDATED:
        return PRECISIONS[precision]
    if value is None:
        return PRECISIONS[Precision.NONE]
    if precision is Precision.MONTH_END_FROM:
        return f"ab Ende {german.month(value)} {value.year}"
    if precision is Precision.QUARTER:
        return f"{(value.month - 1) // 3 + 1}. Quartal {value.year}"
    day = f"{value:%d.%m.%Y}"
    return f"ab {day}" if precision is Precision.FROM_DAY else day


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
