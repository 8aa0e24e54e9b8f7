"""The only writers of this room, one file a concept."""

from reports.actions.access_news import announce_access
from reports.actions.alarming import raise_alarms
from reports.actions.announcing import announce_overdue
from reports.actions.deciding import Decided, confirm_delivery, decide_deliveries, requeue_delivery
from reports.actions.delivering import deliver_due, reap_stuck
from reports.actions.holding import continue_sending
from reports.actions.issuing import issue_due_reports, issue_report
from reports.actions.mandates import announce_mandates
from reports.actions.recipients import add_recipient, remove_recipient

__all__ = [
    "Decided",
    "add_recipient",
    "announce_access",
    "announce_mandates",
    "announce_overdue",
    "confirm_delivery",
    "continue_sending",
    "decide_deliveries",
    "deliver_due",
    "issue_due_reports",
    "issue_report",
    "raise_alarms",
    "reap_stuck",
    "remove_recipient",
    "requeue_delivery",
]
