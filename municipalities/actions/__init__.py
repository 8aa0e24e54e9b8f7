"""The only writers of this room: one verb, one transaction each."""

from __future__ import annotations

from municipalities.actions.competence import answer_competence
from municipalities.actions.invitations import Listed, check_list, invite_listed, invite_speaker
from municipalities.actions.mandates import appoint, confirm_mandates, decline_mandates, dismiss
from municipalities.actions.notices import hand_out_notices
from municipalities.actions.rollouts import Entry, confirm_unchanged, report_rollout, report_rollouts
from municipalities.actions.tallies import close_days, rebuild_tallies, tally_differences
from municipalities.actions.territory import load_competences, load_territory, sync_rollouts
from municipalities.actions.undoing import undo_reports

__all__ = [
    "Entry",
    "Listed",
    "answer_competence",
    "appoint",
    "check_list",
    "close_days",
    "confirm_mandates",
    "confirm_unchanged",
    "decline_mandates",
    "dismiss",
    "hand_out_notices",
    "invite_listed",
    "invite_speaker",
    "load_competences",
    "load_territory",
    "rebuild_tallies",
    "report_rollout",
    "report_rollouts",
    "sync_rollouts",
    "tally_differences",
    "undo_reports",
]
