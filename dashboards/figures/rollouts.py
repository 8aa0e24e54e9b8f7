"""Rollouts on a day: which ones, and how many in which state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import F, Q

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.moment import Moment
from municipalities import coverage
from municipalities.coverage import Count
from municipalities.eligibility import Gate
from municipalities.models import Authority, Rollout
from municipalities.queries import RolloutQuerySet
from municipalities.rollout_states import RolloutState
from services.models import Service


@dataclass(frozen=True, slots=True)
class Then:
    """A rollout as it stood on the Stichtag."""

    state: RolloutState
    live_on: date | None
    forecast_on: date | None
    maturity: int | None
    said_on: date | None


def then(rollout: Rollout) -> Then:
    """Reads what as_of annotated; a rollout from anywhere else is a mistake and raises KeyError."""
    row = vars(rollout)
    return Then(
        state=RolloutState(row["state_then"]),
        live_on=row["live_then"],
        forecast_on=row["forecast_then"],
        maturity=row["maturity_then"],
        said_on=row["said_then"],
    )


def in_state(*states: RolloutState) -> Q:
    """Rollouts that stood in one of these states on the Stichtag."""
    return Q(state_then__in=states)


def rollouts_on(at: Moment) -> RolloutQuerySet:
    """Every rollout that counts, with its state on the Stichtag."""
    return Rollout.objects.competent().as_of(at.day, at.today)


def find_rollouts(criteria: RolloutCriteria, at: Moment) -> RolloutQuerySet:
    """The rollouts that meet all criteria, in no particular order."""
    found = _changed_since(criteria.changed_since, at) if criteria.changed_since else rollouts_on(at)
    found = found.filter(_state(criteria))
    if criteria.district:
        found = found.filter(Q(authority__ars=criteria.district) | Q(authority__district__ars=criteria.district))
    if criteria.offered_to:
        found = found.offered_to(Authority.objects.filter(ars=criteria.offered_to))
    if criteria.component:
        found = found.filter(service__in=Service.objects.needing(criteria.component))
    if criteria.reported:
        found = found.reported_in_month(at.day) if criteria.reported == "ja" else found.unreported_in_month(at.day)
    for word in criteria.what.split()[:8]:
        found = found.filter(Q(service__name__icontains=word) | Q(service__ozg_id__startswith=word))
    for word in criteria.where.split()[:8]:
        found = found.filter(authority__label__icontains=word)
    return found.filter(**_equal(criteria))


def _state(criteria: RolloutCriteria) -> Q:
    if criteria.is_open:
        return ~in_state(RolloutState.LIVE)
    if criteria.is_under_way:
        return in_state(RolloutState.READY, RolloutState.IN_PROGRESS)
    return in_state(criteria.state) if criteria.state else Q()


def tally(rollouts: RolloutQuerySet, by: str, at: Moment) -> dict[Any, Count]:
    """How many of these rollouts are in which state, for each value of the field named (one query)."""
    found: dict[Any, list[tuple[RolloutState, int, int]]] = {}
    waiting = Q(service__in=Service.objects.waiting_on(at.day).values("pk"))
    rows = rollouts.order_by().values_list(by, "state_then")
    for key, state, number, barred in rows.annotate(rows=CountRows("pk"), barred=CountRows("pk", filter=waiting)):
        found.setdefault(key, []).append((RolloutState(state), number, barred))
    return {key: coverage.weigh(states) for key, states in found.items()}


def counted(rollouts: Iterable[Rollout], gates: Mapping[int, Gate]) -> Count:
    """The same for rollouts that were read already, with the gates of their services."""
    return coverage.count((then(rollout).state, gates[rollout.service_id].is_open) for rollout in rollouts)


def _equal(criteria: RolloutCriteria) -> dict[str, Any]:
    wanted = {
        "service__package__number": criteria.package,
        "service__assignment": criteria.assignment,
        "service__ozg_id": criteria.service,
        "authority__ars": criteria.authority,
        "authority__kind": criteria.kind,
        "maturity_then__gte": criteria.maturity,
    }
    return {name: value for name, value in wanted.items() if value}


def _changed_since(day: date, at: Moment) -> RolloutQuerySet:
    # The state on the earlier day is kept under another name, so that both days can be compared in one row.
    earlier = Rollout.objects.competent().as_of(day, at.today).annotate(state_before=F("state_then"))
    return earlier.as_of(at.day, at.today).exclude(Q(state_then=F("state_before")))
