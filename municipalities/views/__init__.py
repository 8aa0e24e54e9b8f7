"""The pages of this room: reporting, base components, mandates."""

from __future__ import annotations

from municipalities.views.competence import competence_answer
from municipalities.views.components import components, components_csv
from municipalities.views.mandates import appoint, dismiss
from municipalities.views.report import members_csv, report, report_unchanged
from municipalities.views.rollout import rollout_report
from municipalities.views.several import report_several
from municipalities.views.undoing import report_undo

__all__ = [
    "appoint",
    "competence_answer",
    "components",
    "components_csv",
    "dismiss",
    "members_csv",
    "report",
    "report_several",
    "report_unchanged",
    "report_undo",
    "rollout_report",
]
