"""The jobs that make reports and digests are killed between any two steps: the next run does it once, and whole."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import AuditEntry, User
from milestones.actions import flag_overdue
from milestones.models import BecameOverdue, Plan
from ozgtracker.locks import AdvisoryLock
from reports import actions
from reports.models import Delivery, StatusReport
from tests.conftest import TODAY
from tests.database_roles import holding
from tests.reports.conftest import Manage
from tests.reports.elsewhere import end_waiting_sessions, until, waiting_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


# Drawn, not yet kept. / Report and deliveries are written, the trail and the commit are still to come.
BEFORE_KEEPING = f"SELECT pg_advisory_xact_lock({AdvisoryLock.NUMBER_A_REPORT.value})"
BEFORE_COMMIT = "LOCK TABLE accounts_auditentry IN SHARE MODE"


def issues() -> list[tuple[int, date]]:
    return list(StatusReport.objects.order_by("number").values_list("number", "month"))


@pytest.mark.parametrize("moment", [BEFORE_KEEPING, BEFORE_COMMIT])
def test_killed_while_making_a_report_the_next_run_makes_it_once(land: Plan, manage: Manage, moment: str) -> None:
    with holding(moment):
        process = manage("run_reports")
        until(lambda: waiting_for_a_lock() == 1, 120)
        process.kill()
        process.wait()
        end_waiting_sessions()
    assert (issues(), Delivery.objects.count()) == ([], 0)

    actions.issue_due_reports(on=TODAY)
    actions.issue_due_reports(on=TODAY)

    assert issues() == [(1, date(2022, 5, 1))]
    assert Delivery.objects.count() == 2
    assert AuditEntry.objects.filter(verb="report_issued").count() == 1


def test_two_at_once_make_the_same_report_once(land: Plan, manage: Manage) -> None:
    with holding(BEFORE_KEEPING):
        processes = [manage("run_reports"), manage("run_reports")]
        until(lambda: waiting_for_a_lock() == 2, 120)

    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert issues() == [(1, date(2022, 5, 1))]
    assert Delivery.objects.count() == 2


def test_two_months_at_once_get_two_numbers_without_a_gap(land: Plan, manage: Manage) -> None:
    with holding(BEFORE_KEEPING):
        processes = [manage("run_reports", "--month", month) for month in ("2022-04", "2022-05")]
        until(lambda: waiting_for_a_lock() == 2, 120)

    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    # Both had been drawn as number 1; whoever came second was drawn again.
    rows = StatusReport.objects.order_by("number")
    assert [(row.number, row.snapshot["number"]) for row in rows] == [(1, 1), (2, 2)]
    assert {row.month for row in rows} == {date(2022, 4, 1), date(2022, 5, 1)}


def test_killed_while_announcing_the_next_run_tells_everybody_once(
    plan: Plan, ministry: User, association_user: User, operator: User, manage: Manage
) -> None:
    flag_overdue(on=TODAY)
    with holding(BEFORE_COMMIT):
        process = manage("announce_overdue")
        until(lambda: waiting_for_a_lock() == 1)
        process.kill()
        process.wait()
        end_waiting_sessions()
    assert (Delivery.objects.count(), BecameOverdue.objects.unannounced().count()) == (0, 5)

    assert [actions.announce_overdue(on=TODAY) for _ in range(2)] == [3, 0]
    assert BecameOverdue.objects.unannounced().count() == 0


def test_announced_by_two_processes_at_once_everybody_is_told_once(
    plan: Plan, ministry: User, association_user: User, operator: User, manage: Manage
) -> None:
    flag_overdue(on=TODAY)
    with holding("LOCK TABLE milestones_becameoverdue IN SHARE MODE"):
        processes = [manage("announce_overdue"), manage("announce_overdue")]
        until(lambda: waiting_for_a_lock() == 2)

    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert Delivery.objects.count() == 3
