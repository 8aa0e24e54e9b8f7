"""The pages of this room: reporting, base components, mandates."""

from __future__ import annotations

from municipalities.views.associations import association_appoint, association_dismiss, associations
from municipalities.views.components import component_report, components
from municipalities.views.invitations import people_list, person_invite
from municipalities.views.mandates import appoint, decide, dismiss, mandates
from municipalities.views.report import report, report_several, report_unchanged
from municipalities.views.rollout import rollout_report

__all__ = [
    "appoint",
    "association_appoint",
    "association_dismiss",
    "associations",
    "component_report",
    "components",
    "decide",
    "dismiss",
    "mandates",
    "people_list",
    "person_invite",
    "report",
    "report_several",
    "report_unchanged",
    "rollout_report",
]
