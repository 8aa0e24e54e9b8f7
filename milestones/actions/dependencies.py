"""What must come before what: only without a circle."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.dependencies import find_cycle
from milestones.models import Dependency, Milestone, Plan
from milestones.permissions import check_plan
from milestones.states import DependencyKind
from milestones.words import DEPENDENCY_KINDS
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found


@transaction.atomic
def add_dependency(
    *,
    by: User | None,
    predecessor: Milestone,
    successor: Milestone,
    kind: DependencyKind,
    lag_days: int = 0,
    reason: str,
    source: str,
    is_assumption: bool,
    on: date,
) -> Dependency:
    """Let the successor wait for the predecessor. Raises NotAllowed, or InvalidInput naming the circle it closes."""
    check_plan(by)
    _refuse_circle(predecessor, successor)
    dependency = Dependency.objects.create(
        predecessor=predecessor,
        successor=successor,
        kind=kind.value,
        lag_days=lag_days,
        reason=reason,
        source=source,
        is_assumption=is_assumption,
    )
    audit.record(
        by=by,
        on=on,
        verb="dependency.added",
        subject=audit.Subject("milestone", successor.slug, successor.title),
        sentence=_told(predecessor, successor, kind),
        reason=reason,
        after={
            "predecessor": predecessor.slug,
            "kind": kind.value,
            "lag_days": lag_days,
            "is_assumption": is_assumption,
        },
    )
    return dependency


def _told(predecessor: Milestone, successor: Milestone, kind: DependencyKind) -> str:
    facts = {"successor": successor.title, "predecessor": predecessor.title, "kind": DEPENDENCY_KINDS[kind]}
    return _("%(successor)s setzt %(predecessor)s voraus (%(kind)s).") % facts


def _refuse_circle(predecessor: Milestone, successor: Milestone) -> None:
    # Two dependencies added at once could close a circle together: one after the other, then.
    Plan.objects.select_for_update().get(pk=successor.plan_id)
    edges = Dependency.objects.filter(successor__plan=successor.plan_id)
    if edges.filter(predecessor=predecessor, successor=successor).exists():
        raise InvalidInput(found("dependency.known"), field="predecessor")
    titles = dict(Milestone.objects.filter(plan=successor.plan_id).values_list("slug", "title"))
    known = edges.values_list("predecessor__slug", "successor__slug")
    if circle := find_cycle(known, (predecessor.slug, successor.slug)):
        closed = found("dependency.circle", titles=tuple(titles[slug] for slug in circle))
        raise InvalidInput(closed, field="predecessor")
