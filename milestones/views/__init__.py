"""The pages of the plan."""

from __future__ import annotations

from milestones.views.baselines import baselines, baselines_csv
from milestones.views.components import component_report
from milestones.views.detail import deliverable_correct, deliverable_release, milestone, milestone_csv
from milestones.views.listing import milestones, milestones_csv
from milestones.views.proposing import milestone_date, proposal_answer
from milestones.views.reporting import milestone_report
from milestones.views.trends import trend, trend_csv
from milestones.views.undoing import component_undo, milestone_undo

__all__ = [
    "baselines",
    "baselines_csv",
    "component_report",
    "component_undo",
    "deliverable_correct",
    "deliverable_release",
    "milestone",
    "milestone_csv",
    "milestone_date",
    "milestone_report",
    "milestone_undo",
    "milestones",
    "milestones_csv",
    "proposal_answer",
    "trend",
    "trend_csv",
]
