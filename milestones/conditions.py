"""What a milestone still lacks before it can be reached: the same list blocks a report and explains why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgtracker.findings import Finding, found


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something a milestone needs: done_on None means not done; expected_on may say when it will be; badge is the code
    under which it is shown wherever else it stands (ozgtracker.ui.badges)."""

    name: str
    done_on: date | None
    expected_on: date | None = None
    badge: str = "condition.open"


@dataclass(frozen=True, slots=True)
class Requirements:
    """Documents to be released, components to be ready (aggregates only), hard predecessors to be reached."""

    deliverables: Sequence[Requirement] = ()
    components: Sequence[Requirement] = ()
    predecessors: Sequence[Requirement] = ()

    @property
    def complete_on(self) -> date | None:
        """The day the last of it was done; None where nothing is needed or something is missing."""
        done = [needed.done_on for needed in (*self.deliverables, *self.components, *self.predecessors)]
        days = [day for day in done if day is not None]
        return max(days) if days and len(days) == len(done) else None


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not done yet, and the code of its sign."""

    badge: str
    finding: Finding


def lacks(needed: Requirements) -> tuple[Lack, ...]:
    """Everything that is not done yet (letter, items 1, 2 and 4)."""
    told = (
        *((item, found("lack.deliverable", name=item.name)) for item in needed.deliverables),
        *((item, _waits("lack.component", item)) for item in needed.components),
        *((item, _waits("lack.predecessor", item)) for item in needed.predecessors),
    )
    return tuple(Lack(item.badge, finding) for item, finding in told if item.done_on is None)


def missing(needed: Requirements) -> tuple[Finding, ...]:
    """Everything that is not done yet, for where no sign is drawn."""
    return tuple(lack.finding for lack in lacks(needed))


def last_open(items: Sequence[Requirement]) -> Requirement | None:
    """What is waited for longest: of all that is not done the one expected last; None if everything is done."""
    open_ones = [item for item in items if item.done_on is None]
    return max(open_ones, key=lambda item: item.expected_on or date.min, default=None)


def _waits(code: str, item: Requirement) -> Finding:
    if item.expected_on is None:
        return found(f"{code}-undated", name=item.name)
    return found(f"{code}-expected", name=item.name, day=item.expected_on)
