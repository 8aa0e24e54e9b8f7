"""May a service go live, and if not, why not: one rule refuses and explains (letter, item 2 and 3). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.roles import Side
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from ozgtracker.findings import Finding, found
from services.readiness import readiness


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold before a rollout is live; the finding says how it stands, side who owes it.

    label names the component for short lists ("wartet auf …"); empty where the condition is none. badge: the code of
    its sign while it is not met; that of a component is the one it has everywhere.
    """

    name: str
    met: bool
    finding: Finding
    side: Side
    expected_on: date | None
    label: Finding | str = ""
    badge: str = "condition.open"


@dataclass(frozen=True, slots=True)
class ComponentFact:
    """A base component as it was known on a day."""

    slug: str
    name: str
    responsible: Side
    in_scope: bool
    ready_on: date | None
    forecast_on: date | None
    is_platform: bool = False


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the rule needs to know of a service: the platform and every component it needs, if its needs are known."""

    components: tuple[ComponentFact, ...]
    needs_known: bool
    efa_land: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a service may go live on that day, and every condition with how it stands."""

    is_open: bool
    conditions: tuple[Condition, ...]

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """What is still missing."""
        return tuple(condition for condition in self.conditions if not condition.met)

    @property
    def expected_on(self) -> date | None:
        """The day the last missing condition is expected; None if open, or if one of them has no date."""
        days = [condition.expected_on for condition in self.unmet]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


OWN_SOLUTION = Gate(
    is_open=True,
    conditions=(
        Condition(
            "own-solution",
            met=True,
            finding=found("gate.own-solution"),
            side=Side.KOMMUNEN,
            expected_on=None,
        ),
    ),
)
"""The gate of what runs elsewhere: neither the platform nor its components have to be ready for it."""


def check_gate(facts: GateFacts, on: date) -> Gate:
    """Open when the platform and every needed component are ready on that day and the needs are known.

    A service without known needs stays closed: unknown is not "needs nothing". EfA services have no gate of their own.
    """
    conditions = [_component(fact, on) for fact in facts.components]
    if not any(fact.is_platform for fact in facts.components):
        conditions.insert(
            0,
            _lacking("platform"),
        )
    if not facts.needs_known:
        conditions.append(_lacking("needs"))
    if facts.efa_land:
        elsewhere = found("gate.planned-elsewhere", land=facts.efa_land)
        conditions.append(Condition("efa", met=True, finding=elsewhere, side=Side.EXTERNAL, expected_on=None))
    return Gate(all(condition.met for condition in conditions), tuple(conditions))


def _lacking(what: str) -> Condition:
    """What the Land has not said yet: which platform there is, or what the service needs."""
    return Condition(
        what,
        met=False,
        finding=found(f"gate.no-{what}"),
        side=Side.LAND,
        expected_on=None,
        label=found(f"gate.{what}"),
    )


def _component(fact: ComponentFact, on: date) -> Condition:
    met = fact.ready_on is not None and fact.ready_on <= on
    return Condition(
        name=fact.slug,
        met=met,
        finding=_component_finding(fact, on),
        side=fact.responsible,
        expected_on=None if met else fact.ready_on or fact.forecast_on,
        label=fact.name,
        badge=readiness(in_scope=fact.in_scope, ready_on=fact.ready_on, forecast_on=fact.forecast_on, day=on),
    )


def _component_finding(fact: ComponentFact, on: date) -> Finding:
    if fact.ready_on is not None:
        since = "ready" if fact.ready_on <= on else "ready-later"
        return found(f"gate.{since}", name=fact.name, day=fact.ready_on, side=fact.responsible)
    if fact.forecast_on is None:
        return found("gate.undated" if fact.in_scope else "gate.outside", name=fact.name, side=fact.responsible)
    when = "expected" if fact.forecast_on >= on else "was-expected"
    return found(f"gate.{when}", name=fact.name, day=fact.forecast_on, side=fact.responsible)


def own_condition(
    state: RolloutState, live_on: date | None, forecast_on: date | None, *, on: date, earliest: date | None = None
) -> Condition:
    """How the authority itself stands: the last condition, once the gate is open. Reasons stay with the authority.

    earliest: the day the gate is expected to open; an authority that announced an earlier one is told.
    """
    return Condition(
        name="authority",
        met=state is RolloutState.LIVE,
        finding=_own_finding(state, live_on, _announced(forecast_on, on, earliest)),
        side=Side.KOMMUNEN,
        expected_on=None if state is RolloutState.LIVE else forecast_on,
    )


def _announced(forecast_on: date | None, on: date, earliest: date | None) -> Finding:
    if forecast_on is None:
        return found("announced.nothing")
    if forecast_on < on:
        return found("announced.passed", day=forecast_on)
    if earliest and forecast_on < earliest:
        return found("announced.too-early", day=forecast_on, earliest=earliest)
    return found("announced.day", day=forecast_on)


# These say nothing of a day.
_WITHOUT_A_DAY = {RolloutState.UNKNOWN} | WITHOUT_WORK


def _own_finding(state: RolloutState, live_on: date | None, announced: Finding) -> Finding:
    if state is RolloutState.LIVE:
        return found("authority.live", day=live_on)
    code = f"authority.{state.value}"
    return found(code) if state in _WITHOUT_A_DAY else found(code, announced=announced)
