"""Two people reported at the same time: both versions side by side (components/conflict.html). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


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


def side_by_side(by: str, at: datetime, rows: Iterable[tuple[str, str, str]]) -> Conflict:
    """Rows of label, stored value, own value."""
    return Conflict(by, at, tuple(ConflictRow(str(label), theirs, mine) for label, theirs, mine in rows))
