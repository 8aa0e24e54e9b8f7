"""Where the plan stands on a day: everything the pages, the report and the overview say about it, from one function."""

from __future__ import annotations

from milestones.status.reading import plan_status
from milestones.status.rows import Coupling, DeliverableStatus, MilestoneStatus, PhaseStatus, PlanStatus

__all__ = ["Coupling", "DeliverableStatus", "MilestoneStatus", "PhaseStatus", "PlanStatus", "plan_status"]
