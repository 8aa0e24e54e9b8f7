"""Reads the plan as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from accounts.roles import Side
from milestones.aggregates import Word, outlook
from milestones.conditions import Requirement, Requirements, last_open, missing
from milestones.dependencies import buffer_days
from milestones.light import Assessment, Light, MilestoneFacts, assess
from milestones.models import Deliverable, DeliverableRelease, Dependency, Milestone, Phase, Plan, Proposal
from milestones.precision import Precision, due_day
from milestones.states import CLOSED_STATES, DependencyKind, MilestoneKind, State
from milestones.status.rows import Coupling, DeliverableStatus, MilestoneStatus, PhaseStatus, PlanStatus
from milestones.words import date_words
from ozgtracker import german
from ozgtracker.findings import Finding, found
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from services.models import Component
from services.readiness import readiness


def plan_status(plan: Plan, at: AsOf) -> PlanStatus:
    """The plan as it stood on that day, in nine queries whatever its size; in none while nothing has changed."""
    return recall(("plan", plan.pk, at, get_language()), lambda: _read(plan, at), seen=[plan])


def _read(plan: Plan, at: AsOf) -> PlanStatus:
    released: Any = DeliverableRelease.objects.said_by(at.day).in_order()
    rows: list[Any] = list(
        Milestone.objects.filter(plan=plan)
        .as_of(at.day)
        .select_related("plan", "phase", "opens_package")
        .prefetch_related(
            "contributors",
            "delivers",
            Prefetch("deliverables__releases", released),
            Prefetch("proposals", Proposal.objects.open_on(at.day).select_related("by"), to_attr="open_proposals"),
        )
    )
    links = list(Dependency.objects.filter(successor__plan=plan, predecessor__plan=plan))
    components: list[Any] = list(Component.objects.in_scope().as_of(at.day))
    for row in rows:
        row.undelivered = _undelivered(row, components)
        if row.kind == MilestoneKind.AGGREGATE:
            _compute(row, components)
    needs = {row.pk: _requirements(row, components, at.day) for row in rows}
    # Whether a milestone is red never depends on its predecessors, so that each can be looked at alone first.
    alone = {row.pk: assess(_facts(row, needs[row.pk]), at.day) for row in rows}
    before = _hard_predecessors(rows, links)
    statuses = tuple(_status(row, needs[row.pk], before.get(row.pk, ()), alone, at.day) for row in rows)
    by_id = {row.milestone.pk: row for row in statuses}
    return PlanStatus(
        plan=plan,
        day=at.day,
        is_past=at.day < at.today,
        milestones=statuses,
        phases=_phases(plan, statuses),
        couplings=tuple(_coupling(link, by_id) for link in links),
        by_id=by_id,
        components=tuple(components),
    )


def _undelivered(row: Any, components: Sequence[Any]) -> tuple[Finding, ...]:
    """What a reached milestone declared ready, for whoever provides it, and is so no longer."""
    said = row.delivers.all() if row.state_then == State.REACHED else ()
    delivered = {one.pk for one in said if one.responsible == row.responsible}
    gone = [one.name for one in components if one.pk in delivered and one.ready_then is None]
    return tuple(found("lack.component-gone", name=name) for name in gone)


def _compute(row: Any, components: Sequence[Any]) -> None:
    """An aggregate's forecast is that of its components, whatever older reports said of it; reached, it has none."""
    row.outlook = outlook(
        [Word(one.name, one.ready_then, one.forecast_then, one.said_then, one.reason_then or "") for one in components]
    )
    row.forecast_then = None if row.actual_then else row.outlook.expected_on
    row.forecast_precision_then = Precision.DAY.value
    if State(row.state_then or State.OPEN) not in CLOSED_STATES:
        row.reason_then = row.outlook.reason or row.reason_then


