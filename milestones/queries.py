"""Every question about milestones and what was said about them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from milestones.models import BecameOverdue, Milestone, MilestoneReport


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones as they stood on a day."""

    def as_of(self, day: date) -> MilestoneQuerySet:
        """With what the last report by that day said (state_then, forecast_then, forecast_precision_then, actual_then,
        said_then, reason_then, report_then) and the dates of the first and the latest baseline agreed by then
        (original_on, original_precision, agreed_on, agreed_precision)."""
        latest = (
            apps.get_model("milestones", "MilestoneReport")
            .objects.filter(milestone=OuterRef("pk"), said_on__lte=day)
            .order_by("-said_on", "-id")
        )
        baselines = apps.get_model("milestones", "BaselineDate").objects.filter(milestone=OuterRef("pk"))
        first = baselines.order_by("baseline__number")
        agreed = baselines.filter(baseline__agreed_on__lte=day).order_by("-baseline__number")
        return self.annotate(
            state_then=Subquery(latest.values("state")[:1]),
            forecast_then=Subquery(latest.values("forecast_on")[:1]),
            forecast_precision_then=Subquery(latest.values("forecast_precision")[:1]),
            actual_then=Subquery(latest.values("actual_on")[:1]),
            said_then=Subquery(latest.values("said_on")[:1]),
            reason_then=Subquery(latest.values("reason")[:1]),
            report_then=Subquery(latest.values("pk")[:1]),
            original_on=Subquery(first.values("date")[:1]),
            original_precision=Subquery(first.values("precision")[:1]),
            agreed_on=Subquery(agreed.values("date")[:1]),
            agreed_precision=Subquery(agreed.values("precision")[:1]),
        )


class MilestoneReportQuerySet(models.QuerySet["MilestoneReport"]):
    """What was said about milestones."""

    def said_by(self, day: date) -> MilestoneReportQuerySet:
        """Only what had been said by the end of that day."""
        return self.filter(said_on__lte=day)


class BecameOverdueQuerySet(models.QuerySet["BecameOverdue"]):
    """Events, and the claim on them."""

    def unannounced(self) -> BecameOverdueQuerySet:
        """Events nobody has been told about yet."""
        return self.filter(announced_on__isnull=True)

    def claim(self, *, on: date) -> bool:
        """Take the one event this queryset selects for announcing; False if somebody else was faster."""
        return self.filter(announced_on__isnull=True).update(announced_on=on) == 1
