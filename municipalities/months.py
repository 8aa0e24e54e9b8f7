"""Who has reported in a month: "has reported" means all of it, in three classes and never in one number. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reported(StrEnum):
    """How much of what an authority is asked for it has reported in a month. The value stands in addresses."""

    COMPLETE = "vollstaendig"
    PARTLY = "teilweise"
    NOTHING = "nein"


def reported_class(asked: int, reported: int) -> Reported | None:
    """The class of "reported of asked" rollouts; None for an authority that is asked for nothing."""
    if not asked:
        return None
    if not reported:
        return Reported.NOTHING
    return Reported.COMPLETE if reported == asked else Reported.PARTLY


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many authorities are in each class. Those asked for nothing are in none, and not in the denominator."""

    complete: int = 0
    partly: int = 0
    nothing: int = 0

    @property
    def asked(self) -> int:
        """All that are asked for at least one rollout: the only denominator."""
        return self.complete + self.partly + self.nothing

    @property
    def incomplete(self) -> int:
        """Those that still owe something."""
        return self.partly + self.nothing


def reporting(authorities: Iterable[tuple[int, int]]) -> Reporting:
    """Counts authorities given as (asked, reported) numbers of rollouts."""
    classes = [reported_class(asked, reported) for asked, reported in authorities]
    return Reporting(
        complete=classes.count(Reported.COMPLETE),
        partly=classes.count(Reported.PARTLY),
        nothing=classes.count(Reported.NOTHING),
    )
