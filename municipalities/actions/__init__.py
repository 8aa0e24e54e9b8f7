"""The only writers of this room: one verb, one transaction each."""

from __future__ import annotations

from municipalities.actions.competence import answer_competence
from municipalities.actions.mandates import appoint, dismiss
from municipalities.actions.rollouts import Entry, confirm_unchanged, report_rollout, report_rollouts
from municipalities.actions.territory import load_competences, load_territory, sync_rollouts
from municipalities.actions.undoing import undo_reports

__all__ = [
    "Entry",
    "answer_competence",
    "appoint",
    "confirm_unchanged",
    "dismiss",
    "load_competences",
    "load_territory",
    "report_rollout",
    "report_rollouts",
    "sync_rollouts",
    "undo_reports",
]
