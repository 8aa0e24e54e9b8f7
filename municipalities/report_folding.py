"""Which groups of a long page are open and how far: it stands in the address, as in gruppe=1.60&gruppe=unknown.120."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

# A page with more rows than MANY folds its groups: more than the 76 that are asked of a town today. An open
# group shows STEP rows at first, and so many more each time.
MANY = 100
STEP = 60
_DIGITS = 4


class Opened(dict[str, int]):
    """How many rows each open group shows, by its key; a group that is not named is folded."""

    NAME: ClassVar[str] = "gruppe"

    @classmethod
    def of(cls, values: Iterable[str]) -> Opened:
        """As the address says it; what is no number of rows opens the first ones."""
        found = cls()
        for value in values:
            key, _dot, rows = value.partition(".")
            if key:
                found[key] = max(int(rows), 1) if rows.isdecimal() and len(rows) <= _DIGITS else STEP
        return found

    def values_with(self, key: str) -> list[str]:
        """The address in which this group shows its next rows and all others what they do."""
        return Opened({**self, key: self.get(key, 0) + STEP}).said()

    def values_without(self, key: str) -> list[str]:
        """The address in which this group is folded. That none is open is said: else the page would choose one."""
        return Opened({one: rows for one, rows in self.items() if one != key}).said() or [""]

    def said(self) -> list[str]:
        """As they stand in the address."""
        return [f"{key}.{rows}" for key, rows in self.items()]


def enough_for(places: Mapping[str, int]) -> Opened:
    """So much of each group that the row at that place (counted from 0) is among what it shows."""
    return Opened({key: (place // STEP + 1) * STEP for key, place in places.items()})
