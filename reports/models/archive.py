"""Status reports as they were frozen, and who gets them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, Max, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from reports.delivery_states import DeliveryState


class StatusReportQuerySet(models.QuerySet["StatusReport"]):
    """The archive."""

    def of_month(self, month: date) -> StatusReport | None:
        """The issue about this month (its first day), if there is one."""
        return self.filter(month=month).first()

    def latest_month(self) -> date | None:
        """The newest month with an issue."""
        latest: date | None = self.aggregate(latest=Max("month"))["latest"]
        return latest

    def months(self) -> set[date]:
        """Every month with an issue (its first day)."""
        return set(self.values_list("month", flat=True))

    def next_number(self) -> int:
        """The number the next issue will probably have; only who holds the numbering lock may rely on it."""
        highest: int | None = self.aggregate(highest=Max("number"))["highest"]
        return (highest or 0) + 1

    def created_by(self, day: date) -> StatusReportQuerySet:
        """Issues that existed at the end of that day."""
        return self.filter(created_on__lte=day)

    def listed(self) -> StatusReportQuerySet:
        """Without what makes a row heavy, newest first, each with how its deliveries stand."""
        states = {
            f"{state.value}_deliveries": Count("deliveries", filter=Q(deliveries__state=state))
            for state in DeliveryState
        }
        return self.defer("snapshot", "pdf").annotate(**states).order_by("-number")


class StatusReport(models.Model):
    """One numbered issue of the monthly report: snapshot and PDF frozen (a database trigger refuses changes)."""

    number = models.PositiveIntegerField(_("Nummer"), unique=True)
    month = models.DateField(_("Berichtsmonat"), unique=True)  # its first day
    day = models.DateField(_("Stichtag"))
    created_on = models.DateField(_("erstellt am"))
    snapshot = models.JSONField(_("Datenstand"))
    pdf = models.BinaryField(_("PDF"))
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    is_demonstration = models.BooleanField(_("Demonstration"), default=False)
    recorded_at = models.DateTimeField(db_default=Now())

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Statusbericht")
        verbose_name_plural = _("Statusberichte")
        ordering = ("-number",)

    def __str__(self) -> str:
        return _("Statusbericht Nr. %(number)s (%(month)s)") % {"number": self.number, "month": f"{self.month:%m/%Y}"}

    @property
    def file_name(self) -> str:
        """What the PDF is called, in mails and when it is saved."""
        return f"statusbericht-{self.number:03d}-{self.month:%Y-%m}.pdf"


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """The distribution list."""

    def active(self) -> RecipientQuerySet:
        """Who gets the next report."""
        return self.filter(is_active=True)


class Recipient(models.Model):
    """Somebody the monthly report is mailed to."""

    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=120)
    is_active = models.BooleanField(_("aktiv"), default=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("Empfänger")
        verbose_name_plural = _("Empfänger")
        ordering = ("name", "email")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="reports_recipient_email_unique",
                violation_error_message=_("Diese Adresse steht schon im Verteiler."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
