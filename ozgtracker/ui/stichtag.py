"""The Stichtag: a second, read-only day for looking back. Pure."""

from __future__ import annotations

import re
from datetime import date

# Before the Onlinezugangsgesetz came into force there was nothing to look back on.
EARLIEST = date(2017, 8, 18)
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class InvalidStichtag(ValueError):
    """The message is one German sentence."""


def parse_stichtag(typed: str, today: date) -> date:
    """The day somebody typed as 2022-06-15 or 15.06.2022; today for an empty text.

    Raises InvalidStichtag for nonsense, for days to come, and for days before the law.
    """
    if not typed.strip():
        return today
    day = _read(typed.strip())
    if day is None:
        raise InvalidStichtag(f"„{typed.strip()[:40]}“ ist kein Datum. Bitte schreiben Sie zum Beispiel 15.06.2022.")
    if day > today:
        raise InvalidStichtag(f"Der Stichtag {day:%d.%m.%Y} liegt in der Zukunft. Es wird der heutige Stand gezeigt.")
    if day < EARLIEST:
        raise InvalidStichtag(
            f"Der Stichtag liegt vor dem Onlinezugangsgesetz ({EARLIEST:%d.%m.%Y}). Es wird der heutige Stand gezeigt."
        )
    return day


def _read(typed: str) -> date | None:
    try:
        if german := GERMAN_DAY.fullmatch(typed):
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(typed)
    except ValueError:
        return None
