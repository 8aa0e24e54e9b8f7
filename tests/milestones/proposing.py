"""Proposals and answers as tests make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from milestones.actions import answer_proposal, propose_report
from milestones.models import Answer, Milestone, MilestoneReport, Plan, Proposal
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from milestones.states import State
from milestones.status import MilestoneStatus, plan_status
from ozgtracker.ui.as_of import AsOf
from tests.milestones.reporting import ON

LATER = date(2022, 2, 10)
DROPPED: dict[str, Any] = {"state": State.CANCELLED, "reason": "Der Haushalt gibt es nicht her."}
AUGUST = date(2022, 8, 31)
NEW_DATE: dict[str, Any] = {
    "day": AUGUST,
    "precision": Precision.DAY,
    "reason": "Die Schulungen beginnen erst im Sommer.",
    "reason_category": "staff",
}


def propose(by: User, milestone: Milestone, on: date = ON, **values: Any) -> Proposal:
    said = MilestoneInput(**(values or DROPPED))
    return propose_report(by=by, milestone=milestone, on=on, said=said, supersedes=milestone.last_report)


def answer(by: User, proposal: Proposal, verdict: Verdict, on: date = ON, **values: Any) -> Answer:
    latest = MilestoneReport.objects.latest_of(proposal.milestone)
    return answer_proposal(by=by, proposal=proposal, verdict=verdict, on=on, **({"supersedes": latest} | values))


def status(plan: Plan, code: str, day: date) -> MilestoneStatus:
    return next(row for row in plan_status(plan, AsOf(day, day)).milestones if row.milestone.code == code)
