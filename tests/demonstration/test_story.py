"""The invented story is told in order, and nothing in it happens before it can."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from demonstration.cast import CAST, RECIPIENTS
from demonstration.story import ENDS_ON, CompetenceObjected, ComponentSaid, MilestoneSaid, Released, story
from milestones.deadlines import is_working_day
from milestones.states import State

BEGINS_ON = date(2021, 12, 21)
days = st.dates(BEGINS_ON, ENDS_ON)


def test_it_is_told_in_the_order_of_days_and_only_on_days_offices_work() -> None:
    told = [event.on for event in story(ENDS_ON)]

    assert told == sorted(told)
    assert [day for day in told if not is_working_day(day)] == []
    assert told[0] >= BEGINS_ON
    assert told[-1] <= ENDS_ON


@given(earlier=days, later=days)
def test_what_was_said_by_a_day_stays_said_afterwards(earlier: date, later: date) -> None:
    first, second = sorted((earlier, later))

    short, long = story(first), story(second)

    assert long[: len(short)] == short
    assert all(event.on > first for event in long[len(short) :])


def test_the_platform_slips_as_in_the_worked_example() -> None:
    said = [event for event in story(ENDS_ON) if isinstance(event, MilestoneSaid) and event.slug.startswith("app-")]

    assert [(event.on, event.forecast, event.actual) for event in said] == [
        (date(2021, 12, 31), date(2022, 1, 31), None),
        (date(2022, 1, 31), date(2022, 2, 28), None),
        (date(2022, 2, 28), date(2022, 3, 15), None),
        (date(2022, 3, 15), None, date(2022, 3, 15)),
    ]


def test_every_later_forecast_has_a_reason() -> None:
    last: dict[str, date] = {}
    without = []
    for event in story(ENDS_ON):
        if isinstance(event, Released | CompetenceObjected):
            continue
        forecast = event.forecast
        if forecast is not None and forecast > last.get(event.slug, forecast) and not event.reason:
            without.append(event)
        if forecast is not None:
            last[event.slug] = forecast

    assert without == []


def test_of_the_operating_documents_one_is_still_missing_at_the_end() -> None:
    released = {event.slug for event in story(ENDS_ON) if isinstance(event, Released)}
    reached = {
        event.slug for event in story(ENDS_ON) if isinstance(event, MilestoneSaid) and event.state is State.REACHED
    }

    assert "betriebskonzept" in released
    assert "betriebshandbuch" not in released
    assert reached == {
        "app-betriebsbereit",
        "konzeption-abgeschlossen",
        "pilot-erfahrungen",
        "start-paket-1",
    }


def test_what_package_2_needs_is_only_announced() -> None:
    payment = [event for event in story(ENDS_ON) if isinstance(event, ComponentSaid) and event.slug == "epayment"]

    assert {event.ready for event in payment} == {None}
    assert payment[-1].forecast == date(2022, 10, 28)


def test_everybody_on_stage_has_an_address_that_cannot_be_delivered() -> None:
    assert [player.email for player in (*CAST, *RECIPIENTS) if not player.email.endswith("@demo.example")] == []
    assert len({player.key for player in CAST}) == len(CAST) == 11
    assert [player.name for player in CAST if "(Demonstration)" not in player.name] == []


def test_it_ends_on_the_day_the_demonstration_shows() -> None:
    assert story(ENDS_ON + timedelta(days=400)) == story(ENDS_ON)
