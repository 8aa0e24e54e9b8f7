"""Which lines stand in one drawing: all, the leading ones, or those of a phase; never more than can be told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from milestones.models import Phase
from milestones.states import DependencyKind
from milestones.status import PlanStatus
from milestones.trend import Pattern
from milestones.trends.lines import TrendLine

MOST_LINES = 12
"""More lines in one drawing nobody can tell apart (design, domain 4.1)."""
LEADING = "leit"
# What is to be looked at first.
_ORDER = (
    Pattern.LATE_JUMP,
    Pattern.STOPPED,
    Pattern.RECEDING,
    Pattern.RISING,
    Pattern.ZIGZAG,
    Pattern.FALLING,
    Pattern.LEVEL,
    Pattern.NONE,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice: `key` is its word in the address, phase that of a phase."""

    key: str
    lines: tuple[TrendLine, ...]
    phase: Phase | None = None

    @property
    def drawn(self) -> tuple[TrendLine, ...]:
        """The lines that stand in its drawing: if there are too many, what is to be looked at first."""
        if len(self.lines) <= MOST_LINES:
            return self.lines
        kept = {line.code for line in conspicuous_first(self.lines)[:MOST_LINES]}
        return tuple(line for line in self.lines if line.code in kept)

    @property
    def left_out(self) -> int:
        """How many stand in the table only."""
        return len(self.lines) - len(self.drawn)


def conspicuous_first(lines: Iterable[TrendLine]) -> list[TrendLine]:
    """Open before ended; then by what they say, and how far they moved."""
    return sorted(
        lines, key=lambda one: (one.ended_on is not None, _ORDER.index(one.trend.pattern), -one.trend.slip_days)
    )


def selections(plan: PlanStatus, lines: Sequence[TrendLine]) -> list[Selection]:
    """All, the leading ones, and every phase that has a line."""
    leading = leading_codes(plan)
    phases = [group.phase for group in plan.phases if group.phase is not None]
    of_phases = [
        Selection(
            f"phase-{phase.number}", tuple(one for one in lines if one.status.milestone.phase_id == phase.pk), phase
        )
        for phase in phases
    ]
    first = [Selection("", tuple(lines)), Selection(LEADING, tuple(one for one in lines if one.code in leading))]
    return [one for one in (*first, *of_phases) if one.lines]


def leading_codes(plan: PlanStatus) -> Collection[str]:
    """Central ones, those that open a package, and those something else has to wait for."""
    waited_for = {one.dependency.predecessor_id for one in plan.couplings if one.dependency.kind == DependencyKind.HARD}
    return {
        row.milestone.code
        for row in plan.milestones
        if row.milestone.is_central or row.milestone.opens_package_id or row.milestone.pk in waited_for
    }


def drawings(chosen: Selection, every: Sequence[Selection]) -> list[Selection]:
    """What is drawn for a choice: itself; in place of too many all at once the leading ones and phase after phase."""
    if chosen.key or len(chosen.lines) <= MOST_LINES:
        return [chosen]
    return [one for one in every if one.key]
