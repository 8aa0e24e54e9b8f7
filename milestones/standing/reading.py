"""Reads the plan as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from accounts.roles import Side
from milestones.conditions import Requirement, Requirements, last_open
from milestones.dependencies import buffer_days
from milestones.light import Assessment, Light, MilestoneFacts, assess
from milestones.models import Deliverable, DeliverableRelease, Dependency, Milestone, Phase, Plan
from milestones.precision import Precision, due_day, in_words
from milestones.standing.rows import Coupling, DeliverableStanding, PhaseStanding, PlanStanding, Standing
from milestones.states import DependencyKind, MilestoneKind, State
from ozgtracker import german
from services.models import Component


def plan_standing(plan: Plan, day: date, today: date) -> PlanStanding:
    """The plan as it stood on that day, in eight queries whatever its size."""
    released = DeliverableRelease.objects.said_by(day)
    rows: list[Any] = list(
        Milestone.objects.filter(plan=plan)
        .as_of(day)
        .select_related("plan", "phase", "opens_package")
        .prefetch_related("contributors", "delivers", Prefetch("deliverables__releases", released))
    )
    links = list(Dependency.objects.filter(successor__plan=plan, predecessor__plan=plan))
    components = list(Component.objects.in_scope().as_of(day))
    needs = {row.pk: _requirements(row, components) for row in rows}
    # Whether a milestone is red never depends on its predecessors, so that each can be looked at alone first.
    alone = {row.pk: assess(_facts(row, needs[row.pk]), day) for row in rows}
    before = _hard_predecessors(rows, links)
    standings = tuple(_standing(row, needs[row.pk], before.get(row.pk, ()), alone, day) for row in rows)
    by_id = {row.milestone.pk: row for row in standings}
    return PlanStanding(
        plan=plan,
        day=day,
        is_past=day < today,
        milestones=standings,
        phases=_phases(plan, standings),
        couplings=tuple(_coupling(link, by_id) for link in links),
        by_id=by_id,
    )


def _phases(plan: Plan, standings: Sequence[Standing]) -> tuple[PhaseStanding, ...]:
    phases: list[Phase | None] = [*plan.phases.all(), None]
    groups = (
        PhaseStanding(phase, tuple(row for row in standings if row.milestone.phase_id == (phase and phase.pk)))
        for phase in phases
    )
    return tuple(group for group in groups if group.phase or group.milestones)


def _hard_predecessors(rows: Sequence[Any], links: Iterable[Dependency]) -> dict[int, list[Any]]:
    by_id = {row.pk: row for row in rows}
    found: dict[int, list[Any]] = {}
    for link in links:
        if link.kind == DependencyKind.HARD:
            found.setdefault(link.successor_id, []).append(by_id[link.predecessor_id])
    return found


def _requirements(row: Any, components: Sequence[Any]) -> Requirements:
    """What the milestone itself needs; its hard predecessors come later."""
    ready = [Requirement(one.name, one.ready_then, one.forecast_then) for one in components]
    return Requirements(
        deliverables=[Requirement(item.title, _released_on(item)) for item in row.deliverables.all()],
        components=ready if row.kind == MilestoneKind.AGGREGATE else (),
    )


def _release(deliverable: Deliverable) -> DeliverableRelease | None:
    """The last word by the day that was prefetched, if it says that the document is released."""
    last = max(deliverable.releases.all(), key=lambda said: (said.said_on, said.pk), default=None)
    return last if last is not None and last.released_on is not None else None


def _released_on(deliverable: Deliverable) -> date | None:
    release = _release(deliverable)
    return release.released_on if release else None


def _precision(stored: str | None) -> Precision:
    return Precision.NONE if stored is None else Precision(stored)


def _facts(row: Any, needed: Requirements, waits_for: tuple[str, ...] = ()) -> MilestoneFacts:
    component, predecessor = last_open(needed.components), last_open(needed.predecessors)
    return MilestoneFacts(
        kind=MilestoneKind(row.kind),
        state=State(row.state_then or State.OPEN),
        agreed_on=row.agreed_on,
        agreed_precision=_precision(row.agreed_precision),
        forecast_on=row.forecast_then,
        forecast_precision=_precision(row.forecast_precision_then),
        actual_on=row.actual_then,
        said_on=row.said_then,
        waits_for=waits_for,
        predecessor=predecessor.name if predecessor else "",
        predecessor_on=predecessor.expected_on if predecessor else None,
        component=component.name if component else "",
        component_on=component.expected_on if component else None,
        is_agreed=row.agreed_precision is not None,
    )


def _standing(
    row: Any, own: Requirements, before: Sequence[Any], alone: Mapping[int, Assessment], day: date
) -> Standing:
    expected = {one.pk: alone[one.pk].expected_on or alone[one.pk].due_on for one in before}
    needed = replace(own, predecessors=[Requirement(one.title, one.actual_then, expected[one.pk]) for one in before])
    red = tuple(one.title for one in before if alone[one.pk].light is Light.RED)
    facts = _facts(row, needed, red)
    return Standing(
        milestone=row,
        facts=facts,
        assessment=assess(facts, day),
        requirements=needed,
        original=due_day(row.original_on, _precision(row.original_precision)),
        agreed=due_day(row.agreed_on, facts.agreed_precision),
        forecast=due_day(row.forecast_then, facts.forecast_precision),
        actual=row.actual_then,
        original_words=in_words(row.original_on, _precision(row.original_precision)),
        agreed_words=in_words(row.agreed_on, facts.agreed_precision) if facts.is_agreed else german.DASH,
        forecast_words=german.DASH
        if row.forecast_then is None
        else in_words(row.forecast_then, facts.forecast_precision),
        actual_words=german.day(row.actual_then),
        said_on=row.said_then,
        reason=row.reason_then or "",
        report_id=row.report_then,
        contributors=tuple(sorted((Side(one.side) for one in row.contributors.all()), key=list(Side).index)),
        deliverables=tuple(_deliverable(item) for item in row.deliverables.all()),
    )


def _deliverable(item: Deliverable) -> DeliverableStanding:
    release = _release(item)
    return DeliverableStanding(item, release.released_on if release else None, release.document if release else "")


def _coupling(link: Dependency, by_id: Mapping[int, Standing]) -> Coupling:
    before, after = by_id[link.predecessor_id], by_id[link.successor_id]
    return Coupling(
        dependency=link,
        predecessor=before,
        successor=after,
        agreed_buffer=buffer_days(before.assessment.due_on, after.assessment.due_on),
        buffer=buffer_days(before.expected_on, after.expected_on),
    )
