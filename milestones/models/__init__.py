"""The plan, its baselines and phases, its milestones, and everything that was said about them."""

from __future__ import annotations

from milestones.models.baselines import Baseline, BaselineDate
from milestones.models.deliverables import Deliverable, DeliverableRelease
from milestones.models.plan import Contributor, Dependency, Milestone, Phase, Plan
from milestones.models.proposals import Answer, Proposal
from milestones.models.reports import BecameOverdue, MilestoneReport

__all__ = [
    "Answer",
    "Baseline",
    "BaselineDate",
    "BecameOverdue",
    "Contributor",
    "Deliverable",
    "DeliverableRelease",
    "Dependency",
    "Milestone",
    "MilestoneReport",
    "Phase",
    "Plan",
    "Proposal",
]
