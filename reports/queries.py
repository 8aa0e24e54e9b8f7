"""Every question about reports, recipients and deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from reports.models import Delivery, Recipient, StatusReport


class StatusReportQuerySet(models.QuerySet["StatusReport"]):
    """The archive."""


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """The distribution list."""

    def active(self) -> RecipientQuerySet:
        """Who gets the next report."""
        return self.filter(is_active=True)


class OutboxQuerySet(models.QuerySet["Delivery"]):
    """The outbox."""

    def due(self, moment: datetime) -> OutboxQuerySet:
        """Queued rows that may leave now."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=moment), state="queued")

    def claim(self, *, expecting: str, becoming: str, **changes: object) -> bool:
        """Compare and set on the one row this queryset selects; False if another process was faster."""
        return self.filter(state=expecting).update(state=becoming, **changes) == 1
