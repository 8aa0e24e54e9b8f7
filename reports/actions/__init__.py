"""The only writers of this room, one file a concept."""

from reports.actions.announcing import announce_overdue
from reports.actions.delivering import confirm_delivery, deliver_due, reap_stuck, requeue_delivery
from reports.actions.issuing import issue_due_reports, issue_report
from reports.actions.mandates import announce_mandates
from reports.actions.recipients import add_recipient, remove_recipient

__all__ = [
    "add_recipient",
    "announce_mandates",
    "announce_overdue",
    "confirm_delivery",
    "deliver_due",
    "issue_due_reports",
    "issue_report",
    "reap_stuck",
    "remove_recipient",
    "requeue_delivery",
]
