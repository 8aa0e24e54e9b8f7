"""Pages about what leaves the house."""

from reports.views.archive import report_issue, report_pdf, reports, reports_csv
from reports.views.deciding import mail_continue, mail_decide
from reports.views.outbox import delivery_confirm, delivery_requeue, mail, mail_csv, mail_item
from reports.views.recipients import recipient_add, recipient_remove, recipients_csv

__all__ = [
    "delivery_confirm",
    "delivery_requeue",
    "mail",
    "mail_continue",
    "mail_csv",
    "mail_decide",
    "mail_item",
    "recipient_add",
    "recipient_remove",
    "recipients_csv",
    "report_issue",
    "report_pdf",
    "reports",
    "reports_csv",
]
