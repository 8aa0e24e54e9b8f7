"""Reporting on a milestone: what is appended, who may, what is refused, and what reached waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.audit_words import in_one_line
from accounts.models import AuditEntry, User
from accounts.roles import Role, Side
from milestones.actions import release_deliverable, report_milestone
from milestones.models import Milestone, MilestoneReport
from milestones.precision import Precision
from milestones.states import State
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import Finding, found
from services.actions import report_component
from services.models import Component
from tests import factories
from tests.milestones.conftest import By
from tests.milestones.reporting import ON, Agree, Report, declared
from tests.refusals import refusing

# -- what is appended


def test_it_appends_and_keeps_the_current_row(report: Report, milestone: By) -> None:
    first = report("M1", forecast_on=date(2022, 3, 31))
    second = report("M1", on=date(2022, 2, 28), forecast_on=date(2022, 4, 8), reason="Abstimmung dauert länger.")

    kept = milestone("M1")
    assert (kept.state, kept.forecast_on, kept.reported_on) == ("started", date(2022, 4, 8), date(2022, 2, 28))
    assert (kept.last_report, second.supersedes) == (second, first)
    entry = AuditEntry.objects.filter(verb="milestone.reported").latest("id")
    assert entry.sentence == "Konzeption abgeschlossen, Leitfäden fertig: in Arbeit, erwartet: 08.04.2022."
    assert (entry.subject_key, entry.reason) == ("konzeption-abgeschlossen", "Abstimmung dauert länger.")
    assert entry.before == {
        "state": "started",
        "forecast_on": "2022-03-31",
        "forecast_precision": "day",
        "actual_on": None,
        "evidence": "",
        "declaring_body": "",
    }


def test_the_trail_keeps_who_declared_it_and_the_evidence(report: Report) -> None:
    values = {"forecast_on": date(2022, 3, 31), "declaring_body": "LDI"}
    report("M1", **values, evidence="Vermerk 1")
    report("M1", **values, evidence="Vermerk 2", on=date(2022, 2, 28))

    entry = AuditEntry.objects.filter(verb="milestone.reported").latest("id")
    assert in_one_line(entry) == "Nachweis: Vermerk 1 → Vermerk 2"
    assert entry.after is not None
    assert entry.after["declaring_body"] == "LDI"


def test_a_rough_forecast_is_kept_by_its_last_day(report: Report) -> None:
    said = report(
        "M3",
        forecast_on=date(2022, 6, 10),
        forecast_precision=Precision.MONTH_END_FROM,
        reason="Es fehlt an Betreuung.",
    )

    assert (said.forecast_on, said.forecast_precision) == (date(2022, 6, 30), "month_end_from")


def title_of(code: str) -> str:
    return Milestone.objects.get(code=code).title


def test_what_was_said_cannot_be_changed(report: Report) -> None:
    said = report("M1", forecast_on=date(2022, 3, 31))

    with pytest.raises(DatabaseError), transaction.atomic():
        MilestoneReport.objects.filter(pk=said.pk).update(reason="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        MilestoneReport.objects.filter(pk=said.pk).delete()


# -- who may


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("M1", {Role.MINISTRY, Role.ASSOCIATION}),
        ("M2", {Role.MINISTRY}),
        ("M2a", {Role.OPERATOR}),
        ("L1", {Role.ASSOCIATION}),
        ("P3", {Role.MINISTRY}),
        ("M5", set()),
    ],
)
def test_only_the_responsible_side_reports(
    code: str, allowed: set[Role], milestone: By, person: Callable[..., User]
) -> None:
    let_in, refusals = set(), set()
    # An aggregate has no forecast of its own.
    values: dict[str, Any] = {} if code == "M2" else {"forecast_on": date(2022, 1, 31)}
    for role in Role:
        somebody = person(role)
        if role is Role.ASSOCIATION:
            factories.mandate(somebody, factories.association("verband"))
        try:
            with transaction.atomic():
                report_milestone(
                    by=somebody,
                    milestone=milestone(code),
                    on=ON,
                    state=State.STARTED,
                    reason="Es geht jetzt schneller.",
                    reason_category="knowledge",
                    supersedes=None,
                    **values,
                )
                let_in.add(role)
                transaction.set_rollback(True)
        except NotAllowed as refused:
            refusals.add(refused.finding)

    about = milestone(code)
    responsible = found("milestone.who-reports", title=about.title, side=Side(about.responsible))
    assert let_in == allowed
    assert refusals == {found("milestone.statutory") if code == "M5" else responsible}


# -- what is refused


@pytest.mark.parametrize(
    ("code", "values", "field", "why"),
    [
        (
            "M1",
            {"forecast_on": date(2022, 1, 9)},
            "forecast_on",
            found("milestone.forecast-passed"),
        ),
        ("M1", {}, "forecast_on", found("milestone.forecast-which")),
        (
            "M1",
            {"forecast_on": date(9999, 12, 31), "reason": "Kein Ende in Sicht."},
            "forecast_on",
            found("day.far-away"),
        ),
        (
            "M1",
            {"forecast_on": date(2022, 4, 1)},
            "reason",
            found("forecast.why-another"),
        ),
        (
            "M1",
            {"forecast_on": date(2022, 3, 1)},
            "reason",
            found("forecast.why-another"),
        ),
        (
            "M1",
            {"forecast_on": date(2022, 4, 1), "reason": "Die Abstimmung dauert an.", "reason_category": ""},
            "reason_category",
            found("reason.of-which-kind"),
        ),
        (
            "M1",
            {"state": State.DEFERRED, "reason": "  "},
            "reason",
            found("milestone.why-state", state=State.DEFERRED),
        ),
        (
            "M1",
            {"forecast_on": date(2022, 3, 31), "actual_on": ON},
            "actual_on",
            found("milestone.day-without-reaching", reached=State.REACHED),
        ),
        ("M1", {"state": State.REACHED}, "actual_on", found("milestone.reached-when")),
        (
            "M1",
            {"state": State.REACHED, "actual_on": date(2022, 1, 11)},
            "actual_on",
            found("milestone.reached-to-come"),
        ),
        ("M2a", declared(declaring_body=" "), "declaring_body", found("milestone.declared-by-whom")),
        (
            "M2a",
            declared(evidence=""),
            "evidence",
            found("milestone.declared-where"),
        ),
        (
            "P3",
            {"state": State.REACHED, "actual_on": ON},
            "state",
            found("milestone.stream-never-reached", started=State.STARTED),
        ),
    ],
)
def test_a_report_that_does_not_make_sense(
    report: Report, code: str, values: dict[str, Any], field: str, why: Finding
) -> None:
    with refusing(InvalidInput, why, field=field):
        report(code, **values)

    assert MilestoneReport.objects.count() == 0


def test_an_unchanged_slip_needs_no_second_reason(report: Report) -> None:
    report("M1", forecast_on=date(2022, 4, 29), reason="Abstimmung dauert länger.")

    again = report("M1", on=date(2022, 2, 28), forecast_on=date(2022, 4, 29))

    assert again.reason == ""


def test_a_step_the_table_does_not_know(report: Report) -> None:
    report("M1", forecast_on=date(2022, 3, 31))

    with refusing(InvalidInput, found("milestone.no-step", after=State.OPEN, before=State.STARTED), field="state"):
        report("M1", state=State.OPEN, forecast_on=date(2022, 3, 31))


def test_nobody_reports_before_the_last_report(report: Report) -> None:
    report("M1", forecast_on=date(2022, 3, 31))

    with refusing(InvalidInput, found("statement.later-one", day=ON)):
        report("M1", on=date(2022, 1, 9), forecast_on=date(2022, 3, 31))


def test_a_report_follows_one_about_the_same_milestone(report: Report) -> None:
    other = report("M4", forecast_on=date(2022, 5, 31))

    with refusing(InvalidInput, found("milestone.follows-another")):
        report("M1", forecast_on=date(2022, 3, 31), supersedes=other)


# -- what reached waits for


def test_a_milestone_is_not_reached_before_its_documents(agree: Agree, ministry: User, milestone: By) -> None:
    kommunal, land = milestone("M1").deliverables.order_by("slug")
    release_deliverable(
        by=ministry, deliverable=kommunal, on=ON, released_on=date(2022, 1, 7), document="Leitfaden, Fassung 1.0"
    )

    with refusing(Blocked, found("milestone.cannot-be-reached", title=title_of("M1"))) as refused:
        agree("M1", state=State.REACHED, actual_on=ON)

    assert refused.value.conditions == (found("lack.deliverable", name="Leitfaden Land"),)
    release_deliverable(by=ministry, deliverable=land, on=ON, released_on=ON, document="Leitfaden, Fassung 1.0")
    with refusing(InvalidInput, found("milestone.complete-later", day=ON), field="actual_on"):
        agree("M1", state=State.REACHED, actual_on=date(2022, 1, 8))
    assert agree("M1", state=State.REACHED, actual_on=ON).actual_on == ON


def test_a_start_waits_for_its_hard_predecessor_only(report: Report, agree: Agree) -> None:
    report("M2a", forecast_on=date(2022, 2, 28), reason="Der Lasttest dauert an.")

    with refusing(Blocked, found("milestone.cannot-be-reached", title=title_of("M3"))) as refused:
        agree("M3", state=State.REACHED, actual_on=ON)

    assert refused.value.conditions == (
        found("lack.predecessor-expected", name="Betriebsbereitschaft der APP erklärt", day=date(2022, 2, 28)),
    )


def test_the_infrastructure_is_complete_when_every_component_in_scope_is(
    report: Report, ministry: User, operator: User, declare: Callable[[], None]
) -> None:
    day = date(2022, 9, 30)
    declare()
    responsible = {"land": ministry, "ldi": operator}
    for component in Component.objects.in_scope().exclude(slug__in=["app", "epayment"]):
        report_component(
            by=responsible[component.responsible], component=component, on=day, ready_on=day, supersedes=None
        )
    epayment = Component.objects.get(slug="epayment")
    expected = report_component(
        by=operator,
        component=epayment,
        on=day,
        forecast_on=date(2022, 10, 28),
        reason="Die Anbindung fehlt noch.",
        supersedes=None,
    )

    with refusing(Blocked, found("milestone.cannot-be-reached", title=title_of("M2"))) as refused:
        report("M2", on=day, state=State.REACHED, actual_on=day)

    assert refused.value.conditions == (found("lack.component-expected", name="ePayment", day=date(2022, 10, 28)),)
    later = date(2022, 10, 28)
    report_component(by=operator, component=epayment, on=later, ready_on=later, supersedes=expected)
    assert report("M2", on=later, state=State.REACHED, actual_on=later).state == "reached"
