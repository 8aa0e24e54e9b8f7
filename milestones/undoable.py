"""What somebody may still take back about the plan: a report or a release of the last half hour."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from milestones.models import DeliverableRelease, Milestone, MilestoneReport
from ozgtracker.statements.undo import latest_undoable


def undo_of(user: User, milestone: Milestone, on: date, at: datetime) -> dict[str, Any]:
    """The newest of both as `undo`, and where to send it as `undo_href` (two queries). What both sides agreed on is
    taken back by neither. on: the product's day; at: the real moment."""
    said = (
        MilestoneReport.objects.filter(milestone=milestone, confirmation__isnull=True),
        DeliverableRelease.objects.filter(deliverable__milestone=milestone),
    )
    found = [one for reports in said if (one := latest_undoable(reports, by=user, on=on, at=at)) is not None]
    undo = max(found, key=lambda one: one.until, default=None)
    href = reverse("milestone-undo", args=[milestone.slug, undo.change_set]) if undo else ""
    return {"undo": undo, "undo_href": href}
