"""Overdue: derived in SQL and by rule alike, noticed once, announced once."""

from __future__ import annotations

import threading
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import AuditEntry, User
from accounts.pseudonyms import named
from milestones.actions import claim_overdue, flag_overdue, report_milestone
from milestones.models import Baseline, BaselineDate, BecameOverdue, Plan
from milestones.states import State
from milestones.tasks import flag_overdue as task

ON = date(2022, 2, 10)


def events() -> list[tuple[str, date]]:
    return list(BecameOverdue.objects.values_list("milestone__code", "due_on"))


def test_it_notices_each_once(plan: Plan) -> None:
    assert flag_overdue(on=date(2022, 1, 31)) == 0
    assert flag_overdue(on=date(2022, 2, 1)) == 1
    assert flag_overdue(on=ON) == 0

    assert events() == [("M2a", date(2022, 1, 31))]
    assert BecameOverdue.objects.get().noticed_on == date(2022, 2, 1)
    [entry] = named(AuditEntry.objects.filter(verb="milestone.became_overdue"))
    assert (entry.by_name, entry.sentence) == (
        "System",
        "Betriebsbereitschaft der APP erklärt ist überfällig seit dem 31.01.2022.",
    )


def test_after_an_outage_it_catches_up(plan: Plan) -> None:
    assert flag_overdue(on=date(2023, 1, 2)) == 7
    assert sorted(code for code, _ in events()) == ["L1", "M1", "M2", "M2a", "M3", "M4", "P2"]


def test_another_agreed_date_arms_it_again(plan: Plan) -> None:
    flag_overdue(on=ON)
    later = Baseline.objects.create(plan=plan, number=1, name="Neu", agreed_on=date(2022, 2, 11), source="Beschluss 1")
    BaselineDate.objects.create(
        baseline=later, milestone=plan.milestones.get(code="M2a"), date=date(2022, 3, 31), precision="day"
    )

    assert flag_overdue(on=date(2022, 2, 12)) == 0
    assert flag_overdue(on=date(2022, 4, 1)) == 3  # and M1, L1 of the first stand
    assert ("M2a", date(2022, 3, 31)) in events()


def test_the_task_and_the_command_do_the_same(plan: Plan) -> None:
    task()
    out = StringIO()
    call_command("flag_overdue", stdout=out)

    assert len(events()) == 5
    assert out.getvalue() == "Stand 15.06.2022: 0 neu überfällig\n"


def test_every_event_is_claimed_once(plan: Plan) -> None:
    flag_overdue(on=ON)

    claimed = claim_overdue(on=ON)
    assert [(event.milestone.code, event.due_on) for event in claimed] == [("M2a", date(2022, 1, 31))]
    assert claim_overdue(on=ON) == []
    assert BecameOverdue.objects.get().announced_on == ON


def test_nobody_is_told_of_what_was_deferred_in_between(plan: Plan, operator: User) -> None:
    flag_overdue(on=ON)
    report_milestone(
        by=operator,
        milestone=plan.milestones.get(code="M2a"),
        on=ON,
        state=State.DEFERRED,
        reason="Beschluss 2 des Ausschusses",
        supersedes=None,
    )

    assert claim_overdue(on=ON) == []
    assert not BecameOverdue.objects.unannounced().exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_claims_at_the_same_moment_one_gets_the_event(plan: Plan) -> None:
    flag_overdue(on=ON)
    start = threading.Barrier(2, timeout=20)
    got: list[BecameOverdue] = []

    def claim() -> None:
        try:
            start.wait()
            got.extend(claim_overdue(on=ON))
        finally:
            connection.close()

    claimants = [threading.Thread(target=claim) for _ in range(2)]
    for claimant in claimants:
        claimant.start()
    for claimant in claimants:
        claimant.join(timeout=30)

    assert len(got) == 1


@pytest.mark.django_db(transaction=True)
def test_two_nightly_runs_at_once_notice_once(plan: Plan) -> None:
    start = threading.Barrier(2, timeout=20)
    new: list[int] = []

    def run() -> None:
        try:
            start.wait()
            new.append(flag_overdue(on=ON))
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join(timeout=30)

    assert sorted(new) == [0, 1]
    assert len(events()) == 1
