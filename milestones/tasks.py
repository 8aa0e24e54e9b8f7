"""Doorways for the schedule."""

from __future__ import annotations

from celery import shared_task

from milestones import actions
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job


@shared_task(name="milestones.flag_overdue", throws=(ImplausibleDay,))
def flag_overdue() -> None:
    """Nightly and at the start of a worker: notice what became overdue."""
    with job("milestones.flag_overdue"):
        actions.flag_overdue(on=clock.today())
