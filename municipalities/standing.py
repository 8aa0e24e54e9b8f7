"""Reads what the gate rule needs to know: the same facts refuse "live" and answer "why not yet?"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.roles import Side
from municipalities.eligibility import ComponentFact, Condition, Gate, GateFacts, check_gate, own_condition
from municipalities.models import Rollout, RolloutReport
from municipalities.reporting import Before
from municipalities.rollout_states import RolloutState
from services.models import Component, Service, ServiceNeed


def before_of(rollout: Rollout) -> Before:
    """What stands before a new report. Its day is that of the last row, also where an undo gave an older word back."""
    last = rollout.last_report
    said_on = last.said_on if last else None
    return Before(RolloutState(rollout.state), rollout.live_on, rollout.forecast_on, said_on)


def gate_facts(services: Iterable[Service], on: date) -> dict[int, GateFacts]:
    """What was known on that day about every component each service needs, by service pk. Two queries."""
    wanted = list(services)
    components = {row.pk: row for row in Component.objects.as_of(on)}
    platform = [pk for pk, row in components.items() if row.is_platform]
    needs: dict[int, set[int]] = {}
    pairs = ServiceNeed.objects.filter(service__in=[service.pk for service in wanted])
    for service_id, component_id in pairs.values_list("service_id", "component_id"):
        needs.setdefault(service_id, set()).add(component_id)
    facts = {pk: _fact(row) for pk, row in components.items()}
    return {
        service.pk: GateFacts(
            components=tuple(fact for pk, fact in facts.items() if pk in platform or pk in needs.get(service.pk, ())),
            needs_known=service.needs_known,
            efa_land=service.efa_land,
        )
        for service in wanted
    }


def gates_for(services: Iterable[Service], on: date) -> dict[int, Gate]:
    """The gate of every service as it stood on that day, by service pk. Two queries, whatever the number."""
    return {pk: check_gate(facts, on) for pk, facts in gate_facts(services, on).items()}


def explain(rollout: Rollout, on: date) -> tuple[Condition, ...]:
    """ "Why not yet?" for one rollout on that day: the gate's conditions, then how the authority itself stands."""
    gate = gates_for([rollout.service], on)[rollout.service_id]
    said = RolloutReport.objects.filter(rollout=rollout).latest_said(on)
    if said is None:
        own = own_condition(RolloutState.UNKNOWN, None, None, on=on)
    else:
        state = RolloutState(said.state)
        own = own_condition(state, said.live_on, said.forecast_on, on=on, earliest=gate.expected_on)
    return (*gate.conditions, own)


def _fact(component: Component) -> ComponentFact:
    """The row must come from ComponentQuerySet.as_of."""
    return ComponentFact(
        slug=component.slug,
        name=component.name,
        responsible=Side(component.responsible),
        in_scope=component.in_scope,
        ready_on=getattr(component, "ready_then"),  # noqa: B009 - an annotation, unknown to the model
        forecast_on=getattr(component, "forecast_then"),  # noqa: B009 - an annotation, unknown to the model
        is_platform=component.is_platform,
    )
