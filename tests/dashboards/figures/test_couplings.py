"""Couplings without buffer: named only while a slip of the one can still move the other."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from dashboards.figures.plan import open_couplings, plan_on
from milestones.actions import release_deliverable
from milestones.models import Deliverable
from milestones.states import State
from ozgtracker.ui.as_of import AsOf
from tests.dashboards.small import Small

MARCH, JUNE = date(2022, 3, 15), date(2022, 6, 8)


def pairs(day: date) -> set[tuple[str, str]]:
    plan = plan_on(AsOf(day, date(2022, 6, 15)))
    assert plan is not None
    return {(link.predecessor.milestone.code, link.successor.milestone.code) for link in open_couplings(plan)}


def test_a_coupling_ends_when_the_successor_was_reached_without_waiting(small: Small, operator: User) -> None:
    declaration = Deliverable.objects.get(milestone__slug="app-betriebsbereit")
    release_deliverable(by=operator, deliverable=declaration, on=MARCH, released_on=MARCH, document="Erklärung")
    small.plan_says(
        "app-betriebsbereit", MARCH, State.REACHED, actual_on=MARCH, evidence="Erklärung", declaring_body="LDI"
    )
    small.plan_says("start-paket-1", JUNE, State.REACHED, actual_on=JUNE)

    assert pairs(MARCH) == {("M4", "M3"), ("M2", "P2")}
    assert pairs(JUNE) == {("M2", "P2")}
