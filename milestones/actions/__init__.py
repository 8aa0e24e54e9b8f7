"""The only writers of this room: one action, one verb, one transaction."""

from __future__ import annotations

from milestones.actions.deliverables import correct_release, release_deliverable
from milestones.actions.dependencies import add_dependency
from milestones.actions.loading import load_plan
from milestones.actions.overdue import claim_overdue, flag_overdue
from milestones.actions.reporting import report_milestone

__all__ = [
    "add_dependency",
    "claim_overdue",
    "correct_release",
    "flag_overdue",
    "load_plan",
    "release_deliverable",
    "report_milestone",
]
