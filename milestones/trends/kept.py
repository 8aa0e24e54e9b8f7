"""How many promises that are due were kept: always against the first plan and against the agreed one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milestones.status import PlanStatus


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the milestones due by the day, how many were reached on time."""

    kept: int
    due: int


@dataclass(frozen=True, slots=True)
class HitRate:
    """Against the dates of the first plan, and against those agreed since: a new agreement hides nothing."""

    original: Kept
    agreed: Kept


def hit_rate(plan: PlanStatus) -> HitRate:
    """Milestones that count, due by the Stichtag; on time is by the last day of the promise."""
    rows = plan.counted
    return HitRate(
        _kept(((row.original, row.actual) for row in rows), plan.day),
        _kept(((row.agreed, row.actual) for row in rows), plan.day),
    )


def _kept(pairs: Iterable[tuple[date | None, date | None]], day: date) -> Kept:
    due = [(due_on, actual) for due_on, actual in pairs if due_on is not None and due_on <= day]
    return Kept(sum(actual is not None and actual <= due_on for due_on, actual in due), len(due))
