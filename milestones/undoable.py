"""What somebody may still take back about the plan: a report or a release of the last half hour."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from milestones.models import DeliverableRelease, Milestone, MilestoneReport
from milestones.permissions import REPORTERS
from ozgtracker.statements.undo import Undoable, latest_undoable


def undo_of(user: User, milestone: Milestone, on: date, at: datetime) -> dict[str, Any]:
    """The newest of both as `undo`, and where to send it as `undo_href` (two queries). What both sides agreed on is
    taken back by neither. on: the product's day; at: the real moment."""
    said = (
        MilestoneReport.objects.filter(milestone=milestone, confirmation__isnull=True),
        DeliverableRelease.objects.filter(deliverable__milestone=milestone),
    )
    found = [one for reports in said if (one := latest_undoable(reports, by=user, on=on, at=at)) is not None]
    return _offer(max(found, key=lambda one: one.until, default=None), milestone.slug)


def undo_in_list(user: User, on: date, at: datetime) -> dict[str, Any]:
    """The same for the list, where reports alone are made, on any milestone (one query, two where there is one)."""
    if Role(user.role) not in REPORTERS:
        return {}
    said = MilestoneReport.objects.filter(confirmation__isnull=True)
    undo = latest_undoable(said, by=user, on=on, at=at)
    return _offer(undo, said.values_list("milestone__slug", flat=True).get(change_set=undo.change_set) if undo else "")


def _offer(undo: Undoable | None, slug: str) -> dict[str, Any]:
    return {"undo": undo, "undo_href": reverse("milestone-undo", args=[slug, undo.change_set]) if undo else ""}
