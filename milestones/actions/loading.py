"""Loads the plan of 21.12.2021, as often as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.models import BaselineDate, Contributor, Deliverable, Dependency, Milestone, Plan
from milestones.plan_tables import DATA, MilestoneRow, PlanTables, read_plan
from milestones.precision import Precision, dated
from ozgtracker.damaged_tables import DamagedTable, damage_refused
from ozgtracker.errors import Blocked
from ozgtracker.findings import Finding, found
from ozgtracker.land import land
from ozgtracker.locks import AdvisoryLock
from services.loading import LoadResult, Step, TableResult, Watch, keys, synchronise
from services.models import Component, Package


@transaction.atomic
def load_plan(*, by: User | None = None, on: date, directory: Path = DATA, watch: Watch = iter) -> LoadResult:
    """Load plan, phases, milestones, baseline 0, deliverables and dependencies; a second run changes nothing.

    Raises DamagedTable (nothing is loaded then), also where a date differs from the one stored in baseline 0;
    Blocked before load_catalogue has run.
    """
    AdvisoryLock.LOAD_FILES.acquire()
    components, packages = keys(Component, "slug"), keys(Package, "number")
    if not components or not packages:
        raise Blocked(found("plan.no-catalogue"))
    with damage_refused():
        tables = read_plan(directory, components=components, packages=packages)
    plan, heads = _plan()
    steps = _steps(plan, tables, components, packages)
    result = LoadResult((*heads, *(step() for step in watch(steps))))
    if result.touched:
        audit.record(
            by=by,
            on=on,
            verb="plan.loaded",
            subject=audit.Subject("plan", plan.slug, plan.name),
            sentence=_("Meilensteinplan geladen."),
            after=result.figures,
            source="command",
        )
    return result


def _plan() -> tuple[Plan, tuple[TableResult, ...]]:
    first = land().plan
    agreed = {"agreed_on": first.agreed_on, "source": first.source}
    done = synchronise(Plan.objects.all(), [{"slug": first.slug, "name": first.name, **agreed}], key=["slug"])
    plan = Plan.objects.get(slug=first.slug)
    baseline = {"plan_id": plan.pk, "number": 0, "name": first.baseline, **agreed}
    return plan, (done, synchronise(plan.baselines.all(), [baseline], key=["number"]))


def _steps(plan: Plan, tables: PlanTables, components: dict[Any, int], packages: dict[Any, int]) -> Sequence[Step]:
    return (
        lambda: _phases(plan, tables),
        lambda: _milestones(plan, tables, packages),
        lambda: _baseline_dates(plan, tables),
        lambda: _contributors(plan, tables),
        lambda: _deliveries(plan, tables, components),
        lambda: _deliverables(tables),
        lambda: _dependencies(tables),
    )


def _phases(plan: Plan, tables: PlanTables) -> TableResult:
    rows = (row.model_dump() | {"plan_id": plan.pk} for row in tables.phases)
    return synchronise(plan.phases.all(), rows, key=["number"])


def _milestones(plan: Plan, tables: PlanTables, packages: dict[Any, int]) -> TableResult:
    phases = dict(plan.phases.values_list("number", "pk"))
    rows = [_milestone(row, plan, phases, packages) for row in tables.milestones]
    return synchronise(Milestone.objects.all(), rows, key=["slug"])


def _milestone(row: MilestoneRow, plan: Plan, phases: dict[int, int], packages: dict[Any, int]) -> dict[str, Any]:
    """Dates are not among it: they belong to a baseline and never change."""
    elsewhere = {"phase", "contributors", "date", "precision", "delivers", "opens_package"}
    return row.model_dump(exclude=elsewhere) | {
        "plan_id": plan.pk,
        "phase_id": None if row.phase is None else phases[row.phase],
        "opens_package_id": None if row.opens_package is None else packages[row.opens_package],
    }


def _baseline_dates(plan: Plan, tables: PlanTables) -> TableResult:
    baseline = plan.baselines.get(number=0)
    milestones = keys(Milestone, "slug")
    stored = {kept.milestone_id: kept for kept in baseline.dates.select_related("milestone")}
    rows = []
    for row in tables.milestones:
        kept = stored.get(milestones[row.slug])
        if kept is not None and (kept.date, kept.precision) != (row.date, row.precision):
            raise DamagedTable("milestones.csv", 0, _unchangeable(kept, row))
        agreed = {"baseline_id": baseline.pk, "milestone_id": milestones[row.slug]}
        rows.append(agreed | row.model_dump(include={"date", "precision"}))
    return synchronise(baseline.dates.all(), rows, key=["milestone_id"])


def _unchangeable(kept: BaselineDate, row: MilestoneRow) -> Finding:
    return found(
        "table.agreed_for_good",
        kept=dated(kept.date, Precision(kept.precision)),
        title=kept.milestone.title,
        given=dated(row.date, row.precision),
    )


def _contributors(plan: Plan, tables: PlanTables) -> TableResult:
    milestones = keys(Milestone, "slug")
    rows = [
        {"milestone_id": milestones[row.slug], "side": side}
        for row in tables.milestones
        for side in sorted(row.contributors)
    ]
    standing = Contributor.objects.filter(milestone__plan=plan)
    return synchronise(standing, rows, key=["milestone_id", "side"], prune=True)


def _deliveries(plan: Plan, tables: PlanTables, components: dict[Any, int]) -> TableResult:
    milestones = keys(Milestone, "slug")
    link = Milestone.delivers.through
    rows = [
        {"milestone_id": milestones[row.slug], "component_id": components[slug]}
        for row in tables.milestones
        for slug in sorted(row.delivers)
    ]
    standing = link.objects.filter(milestone__plan=plan)
    table = _("Bereitstellungen durch Meilensteine")
    return synchronise(standing, rows, key=["milestone_id", "component_id"], prune=True, table=table)


def _deliverables(tables: PlanTables) -> TableResult:
    milestones = keys(Milestone, "slug")
    rows = (
        row.model_dump(exclude={"milestone"}) | {"milestone_id": milestones[row.milestone]}
        for row in tables.deliverables
    )
    return synchronise(Deliverable.objects.all(), rows, key=["slug"])


def _dependencies(tables: PlanTables) -> TableResult:
    milestones = keys(Milestone, "slug")
    rows = (
        {
            **row.model_dump(exclude={"predecessor", "successor"}),
            "predecessor_id": milestones[row.predecessor],
            "successor_id": milestones[row.successor],
        }
        for row in tables.dependencies
    )
    return synchronise(Dependency.objects.all(), rows, key=["predecessor_id", "successor_id"])
