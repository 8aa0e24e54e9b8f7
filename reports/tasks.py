"""Doorways for worker and schedule. Each is safe to run twice and catches up after an outage."""

from __future__ import annotations

from celery import shared_task

from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job
from reports import actions


@shared_task(name="reports.run_reports", throws=(ImplausibleDay,))
def run_reports() -> None:
    """Issue every monthly report that is due and not yet there."""
    with job("reports.run_reports"):
        actions.issue_due_reports(on=clock.today())


@shared_task(name="reports.announce_overdue", throws=(ImplausibleDay,))
def announce_overdue() -> None:
    """Queue a digest for every side that has something newly overdue."""
    with job("reports.announce_overdue"):
        actions.announce_overdue(on=clock.today())


@shared_task(name="reports.deliver", throws=(ImplausibleDay,))
def deliver() -> None:
    """Send what waits, news of mandates and alarms among it; show what a killed process left behind as unknown."""
    with job("reports.deliver"):
        actions.announce_mandates(on=clock.today())
        actions.announce_access(on=clock.today())
        actions.raise_alarms(moment=clock.instant(), on=clock.today())
        actions.reap_stuck(moment=clock.instant(), on=clock.today())
        actions.deliver_due(instant=clock.instant, now=clock.now)