def _phases(plan: Plan, statuses: Sequence[MilestoneStatus]) -> tuple[PhaseStatus, ...]:
    phases: list[Phase | None] = [*plan.phases.all(), None]
    groups = (
        PhaseStatus(phase, tuple(row for row in statuses if row.milestone.phase_id == (phase and phase.pk)))
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


def _requirements(row: Any, components: Sequence[Any], day: date) -> Requirements:
    """What the milestone itself needs; its hard predecessors come later."""
    documents = row.deliverables.all()
    return Requirements(
        deliverables=[Requirement(item.title, _released_on(item), badge="deliverable.open") for item in documents],
        components=[_readiness(one, day) for one in components] if row.kind == MilestoneKind.AGGREGATE else (),
    )


def _readiness(one: Any, day: date) -> Requirement:
    ready_on, forecast_on = one.ready_then, one.forecast_then
    code = readiness(in_scope=one.in_scope, ready_on=ready_on, forecast_on=forecast_on, day=day)
    return Requirement(one.name, ready_on, forecast_on, code)


def _predecessor(one: Any, expected_on: date | None) -> Requirement:
    return Requirement(one.title, one.actual_then, expected_on, f"milestone.{State(one.state_then or State.OPEN)}")


def _last_word(deliverable: Deliverable) -> DeliverableRelease | None:
    """By the day that was prefetched."""
    return max(deliverable.releases.all(), key=lambda said: (said.said_on, said.pk), default=None)


def _released_on(deliverable: Deliverable) -> date | None:
    last = _last_word(deliverable)
    return last.released_on if last else None


def _precision(stored: str | None) -> Precision:
    return Precision.NONE if stored is None else Precision(stored)


def _facts(row: Any, needed: Requirements, waits_for: tuple[str, ...] = ()) -> MilestoneFacts:
    predecessor, computed = last_open(needed.predecessors), getattr(row, "outlook", None)
    return MilestoneFacts(
        kind=MilestoneKind(row.kind),
        state=State(row.state_then or State.OPEN),
        agreed_on=row.agreed_on,
        agreed_precision=_precision(row.agreed_precision),
        forecast_on=row.forecast_then,
        forecast_precision=_precision(row.forecast_precision_then),
        actual_on=row.actual_then,
        said_on=max(filter(None, (row.said_then, computed and computed.said_on)), default=None),
        waits_for=waits_for,
        predecessor=predecessor.name if predecessor else "",
        predecessor_on=predecessor.expected_on if predecessor else None,
        component=computed.component if computed else "",
        undated=computed.undated if computed else (),
        is_agreed=row.agreed_precision is not None,
        lacks=(*missing(needed), *getattr(row, "undelivered", ())),
    )


def _status(
    row: Any, own: Requirements, before: Sequence[Any], alone: Mapping[int, Assessment], day: date
) -> MilestoneStatus:
    expected = {one.pk: alone[one.pk].expected_on or alone[one.pk].due_on for one in before}
    needed = replace(own, predecessors=[_predecessor(one, expected[one.pk]) for one in before])
    red = tuple(one.title for one in before if alone[one.pk].light is Light.RED)
    facts = _facts(row, needed, red)
    return MilestoneStatus(
        milestone=row,
        facts=facts,
        assessment=assess(facts, day),
        requirements=needed,
        original=due_day(row.original_on, _precision(row.original_precision)),
        agreed=due_day(row.agreed_on, facts.agreed_precision),
        forecast=due_day(row.forecast_then, facts.forecast_precision),
        actual=row.actual_then,
        original_words=date_words(row.original_on, _precision(row.original_precision)),
        agreed_words=date_words(row.agreed_on, facts.agreed_precision) if facts.is_agreed else german.DASH,
        forecast_words=german.DASH
        if row.forecast_then is None
        else date_words(row.forecast_then, facts.forecast_precision),
        actual_words=german.day(row.actual_then),
        said_on=row.said_then,
        reason=row.reason_then or "",
        report_id=row.report_then,
        is_corrected=row.corrects_then is not None,
        contributors=tuple(sorted((Side(one.side) for one in row.contributors.all()), key=list(Side).index)),
        deliverables=tuple(_deliverable(item) for item in row.deliverables.all()),
        proposal=next(iter(row.open_proposals), None),
        said_by=row.by_then or "",
        forecast_said_on=_forecast_said_on(row),
    )


def _forecast_said_on(row: Any) -> date | None:
    """When the forecast was named: of an aggregate, by the word on the component that decides it."""
    if row.forecast_then is None:
        return None
    said_on: date | None = row.outlook.decided_on if row.kind == MilestoneKind.AGGREGATE else row.said_then
    return said_on


def _deliverable(item: Deliverable) -> DeliverableStatus:
    last = _last_word(item)
    return DeliverableStatus(item, last.released_on if last else None, last.document if last else "", last)


def _coupling(link: Dependency, by_id: Mapping[int, MilestoneStatus]) -> Coupling:
    before, after = by_id[link.predecessor_id], by_id[link.successor_id]
    return Coupling(
        dependency=link,
        predecessor=before,
        successor=after,
        agreed_buffer=buffer_days(before.assessment.due_on, after.assessment.due_on, lag=link.lag_days),
        buffer=buffer_days(before.expected_on, after.expected_on, lag=link.lag_days),
    )
