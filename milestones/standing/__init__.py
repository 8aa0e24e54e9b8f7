"""Where the plan stands on a day: everything the pages, the report and the overview say about it, from one function."""

from __future__ import annotations

from milestones.standing.reading import plan_standing
from milestones.standing.rows import Coupling, DeliverableStanding, PhaseStanding, PlanStanding, Standing

__all__ = ["Coupling", "DeliverableStanding", "PhaseStanding", "PlanStanding", "Standing", "plan_standing"]
