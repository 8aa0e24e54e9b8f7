"""What the address says is to be moved: "?epayment=6&start-paket-1=2", in weeks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

MOST_WEEKS = 104
"""Two years either way: more is no shift of a plan but another plan."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """weeks: by slug, without those that are not moved; shown: what the form offers a field for; with_soft: soft
    dependencies count, too; refused: what was typed and is no whole number of weeks within two years, by slug."""

    weeks: Mapping[str, int]
    shown: tuple[str, ...]
    refused: Mapping[str, str]
    with_soft: bool

    @property
    def moved(self) -> dict[str, timedelta]:
        """By how much each is moved."""
        return {slug: timedelta(weeks=number) for slug, number in self.weeks.items()}

    def query(self, slug: str = "", weeks: int = 0) -> dict[str, Any]:
        """The address of the same with this one moved so far."""
        found = dict.fromkeys(self.shown, 0) | dict(self.weeks) | ({slug: weeks} if slug else {})
        return {name: str(number) for name, number in found.items()} | ({"weich": "1"} if self.with_soft else {})


def read_shifts(asked: Iterable[tuple[str, str]], known: Collection[str]) -> Shifts:
    """What is asked for; names nobody knows are left out."""
    pairs = dict(asked)
    typed = {slug: value.strip().removesuffix("w").strip() for slug, value in pairs.items() if slug in known}
    weeks = {slug: int(_plain(value)) for slug, value in typed.items() if _is_weeks(value)}
    added = pairs.get("dazu", "")
    shown = [*typed, *([added] if added in known and added not in typed else [])]
    return Shifts(
        weeks={slug: number for slug, number in weeks.items() if number},
        shown=tuple(shown),
        refused={slug: value for slug, value in typed.items() if value and slug not in weeks},
        with_soft=pairs.get("weich") == "1",
    )


def _plain(value: str) -> str:
    """With the minus of the keyboard in place of the one that is printed."""
    return value.replace("\u2212", "-")


def _is_weeks(value: str) -> bool:
    digits = _plain(value).removeprefix("+").removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= 3 and int(digits) <= MOST_WEEKS
