"""Pages about what leaves the house."""

from reports.views.archive import report_issue, report_pdf, reports
from reports.views.outbox import delivery_confirm, delivery_requeue, mail, mail_item
from reports.views.recipients import recipient_add, recipient_remove

__all__ = [
    "delivery_confirm",
    "delivery_requeue",
    "mail",
    "mail_item",
    "recipient_add",
    "recipient_remove",
    "report_issue",
    "report_pdf",
    "reports",
]
