"""Status reports as they were frozen, who gets them, and every mail that left the house."""

from __future__ import annotations

from reports.models.archive import Recipient, StatusReport
from reports.models.outbox import Delivery, MailLine, OutboxQuerySet

__all__ = [
    "Delivery",
    "MailLine",
    "OutboxQuerySet",
    "Recipient",
    "StatusReport",
]
