"""Numbers in tables and small texts: each knows the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.moment import Moment
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState


@dataclass(frozen=True, slots=True)
class Number:
    """A counted number. href opens a list whose total is count, as with a Figure."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class StateNumbers:
    """Rollouts by state, as the columns of a table show them."""

    live: Number
    ready: Number
    in_progress: Number
    not_competent: Number
    not_digitisable: Number
    unknown: Number
    total: Number


def state_numbers(count: Count, criteria: RolloutCriteria, at: Moment) -> StateNumbers:
    """The numbers of these counts; criteria select the rollouts they count."""

    def of(state: RolloutState) -> Number:
        return Number(count.of(state), replace(criteria, state=state).href(at))

    return StateNumbers(
        live=of(RolloutState.LIVE),
        ready=of(RolloutState.READY),
        in_progress=of(RolloutState.IN_PROGRESS),
        not_competent=of(RolloutState.NOT_COMPETENT),
        not_digitisable=of(RolloutState.NOT_DIGITISABLE),
        unknown=of(RolloutState.UNKNOWN),
        total=Number(count.total, criteria.href(at)),
    )
