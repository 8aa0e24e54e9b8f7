"""Reads what the gate rule needs to know: the same facts refuse "live" and answer "why not yet?"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from accounts.roles import Side
from municipalities.eligibility import (
    OWN_SOLUTION,
    ComponentFact,
    Condition,
    Gate,
    GateFacts,
    check_gate,
    own_condition,
)
from municipalities.models import Rollout, RolloutReport
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from ozgtracker import remembered
from ozgtracker.former_links import pairs_on
from services.models import Component, FormerNeed

FEW = 20
_NOTHING: frozenset[int] = frozenset()


class Needing(Protocol):
    """What the gate asks of a service: the whole row, or as much of it as somebody has read."""

    @property
    def pk(self) -> Any: ...
    @property
    def needs_known(self) -> bool: ...
    @property
    def efa_land(self) -> str: ...


def gate_facts(services: Iterable[Needing], on: date) -> dict[int, GateFacts]:
    """What was known on that day about every component each service needs, by service pk. Two queries, none while no
    component and no need has changed. Services that need the same share what is known."""
    wanted = list(services)
    if len(wanted) <= FEW and not remembered.remembers():
        # Nothing is remembered for whoever writes; of a few services only what these need.
        known = _needed(on, service__in=[service.pk for service in wanted])
    else:
        known = remembered.recall(("what services need", on), lambda: _needed(on))
    asked = {one.pk: (known.needs.get(one.pk, _NOTHING), one.needs_known, one.efa_land) for one in wanted}
    shared = {key: GateFacts(known.components(key[0]), *key[1:]) for key in set(asked.values())}
    return {pk: shared[key] for pk, key in asked.items()}


@dataclass(frozen=True, slots=True)
class _Needed:
    """Every component in its order; those that everything needs; what each service needs besides."""

    facts: Mapping[int, ComponentFact]
    platform: frozenset[int]
    needs: Mapping[int, frozenset[int]]

    def components(self, needed: frozenset[int]) -> tuple[ComponentFact, ...]:
        """Those, and the platform."""
        return tuple(fact for pk, fact in self.facts.items() if pk in self.platform or pk in needed)


def _needed(on: date, **of: Any) -> _Needed:
    components = {row.pk: row for row in Component.objects.as_of(on)}
    needs: dict[int, set[int]] = {}
    for service_id, component_id in pairs_on(FormerNeed, on, **of):
        needs.setdefault(service_id, set()).add(component_id)
    platform = frozenset(pk for pk, row in components.items() if row.is_platform)
    facts = {pk: _fact(row) for pk, row in components.items()}
    return _Needed(facts, platform, {service: frozenset(found) for service, found in needs.items()})


def gates_for(services: Iterable[Needing], on: date) -> dict[int, Gate]:
    """The gate of every service as it stood on that day, by service pk. Two queries, whatever the number."""
    facts = gate_facts(services, on)
    # Hundreds of services have a handful of gates.
    gates = {key: check_gate(one, on) for key, one in {id(one): one for one in facts.values()}.items()}
    return {pk: gates[id(one)] for pk, one in facts.items()}


def gate_of(gates: Mapping[int, Gate], rollout: Rollout) -> Gate:
    """The gate this rollout has to pass, of gates by service pk: none where it runs on an own solution.

    The rollout must come from RolloutQuerySet.as_of.
    """
    return OWN_SOLUTION if vars(rollout)["own_then"] else gates[rollout.service_id]


def explain(rollout: Rollout, on: date) -> tuple[Condition, ...]:
    """ "Why not yet?" for one rollout on that day: the gate's conditions, then how the authority itself stands.

    Where it says that there is nothing to do, the gate plays no part.
    """
    said = RolloutReport.objects.said_by(on).latest_of(rollout)
    state = RolloutState(said.state) if said else RolloutState.UNKNOWN
    if state in WITHOUT_WORK:
        return (own_condition(state, None, None, on=on),)
    gate = OWN_SOLUTION if said and said.is_own_solution else gates_for([rollout.service], on)[rollout.service_id]
    if said is None:
        return (*gate.conditions, own_condition(state, None, None, on=on))
    return (
        *gate.conditions,
        own_condition(state, said.live_on, said.forecast_on, on=on, earliest=gate.expected_on),
    )


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
