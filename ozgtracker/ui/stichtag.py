"""The Stichtag: a second, read-only day for looking back. Pure."""

from __future__ import annotations

import re
from datetime import date

from ozgtracker.findings import Finding, found

# Before the Onlinezugangsgesetz came into force there was nothing to look back on.
EARLIEST = date(2017, 8, 18)
# How a day is typed, for whoever typed something else.
EXAMPLE = date(2022, 6, 15)
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class InvalidStichtag(ValueError):
    """Says why a day cannot be the Stichtag."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why)
        self.why = why


def parse_stichtag(typed: str, today: date) -> date:
    """The day somebody typed as 2022-06-15 or 15.06.2022; today for an empty text.

    Raises InvalidStichtag for nonsense, for days to come, and for days before the law.
    """
    if not typed.strip():
        return today
    day = _read(typed.strip())
    if day is None:
        raise InvalidStichtag(found("stichtag.no-day", typed=typed.strip()[:40], example=EXAMPLE))
    if day > today:
        raise InvalidStichtag(found("stichtag.to-come", day=day))
    if day < EARLIEST:
        raise InvalidStichtag(found("stichtag.before-the-law", law=EARLIEST))
    return day


def _read(typed: str) -> date | None:
    try:
        if german := GERMAN_DAY.fullmatch(typed):
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(typed)
    except ValueError:
        return None
