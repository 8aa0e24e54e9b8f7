"""How many are live, of how many, and how much of that is not known: never one headline number. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from municipalities.rollout_states import RolloutState


@dataclass(frozen=True, slots=True)
class Count:
    """Competent rollouts by state. total is the only denominator.

    barred: those of the unknown that cannot be live, because a base component their service needs is not ready.
    """

    live: int = 0
    ready: int = 0
    in_progress: int = 0
    planned: int = 0
    later: int = 0
    withdrawn: int = 0
    not_competent: int = 0
    not_digitisable: int = 0
    unknown: int = 0
    barred: int = 0

    @property
    def total(self) -> int:
        """All that are competent, or say that they are not while the ministry has not agreed."""
        return self.reported + self.unknown

    @property
    def reported(self) -> int:
        """All that said something."""
        # Written out: asked a quarter of a million times for a map of Germany.
        working = self.live + self.ready + self.in_progress + self.planned + self.later + self.withdrawn
        return working + self.not_competent + self.not_digitisable

    @property
    def possible(self) -> int:
        """The most that can be live: everything unknown that the gate does not forbid (own solutions aside)."""
        return self.live + self.unknown - self.barred

    @property
    def share_low(self) -> float | None:
        """Share live if nobody unknown is; None where nobody is competent."""
        return self.live / self.total if self.total else None

    @property
    def share_high(self) -> float | None:
        """Share live if everything possible is; None where nobody is competent. Who said something is never unknown."""
        return self.possible / self.total if self.total else None

    @property
    def coverage(self) -> Coverage:
        """The class this count falls into."""
        return classify(self.live, self.total)

    def of(self, state: RolloutState) -> int:
        """The number in one state."""
        found: int = getattr(self, _FIELDS[state])
        return found

    def __add__(self, other: Count) -> Count:
        """Two disjoint sets together."""
        # Written out as well: once for every place.
        return Count(
            self.live + other.live,
            self.ready + other.ready,
            self.in_progress + other.in_progress,
            self.planned + other.planned,
            self.later + other.later,
            self.withdrawn + other.withdrawn,
            self.not_competent + other.not_competent,
            self.not_digitisable + other.not_digitisable,
            self.unknown + other.unknown,
            self.barred + other.barred,
        )


_FIELDS: Mapping[RolloutState, str] = {
    RolloutState.LIVE: "live",
    RolloutState.READY: "ready",
    RolloutState.IN_PROGRESS: "in_progress",
    RolloutState.PLANNED: "planned",
    RolloutState.LATER: "later",
    RolloutState.WITHDRAWN: "withdrawn",
    RolloutState.NOT_COMPETENT: "not_competent",
    RolloutState.NOT_DIGITISABLE: "not_digitisable",
    RolloutState.UNKNOWN: "unknown",
}


def count(states: Iterable[tuple[RolloutState, bool]]) -> Count:
    """Counts one by one (state, whether the gate is open); dashboards.figures.rollouts.tally does the same in SQL."""
    return weigh((state, 1, int(not is_open)) for state, is_open in states)


def weigh(states: Iterable[tuple[RolloutState, int, int]]) -> Count:
    """Sums numbers of rows by state; the last number says how many of them stand before a closed gate."""
    sums = dict.fromkeys((*_FIELDS.values(), "barred"), 0)
    for state, weight, barred in states:
        sums[_FIELDS[state]] += weight
        if state is RolloutState.UNKNOWN:
            sums["barred"] += barred
    return Count(**sums)


class Coverage(StrEnum):
    """Classes instead of a sum: "somewhere" and "everywhere" are never mixed (domain 3.3)."""

    NOT_COMPETENT = "not_competent"
    NOWHERE = "nowhere"
    SOME = "some"
    HALF = "half"
    EVERYWHERE = "everywhere"


def classify(live: int, total: int) -> Coverage:
    """The class of "live of total". Exactly half counts as half; everywhere means every single one."""
    if total == 0:
        return Coverage.NOT_COMPETENT
    if live == 0:
        return Coverage.NOWHERE
    if live == total:
        return Coverage.EVERYWHERE
    return Coverage.HALF if 2 * live >= total else Coverage.SOME
