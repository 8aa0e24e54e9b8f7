"""What was corrected: a row that takes "live" back because it never was is no withdrawal, and gives no growth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.rollouts import find_rollouts
from municipalities.models import RolloutReport, RolloutReportQuerySet
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on

_LIVE = RolloutState.LIVE


@dataclass(frozen=True, slots=True)
class Corrected:
    """How many rollouts count as live, or no longer do, because a report was corrected or taken back."""

    gained: int = 0
    lost: int = 0


def corrected_since(before: date, at: AsOf) -> dict[int | None, Corrected]:
    """By package number, for rollouts that are in another state than on the earlier day (one query)."""
    said = _corrections(before, at).filter(rollout=OuterRef("pk"))
    into = Exists(said.filter(~Q(supersedes__state=_LIVE), state=_LIVE))
    out_of = Exists(said.filter(~Q(state=_LIVE), supersedes__state=_LIVE))
    rows = (
        find_rollouts(RolloutCriteria(changed_since=before), at)
        .filter(pk__in=_corrections(before, at).values("rollout"))
        .order_by()
        .values(number=assignments_on(at).number())
        .annotate(
            gained=Count("pk", filter=Q(into, state_then=_LIVE)),
            lost=Count("pk", filter=Q(out_of, state_before=_LIVE)),
        )
    )
    return {row["number"]: Corrected(row["gained"], row["lost"]) for row in rows if row["gained"] or row["lost"]}


def _corrections(before: date, at: AsOf) -> RolloutReportQuerySet:
    return RolloutReport.objects.filter(corrects__isnull=False, said_on__gt=before, said_on__lte=at.day)
