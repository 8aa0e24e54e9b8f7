"""What a report may say after what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.reporting import Before, RolloutInput, allowed_after, lacks_evidence, validate
from municipalities.rollout_states import NEEDS_REASON, WITHOUT_WORK, RolloutState, may_follow
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import clean_text, says_something

TODAY = date(2022, 6, 15)
NOTHING = Before(RolloutState.UNKNOWN, None, None, None)
PLANNED = Before(RolloutState.PLANNED, None, date(2022, 9, 30), date(2022, 5, 10))
LIVE = Before(RolloutState.LIVE, date(2022, 6, 1), None, date(2022, 6, 1))

days = st.dates(date(2022, 1, 1), date(2022, 12, 31))
befores = st.builds(
    Before,
    state=st.sampled_from(RolloutState),
    live_on=st.none() | days,
    forecast_on=st.none() | days,
    said_on=st.none() | days,
)
saids = st.builds(
    RolloutInput,
    state=st.sampled_from(RolloutState),
    live_on=st.none() | days,
    forecast_on=st.none() | days,
    maturity=st.none() | st.integers(-1, 5),
    reason=st.sampled_from(["", "  ", ".", "\u200b\u2060", "\x01", "Personal fehlt"]),
    evidence=st.sampled_from(["", "https://koblenz.example/1"]),
    is_own_solution=st.booleans(),
)


def refused(before: Before, said: RolloutInput, on: date = TODAY) -> tuple[str, Finding]:
    with pytest.raises(InvalidInput) as caught:
        validate(before, said, on)
    return caught.value.field, caught.value.finding


def test_it_takes_a_first_plan() -> None:
    said = RolloutInput(RolloutState.PLANNED, forecast_on=date(2022, 9, 30), remark=" intern ")

    settled = validate(NOTHING, said, TODAY)

    assert (settled.state, settled.forecast_on, settled.remark) == (RolloutState.PLANNED, date(2022, 9, 30), "intern")


def test_it_asks_since_when_something_is_live() -> None:
    assert refused(PLANNED, RolloutInput(RolloutState.LIVE)) == ("live_on", found("rollout.live-since-when"))


def test_it_keeps_the_first_day_of_what_stays_live() -> None:
    assert validate(LIVE, RolloutInput(RolloutState.LIVE, maturity=3), TODAY).live_on == date(2022, 6, 1)


def test_it_asks_why_the_day_of_going_live_is_another_one_now() -> None:
    corrected = RolloutInput(RolloutState.LIVE, live_on=date(2022, 6, 2))

    assert refused(LIVE, corrected) == (
        "reason",
        found("rollout.why-another-live-day", day=date(2022, 6, 1)),
    )
    assert validate(LIVE, replace(corrected, reason="Die Abnahme war am 02.06."), TODAY).live_on == date(2022, 6, 2)


def test_it_refuses_days_that_cannot_be() -> None:
    assert refused(PLANNED, RolloutInput(RolloutState.LIVE, live_on=date(2022, 6, 16)))[0] == "live_on"
    assert refused(NOTHING, RolloutInput(RolloutState.PLANNED, forecast_on=date(2022, 6, 14)))[0] == "forecast_on"
    assert refused(NOTHING, RolloutInput(RolloutState.PLANNED, forecast_on=date(9999, 12, 31)))[0] == "forecast_on"


def test_it_lets_what_was_live_only_be_withdrawn() -> None:
    allowed = (RolloutState.LIVE, RolloutState.WITHDRAWN)

    assert refused(LIVE, RolloutInput(RolloutState.PLANNED)) == (
        "state",
        found("rollout.may-not-follow", before=RolloutState.LIVE, allowed=allowed),
    )


def test_it_asks_why_something_comes_later_or_is_withdrawn() -> None:
    assert refused(PLANNED, RolloutInput(RolloutState.LATER, reason="  "))[0] == "reason"
    assert refused(LIVE, RolloutInput(RolloutState.WITHDRAWN))[0] == "reason"


@pytest.mark.parametrize(
    ("forecast_on", "code"),
    [
        (date(2022, 10, 1), "rollout.why-later"),
        (date(2022, 9, 1), "rollout.why-earlier"),
        (None, "rollout.why-dropped"),
    ],
)
@pytest.mark.parametrize("reason", ["", "  ", ".", "\u200b", "\u2060", "\x01", "\u202e…"])
def test_it_asks_why_a_date_changes_for_worse_and_for_better(forecast_on: date | None, code: str, reason: str) -> None:
    changed = RolloutInput(RolloutState.PLANNED, forecast_on=forecast_on, reason=reason, reason_category="staff")
    question = found(code, day=date(2022, 9, 30))
    again = question if clean_text(reason) == "" else found("statement.says-nothing", question=question)

    assert refused(PLANNED, changed) == ("reason", again)
    settled = validate(PLANNED, replace(changed, reason="Schulung vorbei"), TODAY)
    assert (settled.forecast_on, settled.reason_category) == (forecast_on, "staff")


@pytest.mark.parametrize("forecast_on", [date(2022, 10, 1), date(2022, 9, 1), None])
def test_another_date_is_of_a_kind_too(forecast_on: date | None) -> None:
    changed = RolloutInput(RolloutState.PLANNED, forecast_on=forecast_on, reason="Schulung vorbei")
    question = ("reason_category", found("reason.of-which-kind"))

    assert refused(PLANNED, changed) == question
    assert refused(PLANNED, replace(changed, reason_category="weather")) == (
        "reason_category",
        found("reason.unknown-kind"),
    )
    with pytest.raises(InvalidInput) as both:
        validate(PLANNED, replace(changed, reason=""), TODAY)
    assert [(other.field, other.finding) for other in both.value.others] == [question]


def test_a_state_that_explains_itself_needs_no_kind() -> None:
    assert validate(PLANNED, RolloutInput(RolloutState.LATER, reason="Vertrag läuft noch"), TODAY).reason_category == ""
    corrected = RolloutInput(
        RolloutState.PLANNED, forecast_on=TODAY, reason="Das Jahr war vertippt", is_correction=True
    )
    assert validate(PLANNED, corrected, TODAY).reason_category == ""


def test_it_asks_nothing_of_a_first_date_nor_of_what_goes_live() -> None:
    assert validate(NOTHING, RolloutInput(RolloutState.PLANNED, forecast_on=date(2022, 9, 1)), TODAY).reason == ""
    assert validate(PLANNED, RolloutInput(RolloutState.LIVE, live_on=TODAY), TODAY).forecast_on is None
    assert validate(PLANNED, RolloutInput(RolloutState.READY, forecast_on=PLANNED.forecast_on), TODAY).reason == ""


@pytest.mark.parametrize("state", [RolloutState.NOT_COMPETENT, RolloutState.NOT_DIGITISABLE])
def test_it_takes_that_there_is_nothing_to_do_with_a_reason_only(state: RolloutState) -> None:
    said = RolloutInput(state, forecast_on=date(2022, 9, 30), is_own_solution=True)

    assert refused(PLANNED, said) == ("reason", found("rollout.why-state", state=state))
    settled = validate(PLANNED, replace(said, reason="Das macht der Kreis."), TODAY)
    assert (settled.state, settled.forecast_on, settled.is_own_solution) == (state, None, False)
    assert refused(LIVE, replace(said, reason="Das macht der Kreis."))[0] == "state"
    assert (
        validate(Before(state, None, None, TODAY), RolloutInput(RolloutState.PLANNED), TODAY).state
        is RolloutState.PLANNED
    )


def test_it_asks_where_an_own_solution_can_be_seen() -> None:
    own = RolloutInput(RolloutState.LIVE, live_on=date(2021, 6, 1), is_own_solution=True)

    assert refused(NOTHING, own) == ("evidence", found("rollout.own-address"))
    assert validate(NOTHING, replace(own, evidence="https://koblenz.example/1"), TODAY).is_own_solution
    assert validate(NOTHING, RolloutInput(RolloutState.PLANNED, is_own_solution=True), TODAY).is_own_solution


def test_only_what_is_live_can_lack_evidence() -> None:
    address = "https://koblenz.example/1"
    said = [(3, address), (None, address), (3, ""), (None, "")]
    assert [lacks_evidence(RolloutState.LIVE, *one) for one in said] == [False, True, True, True]
    assert not any(lacks_evidence(state, None, "") for state in RolloutState if state is not RolloutState.LIVE)


def test_it_refuses_a_maturity_that_is_not_online() -> None:
    assert refused(LIVE, RolloutInput(RolloutState.LIVE, maturity=1))[0] == "maturity"
    assert refused(NOTHING, RolloutInput(RolloutState.PLANNED, maturity=5))[0] == "maturity"


def test_it_refuses_to_report_before_the_last_report() -> None:
    assert refused(PLANNED, RolloutInput(RolloutState.PLANNED), date(2022, 5, 9))[0] == ""


def test_what_may_follow_is_offered_in_the_order_of_work() -> None:
    assert allowed_after(RolloutState.LIVE) == (RolloutState.LIVE, RolloutState.WITHDRAWN)
    assert RolloutState.UNKNOWN not in {state for before in RolloutState for state in allowed_after(before)}


@given(befores, saids, days)
def test_whatever_is_settled_can_be_stored(before: Before, said: RolloutInput, on: date) -> None:
    try:
        settled = validate(before, said, on)
    except InvalidInput:
        return
    assert may_follow(before.state, settled.state)
    assert (settled.live_on is not None) == (settled.state is RolloutState.LIVE)
    assert settled.live_on is None or settled.live_on <= on
    assert settled.forecast_on is None or (settled.forecast_on >= on and settled.state is not RolloutState.LIVE)
    assert settled.maturity is None or 0 <= settled.maturity <= 4
    if settled.state in NEEDS_REASON and settled.state is not before.state:
        assert says_something(settled.reason)
    if before.forecast_on not in {None, settled.forecast_on} and settled.state is not RolloutState.LIVE:
        assert says_something(settled.reason)
    if settled.is_own_solution:
        assert settled.state not in WITHOUT_WORK
        assert settled.evidence or settled.state is not RolloutState.LIVE


@given(befores, saids, days)
def test_settling_twice_changes_nothing(before: Before, said: RolloutInput, on: date) -> None:
    try:
        settled = validate(before, said, on)
    except InvalidInput:
        return
    assert validate(before, settled, on) == settled
