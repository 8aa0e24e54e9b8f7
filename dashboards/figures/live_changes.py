"""How many rollouts went live or back between two days, of those that count on the later one.

What is live on a day comes from the tallies. Only what left "live", was withdrawn or was competent on one of the days
alone is looked at row by row, and that is little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from dashboards.figures.packages import PackageFigures
from municipalities.models import CompetenceAnswer, FormerCompetence, Rollout, RolloutQuerySet, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on

_LIVE = RolloutState.LIVE


@dataclass(frozen=True, slots=True)
class LiveChange:
    """Of one package: how many had been live, became live since, and were withdrawn since."""

    was_live: int
    gained: int
    withdrawn: int


def live_changes(packages: Iterable[PackageFigures], before: date, at: AsOf) -> dict[int, LiveChange]:
    """By package number, as the services belong on the later day (at most four queries more on a past day)."""
    lost, withdrawn = _left(before, at)
    moved = _otherwise_competent(before, at)
    found = {}
    for figures in packages:
        number = figures.package.number
        was_live = _live_then(figures, before) + moved[number]
        gained = figures.count.live - was_live + lost[number]
        found[number] = LiveChange(was_live, gained, withdrawn[number])
    return found


def _live_then(figures: PackageFigures, day: date) -> int:
    return next((live for said_on, live in reversed(figures.growth) if said_on <= day), 0)


def _left(before: date, at: AsOf) -> tuple[Counter[int], Counter[int]]:
    """How many had been live and are not, and how many are withdrawn and had not been; by package number."""
    said = RolloutReport.objects.filter(
        Q(state=RolloutState.WITHDRAWN) | Q(corrects__isnull=False), said_on__gt=before, said_on__lte=at.day
    )
    rows = _both_days(Rollout.objects.competent_on(at), before, at).filter(pk__in=said.values("rollout"))
    lost = rows.filter(~Q(state_then=_LIVE) & Q(state_before=_LIVE))
    withdrawn = rows.filter(~Q(state_before=RolloutState.WITHDRAWN) & Q(state_then=RolloutState.WITHDRAWN))
    return _by_package(lost, at), _by_package(withdrawn, at)


def _otherwise_competent(before: date, at: AsOf) -> Counter[int]:
    """What had been live and counts on the later day only, less what counted on the earlier day only."""
    began = FormerCompetence.objects.filter(valid_until__gt=before, valid_until__lte=at.day)
    answered = CompetenceAnswer.objects.filter(said_on__gt=before, said_on__lte=at.day).order_by()
    changed = list(began.values_list("rollout").union(answered.values_list("report__rollout")))
    found: Counter[int] = Counter()
    # Named one by one: where there is none, as on most days, nobody's state is looked up.
    live_then = Q(pk__in=[pk for (pk,) in changed]) & Q(state_before=_LIVE)
    for day, sign in ((at, 1), (at.at(before), -1)) if changed else ():
        rows = _both_days(Rollout.objects.competent_on(day), before, at).filter(live_then)
        for number, rollouts in _by_package(rows, at).items():
            found[number] += sign * rollouts
    return found


def _both_days(rollouts: RolloutQuerySet, before: date, at: AsOf) -> RolloutQuerySet:
    """With the state of the earlier day under a name of its own."""
    return rollouts.as_of(at.at(before)).annotate(state_before=F("state_then")).as_of(at)


def _by_package(rollouts: RolloutQuerySet, at: AsOf) -> Counter[int]:
    rows: Any = rollouts.order_by().values_list(assignments_on(at).number()).annotate(n=Count("pk"))
    return Counter({number: n for number, n in rows if number is not None})
