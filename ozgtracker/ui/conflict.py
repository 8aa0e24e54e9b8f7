"""Two people reported at the same time: both versions side by side (components/conflict.html). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One value twice, in German words: as it is stored now, and as it was about to be reported."""

    label: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to decide."""
        return self.theirs != self.mine


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who reported in between, when, and both versions."""

    by: str
    at: datetime
    rows: tuple[ConflictRow, ...]


def side_by_side(by: str, said_on: date, recorded_at: datetime, rows: Iterable[tuple[str, str, str]]) -> Conflict:
    """Rows of label, stored value, own value. The day is that of the report (the clock may be moved), the time that of
    the database; recorded_at in local time."""
    at = datetime.combine(said_on, recorded_at.timetz())
    return Conflict(by, at, tuple(ConflictRow(str(label), theirs, mine) for label, theirs, mine in rows))
