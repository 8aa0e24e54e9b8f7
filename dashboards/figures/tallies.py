"""Counts made for a whole page in one query, which answer the figures they can (dashboards.figures.register.count)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.figures.criteria import Asked, Criteria, RolloutCriteria
from dashboards.figures.rollouts import rollouts_on, tally_by_package
from municipalities.coverage import Count
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class StateTally:
    """Rollouts by package and state: answers what asks for a package, a state, or neither."""

    counts: Mapping[int | None, Count]

    def answer(self, rows: Criteria) -> int | None:
        """How many these are; None for what asks for anything else."""
        if not isinstance(rows, RolloutCriteria):
            return None
        if rows != RolloutCriteria(state=rows.state, asked=rows.asked, package=rows.package):
            return None
        found = self.counts.get(rows.package, Count()) if rows.package else self.total
        if rows.asked:
            return found.ready + found.in_progress if rows.asked is Asked.UNDER_WAY else None
        return found.of(rows.state) if rows.state else found.total

    @property
    def total(self) -> Count:
        """All packages and none."""
        return sum(self.counts.values(), Count())


def state_tally(at: AsOf) -> StateTally:
    """That of a day (one query)."""
    return StateTally(tally_by_package(rollouts_on(at), at))
