"""What is another date, what came and what went between two stands of the plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from milestones.deadlines import working_days_between


class DateChange(StrEnum):
    """What became of a date, in the order in which it is told."""

    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as one stand has it: the last day of the promise (None: no day), how it is said, and, of a promise, how
    exact it is."""

    on: date | None
    words: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Difference[K]:
    """One milestone in both stands; None where a stand does not know it."""

    key: K
    change: DateChange
    first: Dated | None
    second: Dated | None

    @property
    def days(self) -> int | None:
        """Calendar days from the first to the second; None where one of them is no day."""
        ends = self._ends
        return (ends[1] - ends[0]).days if ends else None

    @property
    def working_days(self) -> int | None:
        """The same in working days of the Land."""
        ends = self._ends
        return working_days_between(*ends) if ends else None

    @property
    def _ends(self) -> tuple[date, date] | None:
        first, second = self.first and self.first.on, self.second and self.second.on
        return (first, second) if first and second else None


def compare[K](keys: Sequence[K], first: Mapping[K, Dated], second: Mapping[K, Dated]) -> list[Difference[K]]:
    """What either stand knows, in the order of the keys."""
    known = (key for key in keys if key in first or key in second)
    return [Difference(key, _change(first.get(key), second.get(key)), first.get(key), second.get(key)) for key in known]


def _change(first: Dated | None, second: Dated | None) -> DateChange:
    if first is None:
        return DateChange.ADDED
    if second is None:
        return DateChange.REMOVED
    # "Ab 30.09." in place of "30.09." is another promise, too; reached on the day of the promise is not another date.
    is_said_otherwise = bool(first.precision and second.precision and first.precision != second.precision)
    return DateChange.MOVED if first.on != second.on or is_said_otherwise else DateChange.UNCHANGED


def largest_first[K](found: Sequence[Difference[K]]) -> list[Difference[K]]:
    """What moved farthest, then what moved at all, came and went; what stayed last, in its order."""
    order = list(DateChange)
    return sorted(found, key=lambda one: (order.index(one.change), -abs(one.days or 0)))
