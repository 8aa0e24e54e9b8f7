"""A report does not look past its own due day: it names what fell due on its Stichtag and until it was issued."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from milestones.actions import release_deliverable, report_milestone
from milestones.models import Milestone, Plan
from milestones.states import State
from reports import actions
from reports.issue.composing import compose
from reports.issue.data import IssueData
from reports.models import Delivery
from tests.conftest import ClientOf
from tests.reports.shown import text

JANUARY, APRIL = date(2022, 1, 1), date(2022, 4, 1)
APP = "Betriebsbereitschaft der APP erklärt"


def issue(month: date, on: date) -> IssueData:
    return compose(number=1, month=month, on=on, demonstration=False)


def expect(operator: User, on: date, forecast_on: date) -> None:
    milestone = Milestone.objects.get(code="M2a")
    report_milestone(
        by=operator, milestone=milestone, on=on, state=State.STARTED, forecast_on=forecast_on,
        reason_category="technology", reason="Abnahme dauert länger", supersedes=milestone.last_report,
    )  # fmt: skip


def test_the_report_about_january_says_that_the_platform_was_due_on_its_stichtag(land: Plan, operator: User) -> None:
    expect(operator, date(2022, 1, 28), date(2022, 2, 14))

    paper = issue(JANUARY, date(2022, 2, 1))

    due = "0 von 7 Meilensteinen sind erreicht, 1 ist am Stichtag fällig und nicht erreicht."
    assert due in paper.sentence_text
    assert paper.overdue == ()
    assert [(row.title, row.due, row.stand, row.tone, row.side) for row in paper.due] == [
        (APP, "31.01.2022", "1 Tag überfällig, erwartet 14.02.2022", "danger", "LDI")
    ]
    lights = {row.title: row.slug for phase in paper.phases for row in phase.rows}
    assert lights[APP] == "yellow"


@pytest.mark.parametrize(
    ("month", "on", "due"),
    [
        # Nothing falls due between the end of April and the second of May.
        (APRIL, date(2022, 5, 2), []),
        # Caught up after an outage: May's own dates have passed by the day of issue, and are named.
        (APRIL, date(2022, 6, 1), ["Ausspielung beginnt: Paket 1", "Betrieb vorbereitet"]),
        (date(2022, 5, 1), date(2022, 6, 1), ["Ausspielung beginnt: Paket 1", "Betrieb vorbereitet"]),
        (date(2022, 3, 1), date(2022, 4, 1), ["Konzeption abgeschlossen", "Erfahrungen der Pilotkommunen"]),
    ],
)
def test_it_reaches_from_the_stichtag_to_the_day_of_issue(land: Plan, month: date, on: date, due: list[str]) -> None:
    found = [row.title for row in issue(month, on).due]

    assert [title.startswith(start) for title, start in zip(found, due, strict=True)] == [True] * len(due)


def test_what_was_reached_by_the_stichtag_is_not_named_and_what_was_later_says_when(land: Plan, operator: User) -> None:
    expect(operator, date(2022, 1, 28), date(2022, 2, 1))
    milestone = Milestone.objects.get(code="M2a")
    # Released, declared and reached on the day of issue itself.
    for deliverable in milestone.deliverables.all():
        release_deliverable(
            by=operator,
            deliverable=deliverable,
            on=date(2022, 2, 1),
            released_on=date(2022, 2, 1),
            document="Erklärung",
        )
    milestone.refresh_from_db()
    report_milestone(
        by=operator, milestone=milestone, on=date(2022, 2, 1), state=State.REACHED, actual_on=date(2022, 2, 1),
        declaring_body="LDI", evidence="Erklärung", supersedes=milestone.last_report, reason_category="technology",
        reason="Abgenommen und erklärt",
    )  # fmt: skip

    assert [(row.stand, row.tone, row.missing) for row in issue(JANUARY, date(2022, 2, 1)).due] == [
        ("erreicht am 01.02.2022", "", "–")
    ]
    assert issue(date(2022, 2, 1), date(2022, 3, 1)).due == ()


@pytest.mark.slow
def test_page_and_mail_name_it_too(land: Plan, operator: User, client_of: ClientOf, ministry: User) -> None:
    expect(operator, date(2022, 1, 28), date(2022, 2, 14))
    report = actions.issue_report(by=None, month=JANUARY, on=date(2022, 2, 1))

    line = f"- {APP}: fällig 31.01.2022, 1 Tag überfällig, erwartet 14.02.2022, verantwortlich LDI"
    assert [line in body.splitlines() for body in Delivery.objects.values_list("body", flat=True)] == [True, True]
    shown = text(client_of(ministry), f"/reports/{report.number}/")
    assert "Am Stichtag 31.01.2022 und danach fällig geworden" in shown
    assert "Stand am 01.02.2022" in shown
