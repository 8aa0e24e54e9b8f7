"""A wrong report on a milestone or a component is corrected by another; what was just said can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from accounts.roles import Role, Side
from milestones.actions import correct_release, release_deliverable, undo_milestone
from milestones.models import DeliverableRelease, Milestone, MilestoneReport, Plan
from milestones.states import State
from milestones.status import MilestoneStatus, plan_status
from ozgtracker import clock
from ozgtracker.errors import Blocked, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.statements.rules import WHAT_WAS_WRONG
from ozgtracker.statements.undo import WINDOW
from ozgtracker.ui.as_of import AsOf
from services.actions import report_component, undo_component
from services.models import Component, Delivery
from services.reasons import ReasonCategory
from tests import factories
from tests.milestones.conftest import By
from tests.milestones.reporting import Report
from tests.refusals import owed, refusing

LATER = date(2022, 3, 20)
WRONG = "Erklärt war nur der Probebetrieb."


def status(plan: Plan, code: str, day: date) -> MilestoneStatus:
    return next(row for row in plan_status(plan, AsOf(day, LATER)).milestones if row.milestone.code == code)


def undo(by: User, milestone: Milestone, report: Any, *, on: date = LATER, at: datetime | None = None) -> None:
    undo_milestone(by=by, milestone=milestone, change_set=report.change_set, on=on, at=at or clock.instant())


@pytest.fixture
def app(declare: Callable[[], None]) -> MilestoneReport:
    """The APP was declared ready on 15.03.2022."""
    declare()
    return MilestoneReport.objects.latest("pk")


def test_reached_by_mistake_is_corrected_with_what_it_declared(
    plan: Plan, app: MilestoneReport, report: Report
) -> None:
    said = report("M2a", on=LATER, state=State.STARTED, forecast_on=date(2022, 4, 30), reason=WRONG)

    assert said.corrects == app
    assert status(plan, "M2a", date(2022, 3, 19)).is_reached
    assert not status(plan, "M2a", LATER).is_reached
    platform = Component.objects.get(slug="app")
    assert (platform.ready_on, platform.forecast_on) == (None, date(2022, 4, 30))
    delivery = Delivery.objects.filter(component=platform).latest("pk")
    assert (delivery.corrects_id, delivery.change_set) == (delivery.supersedes_id, said.change_set)
    assert AuditEntry.objects.filter(verb="milestone.reported").latest("pk").sentence == (
        "Betriebsbereitschaft der APP erklärt: berichtigt: in Arbeit, erwartet: 30.04.2022."
    )


def test_a_wrong_forecast_is_corrected_without_being_a_slip(plan: Plan, report: Report) -> None:
    report("M4", on=date(2022, 3, 1), forecast_on=date(2022, 5, 31))
    wrong = report(
        "M4", on=date(2022, 3, 2), forecast_on=date(2023, 5, 31), reason="Es fehlt noch sehr viel.",
        reason_category=ReasonCategory.STAFF,
    )  # fmt: skip
    said = report("M4", on=LATER, forecast_on=date(2022, 5, 31), reason="Das Jahr war vertippt.", is_correction=True)

    assert said.corrects == wrong
    assert status(plan, "M4", date(2022, 3, 19)).forecast == date(2023, 5, 31)
    assert status(plan, "M4", LATER).forecast == date(2022, 5, 31)


@pytest.mark.parametrize("reason", ["", ".", "\u2060", "falsch"])
def test_a_correction_says_what_was_wrong(report: Report, reason: str) -> None:
    report("M4", on=date(2022, 3, 1), forecast_on=date(2022, 5, 31))

    with refusing(InvalidInput, owed(WHAT_WAS_WRONG, reason), field="reason"):
        report("M4", on=LATER, forecast_on=date(2022, 6, 30), reason=reason, is_correction=True)


def test_where_nothing_was_said_nothing_is_corrected(report: Report) -> None:
    with refusing(InvalidInput, found("statement.nothing-to-correct"), field="is_correction"):
        report("M4", forecast_on=date(2022, 5, 31), reason=WRONG, is_correction=True)


def test_what_was_just_declared_is_taken_back_with_its_component(
    plan: Plan, app: MilestoneReport, operator: User
) -> None:
    undo(operator, app.milestone, app, on=date(2022, 3, 15))

    milestone = Milestone.objects.get(code="M2a")
    assert (milestone.state, milestone.actual_on, milestone.reported_on) == ("open", None, None)
    assert status(plan, "M2a", date(2022, 3, 15)).said_on is None
    assert Component.objects.get(slug="app").ready_on is None
    assert AuditEntry.objects.filter(verb="milestone.undone").count() == 1


def test_the_word_before_comes_back_with_its_day(plan: Plan, report: Report, operator: User) -> None:
    report("M4", on=date(2022, 1, 20), forecast_on=date(2022, 3, 10), reason="Wir sind früher fertig.",
           reason_category=ReasonCategory.STAFF)  # fmt: skip
    last = report("M4", on=LATER, forecast_on=date(2022, 6, 30), reason="Es dauert doch länger.",
                  reason_category=ReasonCategory.STAFF)  # fmt: skip

    undo(operator, last.milestone, last)

    now = status(plan, "M4", LATER)
    # The forecast of January has passed meanwhile; it stands there again all the same.
    assert (now.forecast, now.said_on) == (date(2022, 3, 10), date(2022, 1, 20))
    assert now.milestone.reported_on == date(2022, 1, 20)


def test_nobody_takes_back_too_late_or_twice_or_somebody_elses(
    app: MilestoneReport, report: Report, operator: User, ministry: User
) -> None:
    with refusing(NotAllowed, found("milestone.who-reports", title=app.milestone.title, side=Side.LDI)):
        undo(ministry, app.milestone, app)
    with refusing(NotAllowed, found("undo.somebody-elses")):
        undo(factories.person(Role.OPERATOR), app.milestone, app)
    with refusing(Blocked, found("undo.too-late")):
        undo(operator, app.milestone, app, at=clock.instant() + WINDOW + timedelta(seconds=1))
    report("M2a", on=LATER, state=State.STARTED, forecast_on=date(2022, 4, 30), reason=WRONG)
    with refusing(LostRace, found("undo.overtaken")):
        undo(operator, app.milestone, app)


def test_a_component_that_was_spoken_of_since_keeps_the_report(app: MilestoneReport, operator: User) -> None:
    platform = Component.objects.get(slug="app")
    last = Delivery.objects.filter(component=platform).latest("pk")
    report_component(
        by=operator, component=platform, on=LATER, ready_on=date(2022, 3, 15), evidence="Betriebsmeldung 12",
        supersedes=last,
    )  # fmt: skip

    with refusing(LostRace, found("undo.overtaken")):
        undo(operator, app.milestone, app)
    assert Milestone.objects.get(code="M2a").state == "reached"


def test_a_released_document_is_taken_back(milestone: By, operator: User) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")
    release = release_deliverable(by=operator, deliverable=handbook, on=LATER, released_on=LATER, document="Buch 1.0")

    undo(operator, handbook.milestone, release)

    last = DeliverableRelease.objects.latest("pk")
    assert (last.released_on, last.corrects, last.is_retraction) == (None, release, True)
    release_deliverable(by=operator, deliverable=handbook, on=LATER, released_on=LATER, document="Buch 1.1")


def test_a_component_is_corrected_and_taken_back(operator: User, catalogue: None) -> None:
    payment = Component.objects.get(slug="epayment")
    first = report_component(by=operator, component=payment, on=LATER, ready_on=LATER, supersedes=None)
    wrong = {"by": operator, "component": payment, "on": LATER, "supersedes": first}
    with refusing(InvalidInput, owed(WHAT_WAS_WRONG, "."), field="reason"):
        report_component(**wrong, forecast_on=date(2022, 9, 30), reason=".", is_correction=True)  # type: ignore[arg-type]
    said = report_component(**wrong, forecast_on=date(2022, 9, 30), reason=WRONG, is_correction=True)  # type: ignore[arg-type]
    assert said.corrects == first

    undo_component(by=operator, component=payment, change_set=said.change_set, on=LATER, at=clock.instant())

    payment.refresh_from_db()
    assert (payment.ready_on, payment.forecast_on) == (LATER, None)


def test_what_a_milestone_declared_is_not_taken_back_without_it(app: MilestoneReport, operator: User) -> None:
    with refusing(Blocked, found("undo.nothing")):
        undo_component(
            by=operator, component=Component.objects.get(slug="app"), change_set=app.change_set, on=LATER,
            at=clock.instant(),
        )  # fmt: skip


def test_a_correction_of_a_release_can_be_taken_back(milestone: By, operator: User) -> None:
    handbook = milestone("M4").deliverables.get(slug="betriebshandbuch")
    release = release_deliverable(by=operator, deliverable=handbook, on=LATER, released_on=LATER, document="Buch 1.0")
    correction = correct_release(
        by=operator, deliverable=handbook, on=LATER, released_on=None, document="", reason=WRONG, supersedes=release
    )

    undo(operator, handbook.milestone, correction)

    assert DeliverableRelease.objects.latest("pk").released_on == LATER
