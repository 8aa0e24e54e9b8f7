"""The pages of this room: reporting and mandates."""

from __future__ import annotations

from municipalities.views.associations import association_appoint, association_dismiss, associations, associations_csv
from municipalities.views.competence import competence_answer
from municipalities.views.invitations import people_list, person_invite
from municipalities.views.mandates import appoint, decide, dismiss, mandates, mandates_csv
from municipalities.views.report import members_csv, report, report_unchanged
from municipalities.views.rollout import rollout_report
from municipalities.views.several import report_several
from municipalities.views.undoing import report_undo

__all__ = [
    "appoint",
    "association_appoint",
    "association_dismiss",
    "associations",
    "associations_csv",
    "competence_answer",
    "decide",
    "dismiss",
    "mandates",
    "mandates_csv",
    "members_csv",
    "people_list",
    "person_invite",
    "report",
    "report_several",
    "report_unchanged",
    "report_undo",
    "rollout_report",
]
