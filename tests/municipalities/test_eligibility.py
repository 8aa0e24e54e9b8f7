"""The gate: what refuses "live" and what explains "why not yet?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Side
from municipalities.eligibility import OWN_SOLUTION, ComponentFact, GateFacts, check_gate, own_condition
from municipalities.rollout_states import RolloutState
from municipalities.words import waits_for
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say

TODAY = date(2022, 6, 15)
APP = ComponentFact("app", "APP", Side.LDI, True, date(2022, 1, 31), None, is_platform=True)
PAYMENT = ComponentFact("epayment", "ePayment", Side.LAND, True, None, date(2022, 10, 28))

days = st.dates(date(2021, 12, 1), date(2023, 12, 31))
components = st.builds(
    ComponentFact,
    slug=st.sampled_from(["a", "b", "c"]),
    name=st.just("X"),
    responsible=st.sampled_from(Side),
    in_scope=st.booleans(),
    ready_on=st.none() | days,
    forecast_on=st.none() | days,
    is_platform=st.booleans(),
)
facts = st.builds(
    GateFacts,
    components=st.lists(components, max_size=4).map(tuple),
    needs_known=st.booleans(),
    efa_land=st.sampled_from(["", "Hessen"]),
)


def test_it_is_open_when_all_is_ready() -> None:
    gate = check_gate(GateFacts((APP,), needs_known=True, efa_land=""), TODAY)

    assert gate.is_open
    assert [condition.finding for condition in gate.conditions] == [
        found("gate.ready", name="APP", day=date(2022, 1, 31), side=Side.LDI)
    ]
    assert gate.expected_on is None


def test_it_names_the_component_that_is_missing_its_side_and_its_day() -> None:
    gate = check_gate(GateFacts((APP, PAYMENT), needs_known=True, efa_land=""), TODAY)

    assert not gate.is_open
    assert [condition.finding for condition in gate.unmet] == [
        found("gate.expected", name="ePayment", day=date(2022, 10, 28), side=Side.LAND)
    ]
    assert gate.unmet[0].side is Side.LAND
    assert gate.expected_on == date(2022, 10, 28)


def test_what_is_missing_has_the_sign_of_its_readiness() -> None:
    archive = ComponentFact("lza", "LZA", Side.LAND, False, None, None)
    facts = GateFacts((APP, PAYMENT, archive), needs_known=False, efa_land="")

    assert [one.badge for one in check_gate(facts, TODAY).unmet] == [
        "component.expected",
        "component.outside",
        "condition.open",
    ]
    assert check_gate(facts, date(2022, 11, 1)).unmet[0].badge == "component.late"


def test_it_says_when_the_expected_day_has_passed() -> None:
    gate = check_gate(GateFacts((APP, PAYMENT), needs_known=True, efa_land=""), date(2022, 11, 1))

    assert gate.unmet[0].finding == found("gate.was-expected", name="ePayment", day=date(2022, 10, 28), side=Side.LAND)


def test_it_keeps_what_has_no_date_visible() -> None:
    archive = ComponentFact("lza", "LZA", Side.LAND, False, None, None)

    gate = check_gate(GateFacts((APP, archive), needs_known=True, efa_land=""), TODAY)

    assert gate.unmet[0].finding == found("gate.outside", name="LZA", side=Side.LAND)
    assert gate.expected_on is None


def test_it_looks_at_the_day_asked_not_at_today() -> None:
    gate = check_gate(GateFacts((APP,), needs_known=True, efa_land=""), date(2022, 1, 1))

    assert gate.unmet[0].finding == found("gate.ready-later", name="APP", day=date(2022, 1, 31), side=Side.LDI)
    assert gate.expected_on == date(2022, 1, 31)


def test_it_stays_closed_while_the_needs_are_unknown() -> None:
    gate = check_gate(GateFacts((APP,), needs_known=False, efa_land=""), TODAY)

    assert [condition.name for condition in gate.unmet] == ["needs"]


def test_it_stays_closed_without_the_platform() -> None:
    gate = check_gate(GateFacts((), needs_known=True, efa_land=""), TODAY)

    assert [condition.name for condition in gate.unmet] == ["platform"]


def test_it_says_that_another_land_plans_an_efa_service() -> None:
    gate = check_gate(GateFacts((APP,), needs_known=True, efa_land="Hessen"), TODAY)

    assert gate.is_open
    assert gate.conditions[-1].side is Side.EXTERNAL


def test_it_asks_nothing_of_what_runs_elsewhere() -> None:
    assert (OWN_SOLUTION.is_open, OWN_SOLUTION.unmet, waits_for(OWN_SOLUTION)) == (True, (), "")
    assert [condition.finding for condition in OWN_SOLUTION.conditions] == [found("gate.own-solution")]


@given(facts, days)
def test_it_is_open_exactly_when_nothing_is_missing(facts: GateFacts, on: date) -> None:
    gate = check_gate(facts, on)

    ready = all(fact.ready_on is not None and fact.ready_on <= on for fact in facts.components)
    platform = any(fact.is_platform for fact in facts.components)
    assert gate.is_open == (ready and platform and facts.needs_known)
    assert gate.is_open == (not gate.unmet)
    assert all(say(condition.finding).endswith(".") for condition in gate.conditions)


@given(facts, days, st.integers(0, 400))
def test_it_never_closes_by_time_alone(facts: GateFacts, on: date, later: int) -> None:
    if check_gate(facts, on).is_open:
        assert check_gate(facts, on + timedelta(days=later)).is_open


@given(facts, days)
def test_making_one_component_ready_never_adds_a_condition(facts: GateFacts, on: date) -> None:
    better = replace(facts, components=tuple(replace(fact, ready_on=on) for fact in facts.components))

    assert len(check_gate(better, on).unmet) <= len(check_gate(facts, on).unmet)


@given(st.sampled_from(RolloutState), st.none() | days, st.none() | days)
def test_the_authority_itself_is_met_only_when_live(
    state: RolloutState, live_on: date | None, forecast_on: date | None
) -> None:
    condition = own_condition(state, live_on, forecast_on, on=TODAY)

    assert condition.met == (state is RolloutState.LIVE)
    assert condition.side is Side.KOMMUNEN
    assert "Kommunen" in say(condition.finding)


@pytest.mark.parametrize(
    ("forecast_on", "earliest", "announced"),
    [
        (None, date(2022, 10, 28), found("announced.nothing")),
        (date(2022, 11, 1), date(2022, 10, 28), found("announced.day", day=date(2022, 11, 1))),
        (date(2022, 10, 28), date(2022, 10, 28), found("announced.day", day=date(2022, 10, 28))),
        (
            date(2022, 9, 2),
            date(2022, 10, 28),
            found("announced.too-early", day=date(2022, 9, 2), earliest=date(2022, 10, 28)),
        ),
        (date(2022, 9, 2), None, found("announced.day", day=date(2022, 9, 2))),
        (date(2022, 6, 1), date(2022, 10, 28), found("announced.passed", day=date(2022, 6, 1))),
    ],
)
def test_it_never_repeats_a_day_that_cannot_hold(
    forecast_on: date | None, earliest: date | None, announced: Finding
) -> None:
    condition = own_condition(RolloutState.READY, None, forecast_on, on=date(2022, 6, 15), earliest=earliest)

    assert condition.finding == found("authority.ready", announced=announced)
