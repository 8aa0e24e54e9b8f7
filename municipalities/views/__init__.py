"""The pages of this room: reporting, base components, mandates."""

from __future__ import annotations

from municipalities.views.components import components
from municipalities.views.mandates import appoint, dismiss
from municipalities.views.report import report, report_several, report_unchanged
from municipalities.views.rollout import rollout_report

__all__ = [
    "appoint",
    "components",
    "dismiss",
    "report",
    "report_several",
    "report_unchanged",
    "rollout_report",
]
