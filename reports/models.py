"""Status reports as they were frozen, who gets them, and every mail that left the house."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from ozgtracker.badges import Badge
from reports.delivery_states import DELIVERY_STATES, DeliveryState, may_decide
from reports.queries import OutboxQuerySet, RecipientQuerySet, StatusReportQuerySet


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


class Delivery(models.Model):
    """One mail to one recipient: a row before it leaves. kind, recipient and period are unique, so it is sent once."""

    KINDS = (
        ("report", _("Statusbericht")),
        ("overdue", _("Überfälligkeit")),
        ("mandate", _("Benennung")),
        ("access", _("Zugang")),
        ("alarm", _("Störung")),
    )

    kind = models.CharField(_("Art"), max_length=20, choices=KINDS)
    recipient = models.EmailField(_("an"))
    recipient_name = models.CharField(_("Name"), max_length=120, blank=True)
    period = models.CharField(_("Zeitraum"), max_length=40)
    subject = models.CharField(_("Betreff"), max_length=200)
    body = models.TextField(_("Text"))
    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    state = models.CharField(
        _("Stand"),
        max_length=10,
        choices=[(s.value, DELIVERY_STATES[s].label) for s in DeliveryState],
        default=DeliveryState.QUEUED,
    )
    message_id = models.CharField(_("Nachrichtenkennung"), max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    queued_on = models.DateField(_("eingereiht am"))
    # Set after a temporary refusal; empty means at once.
    not_before = models.DateTimeField(_("frühestens"), null=True, blank=True)
    sending_since = models.DateTimeField(_("wird gesendet seit"), null=True, blank=True)
    sent_at = models.DateTimeField(_("gesendet"), null=True, blank=True)
    error = models.CharField(_("Fehler"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("Demonstration"), default=False)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zustellung")
        verbose_name_plural = _("Zustellungen")
        ordering = ("-queued_on", "-id")
        constraints = (
            models.UniqueConstraint("kind", Lower("recipient"), "period", name="reports_delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DeliveryState]), name="reports_delivery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | Q(~Q(state="sent"), sent_at__isnull=True),
                name="reports_delivery_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", sending_since__isnull=False)
                | Q(~Q(state="sending"), sending_since__isnull=True),
                name="reports_delivery_sending_has_moment",
            ),
        )
        indexes = (
            models.Index(fields=["not_before"], condition=Q(state="queued"), name="reports_delivery_queue"),
            models.Index(fields=["sending_since"], condition=Q(state="sending"), name="reports_delivery_sending"),
        )

    def __str__(self) -> str:
        return _("%(subject)s an %(recipient)s") % {"subject": self.subject, "recipient": self.recipient}

    @property
    def look(self) -> Badge:
        """Sign, word and slug of the state."""
        return DELIVERY_STATES[DeliveryState(self.state)]

    @property
    def may_requeue(self) -> bool:
        """Whether a person may have it sent again."""
        return may_decide(DeliveryState(self.state), DeliveryState.QUEUED)

    @property
    def may_confirm(self) -> bool:
        """Whether a person may say that it arrived."""
        return may_decide(DeliveryState(self.state), DeliveryState.SENT)


class MailLine(models.Model):
    """How the line to the mail server stands: one row, by the real clock. Written by reports.actions.holding alone."""

    ONLY = 1

    uncertain = models.PositiveIntegerField(_("ungewiss hintereinander"), default=0)
    stopped_since = models.DateTimeField(_("angehalten seit"), null=True, blank=True)
    next_try = models.DateTimeField(_("nächster Versuch"), null=True, blank=True)
    unreachable_since = models.DateTimeField(_("nicht erreichbar seit"), null=True, blank=True)
    # Whether the ministry has been told of the outage that began at unreachable_since.
    is_told = models.BooleanField(_("gemeldet"), default=False)

    class Meta:
        verbose_name = _("Verbindung zum Mailserver")
        verbose_name_plural = _("Verbindungen zum Mailserver")
        constraints = (
            models.CheckConstraint(
                condition=Q(stopped_since__isnull=True, next_try__isnull=True)
                | Q(stopped_since__isnull=False, next_try__isnull=False),
                name="reports_mailline_stopped_tries_again",
            ),
        )

    def __str__(self) -> str:
        return _("Verbindung zum Mailserver") + f" {self.pk}"
