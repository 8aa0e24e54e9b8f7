"""Numbers in tables and small texts: each knows the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dashboards.figures.criteria import Criteria, RolloutCriteria
from municipalities.coverage import Count
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, tell


@dataclass(frozen=True, slots=True)
class Number:
    """A counted number. href opens a list whose total is count; name and about as with a Figure."""

    count: int
    href: str
    name: str
    about: str


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


def number_of(count: int, criteria: Criteria, at: AsOf) -> Number:
    """How many meet these criteria."""
    return Number(count, **criteria.opens(at))


def state_numbers(count: Count, criteria: RolloutCriteria, at: AsOf) -> StateNumbers:
    """The numbers of these counts; criteria select the rollouts they count."""

    def of(state: RolloutState) -> Number:
        return number_of(count.of(state), replace(criteria, state=state), at)

    return StateNumbers(
        live=of(RolloutState.LIVE),
        ready=of(RolloutState.READY),
        in_progress=of(RolloutState.IN_PROGRESS),
        not_competent=of(RolloutState.NOT_COMPETENT),
        not_digitisable=of(RolloutState.NOT_DIGITISABLE),
        unknown=of(RolloutState.UNKNOWN),
        total=number_of(count.total, criteria, at),
    )


def span(count: Count, live: RolloutCriteria) -> Sentence:
    """ "Spanne 5 % bis 11 %" of what these criteria count; nothing where no more can be live than is known to be."""
    if count.possible == count.live:
        return Sentence("")
    return span_of(count.share_low, count.share_high, live.name, live.about)


def span_of(low: float | None, high: float | None, name: str, about: str = "") -> Sentence:
    """The same of any share: what is known, and what it can be at most."""
    return tell(
        _("Spanne %(low)s bis %(high)s"),
        low=Told(german.percent(low), f"{name}.share", about),
        high=Told(german.percent(high), f"{name}.share-high", about),
    )
