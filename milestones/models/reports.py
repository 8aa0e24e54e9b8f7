"""What was said about milestones, and the event "became overdue"."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from milestones.models.plan import PRECISION_CHOICES, STATE_CHOICES, Milestone
from milestones.precision import Precision
from milestones.reported import COLUMNS, MilestoneInput
from milestones.states import (
    State,
)
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import StatementQuerySet
from services.models import REASON_CHOICES
from services.reasons import NO_CATEGORY


class MilestoneReportQuerySet(StatementQuerySet["MilestoneReport"]):
    """What was said about milestones."""


class MilestoneReport(Statement):
    """What somebody said about a milestone: appended, never changed, superseding exactly one predecessor."""

    ABOUT = ("milestone",)
    REPEATED = ("state", "forecast_on", "forecast_precision", "actual_on")
    WORD = (*REPEATED, "reason_category", "evidence", "declaring_body")
    NOTHING: ClassVar[dict[str, Any]] = {"state": State.OPEN.value, "forecast_precision": Precision.NONE.value}

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES)
    forecast_on = models.DateField(_("Prognose"), null=True, blank=True)
    forecast_precision = models.CharField(
        _("Genauigkeit"), max_length=20, choices=PRECISION_CHOICES, default=Precision.DAY
    )
    actual_on = models.DateField(_("erreicht am"), null=True, blank=True)
    reason_category = models.CharField(
        _("Art des Grundes"), max_length=20, blank=True, choices=REASON_CHOICES, default=NO_CATEGORY
    )
    evidence = models.CharField(_("Nachweis"), max_length=500, blank=True)
    declaring_body = models.CharField(_("erklärende Stelle"), max_length=200, blank=True)

    objects = MilestoneReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meldung zum Meilenstein")
        verbose_name_plural = _("Meldungen zum Meilenstein")
        ordering = ("said_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(supersedes__isnull=True), name="milestones_milestonereport_first"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="milestones_milestonereport_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="reached", actual_on__isnull=False) | Q(~Q(state="reached"), actual_on__isnull=True),
                name="milestones_milestonereport_reached_means_actual",
            ),
            models.CheckConstraint(
                condition=Q(actual_on__isnull=True) | Q(actual_on__lte=F("said_on")),
                name="milestones_milestonereport_actual_not_future",
            ),
            # A forecast before the day it was said, while not reached, is no forecast (an undo gives an old one back).
            models.CheckConstraint(
                condition=Q(forecast_on__isnull=True)
                | Q(state="reached")
                | Q(forecast_on__gte=F("said_on"))
                | Q(counts_on__isnull=False),
                name="milestones_milestonereport_forecast_not_past",
            ),
        )
        indexes = (models.Index(fields=["milestone", "-said_on", "-id"], name="milestones_report_latest"),)

    def __str__(self) -> str:
        return f"{self.milestone} {self.said_on:%d.%m.%Y}"

    @property
    def said(self) -> MilestoneInput:
        """What it says, to be put into words."""
        values = {name: getattr(self, name) for name in COLUMNS}
        known = {"state": State(self.state), "forecast_precision": Precision(self.forecast_precision)}
        return MilestoneInput(**values | known)


class BecameOverdueQuerySet(models.QuerySet["BecameOverdue"]):
    """Events, and the claim on them."""

    def unannounced(self) -> BecameOverdueQuerySet:
        """Events nobody has been told about yet."""
        return self.filter(announced_on__isnull=True)

    def of_sides(self, sides: Collection[str]) -> BecameOverdueQuerySet:
        """Events of milestones one of these sides owes."""
        return self.filter(milestone__responsible__in=[str(side) for side in sides])

    def claim(self, *, on: date) -> bool:
        """Take the one event this queryset selects for announcing; False if somebody else was faster."""
        return self.filter(announced_on__isnull=True).update(announced_on=on) == 1


class BecameOverdue(models.Model):
    """The event "became overdue": once per milestone and due date. Mail is claimed from it; a new date re-arms it."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="overdue_events")
    due_on = models.DateField(_("fällig am"))
    noticed_on = models.DateField(_("bemerkt am"))
    announced_on = models.DateField(_("gemeldet am"), null=True, blank=True)

    objects = BecameOverdueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Überfälligkeit")
        verbose_name_plural = _("Überfälligkeiten")
        ordering = ("due_on", "milestone")
        constraints = (
            models.UniqueConstraint(fields=["milestone", "due_on"], name="milestones_becameoverdue_once"),
            models.CheckConstraint(condition=Q(noticed_on__gt=F("due_on")), name="milestones_becameoverdue_after_due"),
        )
        indexes = (
            models.Index(
                fields=["due_on"], condition=Q(announced_on__isnull=True), name="milestones_overdue_unannounced"
            ),
        )

    def __str__(self) -> str:
        return _("%(title)s überfällig seit %(day)s") % {"title": self.milestone, "day": f"{self.due_on:%d.%m.%Y}"}
