"""How many are in which state, as a stacked bar whose parts open the rows they count."""

from __future__ import annotations

from dataclasses import replace

from dashboards.figures.criteria import RolloutCriteria
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState
from municipalities.words import STATES
from ozgtracker.charts import PartInput, StateBar, state_bar
from ozgtracker.ui.as_of import AsOf

# From done to unknown; a withdrawn rollout is drawn as what it is, a visible step back.
DRAWN = (
    RolloutState.LIVE,
    RolloutState.READY,
    RolloutState.IN_PROGRESS,
    RolloutState.PLANNED,
    RolloutState.LATER,
    RolloutState.WITHDRAWN,
    RolloutState.NOT_DIGITISABLE,
    RolloutState.NOT_COMPETENT,
    RolloutState.UNKNOWN,
)


def counts_bar(
    count: Count, criteria: RolloutCriteria, at: AsOf, *, chart_id: str, title: str, width: float = 280
) -> StateBar:
    """The bar of these counts; criteria select the rollouts they count."""
    parts = [
        PartInput(STATES[state].slug, STATES[state].label, number, replace(criteria, state=state).href(at))
        for state in DRAWN
        if (number := count.of(state))
    ]
    return state_bar(parts, chart_id=chart_id, title=title, width=width)
