"""Which monthly reports should be there and are not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from milestones.models import Plan
from reports.calendar import due_months, due_on, last_day


def due(on: date, issued: Collection[date]) -> list[date]:
    """The months whose report is due on that day and not issued, oldest first; before the plan there are none."""
    plan = Plan.objects.current()
    if plan is None:
        return []
    return [month for month in due_months(on, issued) if last_day(month) >= plan.agreed_on]


def missing(on: date, issued: Collection[date]) -> list[date]:
    """The months whose day has passed: on the day itself the schedule still has until midnight."""
    return [month for month in due(on, issued) if due_on(month) < on]
