"""The pages of this room: reporting, base components, mandates."""

from __future__ import annotations

from municipalities.views.components import component_report, components, components_csv
from municipalities.views.mandates import appoint, dismiss
from municipalities.views.report import members_csv, report, report_several, report_unchanged
from municipalities.views.rollout import rollout_report

__all__ = [
    "appoint",
    "component_report",
    "components",
    "components_csv",
    "dismiss",
    "members_csv",
    "report",
    "report_several",
    "report_unchanged",
    "rollout_report",
]
