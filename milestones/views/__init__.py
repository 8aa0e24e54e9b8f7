"""The pages of the plan."""

from __future__ import annotations

from milestones.views.detail import deliverable_correct, deliverable_release, milestone
from milestones.views.listing import milestones, milestones_csv
from milestones.views.reporting import milestone_report

__all__ = [
    "deliverable_correct",
    "deliverable_release",
    "milestone",
    "milestone_report",
    "milestones",
    "milestones_csv",
]
