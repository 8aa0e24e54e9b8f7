"""Days somebody can mean: nobody plans for the year 9999, and 2202 was meant to be 2022. Pure."""

from __future__ import annotations

from datetime import date

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found

YEARS = 10


def refuse_far(on: date, **days: date | None) -> None:
    """Raises InvalidInput for the first of these days (by the name of its field) that lies too far from the day `on`.

    One such day would stretch every chart and count working days for thousands of years on every page.
    """
    for field, day in days.items():
        if day is not None and abs(day.year - on.year) > YEARS:
            raise InvalidInput(found("day.far-away"), field=field)
