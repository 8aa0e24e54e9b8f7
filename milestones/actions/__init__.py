"""The only writers of this room: one action, one verb, one transaction."""

from __future__ import annotations

from milestones.actions.answering import answer_proposal, carry_out
from milestones.actions.deliverables import correct_release, release_deliverable
from milestones.actions.dependencies import add_dependency
from milestones.actions.foreseeing import foresee, unless_unseen
from milestones.actions.loading import load_plan
from milestones.actions.overdue import claim_overdue, flag_overdue
from milestones.actions.proposing import propose_date, propose_report
from milestones.actions.reporting import report_milestone
from milestones.actions.undoing import undo_milestone

__all__ = [
    "add_dependency",
    "answer_proposal",
    "carry_out",
    "claim_overdue",
    "correct_release",
    "flag_overdue",
    "foresee",
    "load_plan",
    "propose_date",
    "propose_report",
    "release_deliverable",
    "report_milestone",
    "undo_milestone",
    "unless_unseen",
]
