"""The day a promise ends: neither overdue nor in order, and no sentence says that nothing is late."""

from __future__ import annotations

from datetime import date

import pytest

from milestones.listing import answer
from milestones.models import Plan
from milestones.states import State
from milestones.status import PlanStatus, plan_status
from ozgtracker.ui.as_of import AsOf
from tests.milestones.reporting import Report

DUE = date(2022, 3, 31)


@pytest.fixture
def said(report: Report) -> None:
    """M1 is expected fourteen days after its day, which its tolerance would forgive before."""
    report("M1", on=date(2022, 3, 28), state=State.STARTED, forecast_on=date(2022, 4, 14), reason="Leitfaden fehlt")


def status(plan: Plan, day: date, today: date) -> PlanStatus:
    return plan_status(plan, AsOf(day, today))


def test_the_day_before_it_is_in_order_the_day_itself_it_is_not(said: None, plan: Plan) -> None:
    lights = {
        day: {row.milestone.code: row.light.slug for row in status(plan, day, day).milestones}["M1"]
        for day in (date(2022, 3, 30), DUE, date(2022, 4, 1))
    }

    assert lights == {date(2022, 3, 30): "green", DUE: "yellow", date(2022, 4, 1): "red"}


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (DUE, "2 sind heute fällig und nicht erreicht"),
        (date(2022, 4, 1), "2 sind am Stichtag fällig und nicht erreicht"),
    ],
)
def test_the_sentence_above_the_list_names_what_is_due(said: None, plan: Plan, today: date, words: str) -> None:
    found = status(plan, DUE, today)

    assert [row.milestone.code for row in found.due] == ["M1", "L1"]
    assert (answer(found).due, answer(status(plan, date(2022, 4, 1), today)).due) == (words, "")
