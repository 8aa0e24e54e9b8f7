"""The light of a milestone: every colour with its reason, and what holds for all facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.light import Light, MilestoneFacts, assess
from milestones.precision import UNDATED, Precision, due_day
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, MilestoneKind, State
from milestones.words import LIGHTS
from ozgtracker.saying import say
from tests.milestones.light_cases import BASE, CASES, DUE, ON

days = st.dates(date(2021, 12, 1), date(2023, 6, 30))


@st.composite
def facts(draw: st.DrawFn) -> MilestoneFacts:
    """Anything the database can hold."""
    state = draw(st.sampled_from(State))
    precision = draw(st.sampled_from(Precision))
    return MilestoneFacts(
        kind=draw(st.sampled_from(MilestoneKind)),
        state=state,
        agreed_on=None if precision in UNDATED else draw(days),
        agreed_precision=precision,
        forecast_on=draw(st.none() | days),
        forecast_precision=draw(st.sampled_from(Precision)),
        actual_on=draw(days) if state is State.REACHED else None,
        said_on=draw(st.none() | days) if state is State.OPEN else draw(days),
        waits_for=draw(st.sampled_from([(), ("Betriebsbereitschaft der APP",)])),
        predecessor="Betriebsbereitschaft der APP",
        predecessor_on=draw(st.none() | days),
        component=draw(st.sampled_from(["", "ePayment"])),
        undated=draw(st.sampled_from([(), ("ePayment", "Signatur")])),
    )


@pytest.mark.parametrize(("changes", "light", "code"), [case[:3] for case in CASES])
def test_the_light_and_its_reason(changes: dict[str, object], light: Light, code: str) -> None:
    found = assess(replace(BASE, **changes), ON)  # type: ignore[arg-type]  # any field

    assert (found.light, found.reason.code) == (light, code)


def test_a_rough_date_is_due_on_its_last_day() -> None:
    rough = replace(BASE, agreed_on=date(2022, 5, 1), agreed_precision=Precision.MONTH_END_FROM, forecast_on=None)

    assert not assess(rough, date(2022, 5, 31)).is_overdue
    overdue = assess(rough, date(2022, 6, 15))
    assert (overdue.due_on, overdue.is_overdue, overdue.days_overdue) == (DUE, True, 15)


def test_the_worked_example_slips_43_days() -> None:
    app = replace(
        BASE,
        kind=MilestoneKind.DECLARATION,
        state=State.REACHED,
        agreed_on=date(2022, 1, 31),
        actual_on=date(2022, 3, 15),
    )

    assert assess(app, date(2022, 3, 15)).slip_days == 43


@given(facts(), days)
def test_every_milestone_has_one_light_and_one_sentence(given_facts: MilestoneFacts, on: date) -> None:
    found = assess(given_facts, on)

    sentence = say(found.reason)
    assert found.light in LIGHTS
    assert sentence.endswith(".")
    assert sentence.replace(". Quartal", "").count(". ") == 0
    assert found.due_on == due_day(given_facts.agreed_on, given_facts.agreed_precision)


@given(facts(), days)
def test_overdue_is_promised_open_and_past(given_facts: MilestoneFacts, on: date) -> None:
    found = assess(given_facts, on)

    promised = given_facts.kind not in UNPROMISED_KINDS and found.due_on is not None
    still_open = given_facts.state not in CLOSED_STATES
    past = found.due_on is not None and found.due_on < on
    assert found.is_overdue == (promised and still_open and past)
    assert (found.days_overdue > 0) == found.is_overdue
    assert not found.is_overdue or found.light is Light.RED


@given(facts(), days, st.integers(1, 400))
def test_time_alone_never_makes_overdue_milestones_punctual(given_facts: MilestoneFacts, on: date, later: int) -> None:
    before = assess(given_facts, on)
    after = assess(given_facts, on + timedelta(days=later))

    assert after.is_overdue >= before.is_overdue
    assert (after.light is Light.RED) >= (before.light is Light.RED)


@given(facts(), days)
def test_a_red_predecessor_never_makes_red(given_facts: MilestoneFacts, on: date) -> None:
    alone = assess(replace(given_facts, waits_for=(), predecessor_on=None), on)
    waiting = assess(replace(given_facts, waits_for=("Anderes",), predecessor_on=date.max), on)

    assert (waiting.light is Light.RED) == (alone.light is Light.RED)


@given(facts(), days)
def test_a_forecast_before_what_must_come_first_is_a_contradiction_and_stays(
    given_facts: MilestoneFacts, on: date
) -> None:
    found = assess(given_facts, on)

    is_open = given_facts.state not in CLOSED_STATES
    before, after = given_facts.predecessor_on, found.expected_on
    assert bool(found.contradiction) == (is_open and None not in {before, after} and before > after)  # type: ignore[operator]
    assert given_facts.actual_on or found.expected_on == due_day(
        given_facts.forecast_on, given_facts.forecast_precision
    )


def test_every_light_has_a_look_the_charts_know() -> None:
    assert set(LIGHTS) == set(Light)
    assert {look.mark for look in LIGHTS.values()} == {"reached", "green", "yellow", "red", "grey", "undated"}


@given(facts())
def test_what_is_due_today_and_expected_later_is_never_green(given_facts: MilestoneFacts) -> None:
    due_on = due_day(given_facts.agreed_on, given_facts.agreed_precision)
    if due_on is not None:
        found = assess(given_facts, due_on)
        expected_later = found.expected_on is not None and found.expected_on > due_on

        assert found.is_due == (given_facts.kind not in UNPROMISED_KINDS and given_facts.state not in CLOSED_STATES)
        assert not (found.is_due and expected_later and found.light is Light.GREEN)
