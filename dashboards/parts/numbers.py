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
    """A counted number, and the rows it counts. Where these stand is worked out where it is drawn: a table has ten
    times the numbers that its page shows."""

    count: int
    criteria: Criteria
    at: AsOf

    @property
    def href(self) -> str:
        """Opens a list whose total is count."""
        return self.criteria.href(self.at)

    @property
    def name(self) -> str:
        """As with a Figure."""
        return self.criteria.name

    @property
    def about(self) -> str:
        """As with a Figure."""
        return self.criteria.about


@dataclass(frozen=True, slots=True)
class StateNumbers:
    """Rollouts by state, as the columns of a table show them; criteria select the rollouts that are counted."""

    counted: Count
    criteria: RolloutCriteria
    at: AsOf

    @property
    def live(self) -> Number:
        """In this state."""
        return self._of(RolloutState.LIVE)

    @property
    def ready(self) -> Number:
        """In this state."""
        return self._of(RolloutState.READY)

    @property
    def in_progress(self) -> Number:
        """In this state."""
        return self._of(RolloutState.IN_PROGRESS)

    @property
    def not_competent(self) -> Number:
        """In this state."""
        return self._of(RolloutState.NOT_COMPETENT)

    @property
    def not_digitisable(self) -> Number:
        """In this state."""
        return self._of(RolloutState.NOT_DIGITISABLE)

    @property
    def unknown(self) -> Number:
        """In this state."""
        return self._of(RolloutState.UNKNOWN)

    @property
    def total(self) -> Number:
        """In any state."""
        return Number(self.counted.total, self.criteria, self.at)

    def _of(self, state: RolloutState) -> Number:
        return Number(self.counted.of(state), replace(self.criteria, state=state), self.at)


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
