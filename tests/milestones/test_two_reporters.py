"""Two people report on one milestone at once: one wins, the other learns what stands now."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from milestones.actions import report_milestone
from milestones.models import MilestoneReport, Plan
from milestones.states import State
from ozgtracker.errors import LostRace
from ozgtracker.findings import found
from tests.milestones.conftest import By
from tests.milestones.reporting import ON, Report
from tests.refusals import refusing

WHY: dict[str, Any] = {"reason": "Es geht etwas schneller.", "reason_category": "knowledge"}


def test_the_second_of_two_editors_learns_what_stands_now(
    report: Report, milestone: By, association_user: User
) -> None:
    seen = report("M1", forecast_on=date(2022, 3, 31))
    theirs = report("M1", by=association_user, forecast_on=date(2022, 4, 29), reason="Beirat tagt später.")

    with refusing(LostRace, found("statement.overtaken", title="Konzeption abgeschlossen, Leitfäden fertig")) as lost:
        report("M1", forecast_on=date(2022, 3, 31), supersedes=seen)

    assert lost.value.current == theirs
    assert milestone("M1").last_report == theirs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_first", [False, True])
def test_of_two_reports_at_the_same_moment_one_wins_and_one_is_told(
    plan: Plan, milestone: By, ministry: User, has_first: bool
) -> None:
    seen = None
    if has_first:
        seen = report_milestone(
            by=ministry,
            milestone=milestone("M1"),
            on=ON,
            state=State.OPEN,
            forecast_on=date(2022, 3, 31),
            supersedes=None,
        )
    start = threading.Barrier(2, timeout=20)
    won: list[MilestoneReport] = []
    told: list[object] = []

    def edit(day: date) -> None:
        try:
            start.wait()
            values = WHY | {"state": State.STARTED, "forecast_on": day, "supersedes": seen}
            won.append(report_milestone(by=ministry, milestone=milestone("M1"), on=ON, **values))
        except LostRace as lost:
            told.append(lost.current)
        finally:
            connection.close()

    editors = [threading.Thread(target=edit, args=(date(2022, 3, day),)) for day in (30, 31)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(timeout=30)

    assert (len(won), len(told)) == (1, 1)
    assert told == won
    assert milestone("M1").last_report == won[0]
    assert MilestoneReport.objects.count() == 1 + has_first


@pytest.mark.django_db(transaction=True)
def test_the_database_decides_between_two_open_transactions(plan: Plan, milestone: By, ministry: User) -> None:
    """Both have read the same report before either has written: only the unique constraint can tell."""
    inserted, checked = threading.Event(), threading.Event()
    told: list[object] = []

    def slower() -> None:
        original = MilestoneReport.objects.create
        try:
            with transaction.atomic():
                assert not MilestoneReport.objects.filter(milestone__code="M1").exists()
                checked.set()
                inserted.wait(20)
                original(
                    milestone=milestone("M1"), said_on=ON, state="open", forecast_on=date(2022, 3, 31), by=ministry
                )
        except DatabaseError as refused:
            told.append(refused)
        finally:
            connection.close()

    other = threading.Thread(target=slower)
    other.start()
    checked.wait(20)
    report_milestone(
        by=ministry, milestone=milestone("M1"), on=ON, state=State.OPEN, forecast_on=date(2022, 3, 31), supersedes=None
    )
    inserted.set()
    other.join(timeout=30)

    assert len(told) == 1
    assert MilestoneReport.objects.count() == 1
