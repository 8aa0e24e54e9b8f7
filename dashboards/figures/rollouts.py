"""Rollouts on a day: which ones, and how many in which state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import F, Q

from dashboards.figures.criteria import Asked, RolloutCriteria
from municipalities import coverage
from municipalities.coverage import Count
from municipalities.models import WAITING_FOR_PLATFORM, Authority, Rollout, RolloutQuerySet
from municipalities.reporting import lacks_evidence
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service


@dataclass(frozen=True, slots=True)
class RolloutStatus:
    """A rollout as it stood on the Stichtag."""

    state: RolloutState
    live_on: date | None
    forecast_on: date | None
    maturity: int | None
    evidence: str
    is_own_solution: bool
    said_on: date | None

    @property
    def own_address(self) -> str:
        """Where an own solution is live: as public as that it is live (ADR 0004); other addresses are not told here."""
        return self.evidence if self.is_own_solution and self.state is RolloutState.LIVE else ""

    @property
    def lacks_evidence(self) -> bool:
        """Live by word alone."""
        return lacks_evidence(self.state, self.maturity, self.evidence)


def status_of(rollout: Rollout) -> RolloutStatus:
    """Reads what as_of annotated; a rollout from anywhere else is a mistake and raises KeyError."""
    row = vars(rollout)
    return RolloutStatus(
        state=RolloutState(row["state_then"]),
        live_on=row["live_then"],
        forecast_on=row["forecast_then"],
        maturity=row["maturity_then"],
        evidence=row["evidence_then"],
        is_own_solution=row["own_then"],
        said_on=row["said_then"],
    )


def in_state(*states: RolloutState) -> Q:
    """Rollouts that stood in one of these states on the Stichtag."""
    return Q(state_then__in=states)


def rollouts_on(at: AsOf) -> RolloutQuerySet:
    """Every rollout that counts, with its state on the Stichtag."""
    return Rollout.objects.competent_on(at).as_of(at)


def find_rollouts(criteria: RolloutCriteria, at: AsOf) -> RolloutQuerySet:
    """The rollouts that meet all criteria, in no particular order."""
    found = _changed_since(criteria.changed_since, at) if criteria.changed_since else rollouts_on(at)
    found = _said(_in_asked_state(found, criteria, at), criteria, at)
    if criteria.district:
        here = Authority.objects.as_of(at).within(criteria.district)
        found = found.filter(authority__in=here.values("pk"))
    if criteria.package or criteria.assignment:
        belongs = assignments_on(at)
        found = found.filter(
            belongs.in_package(criteria.package) if criteria.package else belongs.assigned(criteria.assignment)
        )
    if criteria.offered_to:
        found = found.offered_to(Authority.objects.as_of(at).filter(ars=criteria.offered_to))
    if criteria.component:
        # An own solution runs elsewhere and needs none of the Land's components.
        found = found.filter(Q(own_then=False), service__in=Service.objects.needing(criteria.component, at.day))
    for word in criteria.what.split()[:8]:
        found = found.filter(Q(service__name__icontains=word) | Q(service__ozg_id__startswith=word))
    for word in criteria.where.split()[:8]:
        found = found.filter(authority__label__icontains=word)
    return found.filter(**_equal(criteria))


def _said(found: RolloutQuerySet, criteria: RolloutCriteria, at: AsOf) -> RolloutQuerySet:
    """When it was said, and with what evidence."""
    if criteria.evidence:
        found = found.with_evidence() if criteria.evidence == "ja" else found.without_evidence()
    if criteria.reported:
        found = found.reported_in_month(at.day) if criteria.reported == "ja" else found.unreported_in_month(at.day)
    return found


ASKED: Mapping[Asked, Callable[[RolloutQuerySet, AsOf], RolloutQuerySet]] = {
    Asked.UNDER_WAY: lambda found, _at: found.filter(in_state(RolloutState.READY, RolloutState.IN_PROGRESS)),
    Asked.WAITING: lambda found, _at: found.filter(WAITING_FOR_PLATFORM),
    Asked.DISPUTED: lambda found, at: found.said_not_competent(at.day),
    Asked.LATE: lambda found, at: found.filter(~in_state(RolloutState.LIVE) & Q(forecast_then__lt=at.day)),
}


def _in_asked_state(found: RolloutQuerySet, criteria: RolloutCriteria, at: AsOf) -> RolloutQuerySet:
    if criteria.asked:
        found = ASKED[criteria.asked](found, at)
    return found.filter(in_state(criteria.state)) if criteria.state else found


def tally(rollouts: RolloutQuerySet, by: str, at: AsOf) -> dict[Any, Count]:
    """How many of these rollouts are in which state, for each value of the field named (one query)."""
    found: dict[Any, list[tuple[RolloutState, int, int]]] = {}
    waiting = Q(service__in=Service.objects.waiting_on(at.day).values("pk"))
    rows = rollouts.order_by().values_list(by, "state_then")
    for key, state, number, barred in rows.annotate(rows=CountRows("pk"), barred=CountRows("pk", filter=waiting)):
        found.setdefault(key, []).append((RolloutState(state), number, barred))
    return {key: coverage.weigh(states) for key, states in found.items()}


def rollouts_in_package(number: int, at: AsOf) -> RolloutQuerySet:
    """Those whose service belonged to that package on the Stichtag."""
    return rollouts_on(at).filter(assignments_on(at).in_package(number))


def tally_by_package(rollouts: RolloutQuerySet, at: AsOf) -> dict[int | None, Count]:
    """The same by the number of the package the service belonged to on the Stichtag; None for none."""
    return tally(rollouts.annotate(package_then=assignments_on(at).number()), "package_then", at)


def without_evidence_by(rollouts: RolloutQuerySet, by: str) -> dict[Any, int]:
    """How many of these rollouts are live by word alone, for each value of the field named (one query)."""
    return dict(rollouts.without_evidence().order_by().values_list(by).annotate(rows=CountRows("pk")))


def _equal(criteria: RolloutCriteria) -> dict[str, Any]:
    wanted = {
        "service__ozg_id": criteria.service,
        "authority__ars": criteria.authority,
        "authority__kind": criteria.kind,
        "maturity_then__gte": criteria.maturity,
    }
    return {name: value for name, value in wanted.items() if value}


def _changed_since(day: date, at: AsOf) -> RolloutQuerySet:
    # The state on the earlier day is kept under another name, so that both days can be compared in one row.
    earlier = Rollout.objects.competent_on(at).as_of(AsOf(day, at.today)).annotate(state_before=F("state_then"))
    return earlier.as_of(at).exclude(Q(state_then=F("state_before")))
