"""The plan on a day, as dashboards read it: lanes, couplings, opening of packages."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dashboards.figures.criteria import MilestoneCriteria
from milestones import listing
from milestones.models import Milestone, Plan
from milestones.status import Coupling, MilestoneStatus, PlanStatus, plan_status
from ozgtracker.ui.as_of import AsOf


def plan_on(at: AsOf) -> PlanStatus | None:
    """The current plan as it stood on the Stichtag; None before a plan was loaded."""
    plan = Plan.objects.current()
    return plan_status(plan, at) if plan else None


def find_milestones(criteria: MilestoneCriteria, at: AsOf) -> QuerySet[Milestone]:
    """The milestones of the current plan that meet all criteria, in the order of the plan."""
    plan = plan_on(at)
    asked = listing.Criteria(criteria.side, criteria.light, criteria.phase, "ja" if criteria.is_counted else "")
    found = listing.matching(plan, asked) if plan else ()
    return Milestone.objects.filter(pk__in=[row.milestone.pk for row in found])


def plan_began(at: AsOf) -> date:
    """The day the plan was agreed: where time axes begin."""
    plan = Plan.objects.current()
    return plan.agreed_on if plan else at.day


def opening_of(plan: PlanStatus | None) -> dict[int, MilestoneStatus]:
    """The milestone that opens each package, by package number."""
    rows = plan.milestones if plan else ()
    return {row.milestone.opens_package.number: row for row in rows if row.milestone.opens_package}


def open_couplings(plan: PlanStatus) -> tuple[Coupling, ...]:
    """Couplings without a working day between two dates that are both still to come: every slip goes through.

    Nobody states them in the letter; they follow from its dates (design, domain 0 no. 5).
    """
    return tuple(link for link in plan.couplings if link.is_zero and not link.is_done and not link.is_moot)
