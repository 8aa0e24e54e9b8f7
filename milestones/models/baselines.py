"""The agreed dates, frozen stand by stand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from milestones.models.plan import PRECISION_CHOICES, Milestone, Plan
from milestones.precision import Precision
from milestones.words import date_words

_DATED = ~Q(precision__in=["continuous", "none"])


class Baseline(models.Model):
    """A frozen stand of the plan's dates. Number 0 is the letter of 21.12.2021 and is immortal."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = models.CharField(_("Name"), max_length=160)
    agreed_on = models.DateField(_("verabredet am"))
    source = models.CharField(_("Quelle"), max_length=300)
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Planstand")
        verbose_name_plural = _("Planstände")
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="milestones_baseline_number_unique"),)

    def __str__(self) -> str:
        return self.name


class BaselineDate(models.Model):
    """The date of one milestone in one baseline: never changed (a database trigger refuses it)."""

    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="dates")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="baseline_dates")
    date = models.DateField(_("Termin"), null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=20, choices=PRECISION_CHOICES)

    class Meta:
        verbose_name = _("Termin im Planstand")
        verbose_name_plural = _("Termine im Planstand")
        constraints = (
            models.UniqueConstraint(fields=["baseline", "milestone"], name="milestones_baselinedate_unique"),
            models.CheckConstraint(
                condition=(_DATED & Q(date__isnull=False)) | (~_DATED & Q(date__isnull=True)),
                name="milestones_baselinedate_precision_fits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone}: {date_words(self.date, Precision(self.precision))}"
