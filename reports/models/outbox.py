"""Every mail that left the house, and how the line to the mail server stands."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ozgtracker.ui.badges import Badge, badge_choices
from reports.delivery_states import TO_DECIDE, WORST_FIRST, DeliveryState, may_decide
from reports.models.archive import StatusReport
from reports.words import DELIVERY_STATES


class OutboxQuerySet(models.QuerySet["Delivery"]):
    """The outbox."""

    def due(self, moment: datetime) -> OutboxQuerySet:
        """Queued rows that may leave now."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=moment), state="queued")

    def in_turn(self) -> OutboxQuerySet:
        """In the order in which they leave: what says that the mail does not work goes first."""
        return self.order_by(Case(When(kind="alarm", then=Value(0)), default=Value(1)), "pk")

    def to_decide(self) -> OutboxQuerySet:
        """What a person must decide on."""
        return self.filter(state__in=TO_DECIDE)

    def search(self, words: str) -> OutboxQuerySet:
        """To somebody whose name or address contains every word."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(recipient__icontains=word) | Q(recipient_name__icontains=word))
        return found

    def tally(self) -> dict[DeliveryState, int]:
        """How many are in each state (one query)."""
        counted = self.order_by().values_list("state").annotate(number=Count("pk"))
        return {DeliveryState(state): number for state, number in counted}

    def worst_first(self) -> OutboxQuerySet:
        """Unknown and failed first, for a person to decide on; then what is on its way; then what was sent."""
        order = {state: place for place, state in enumerate(WORST_FIRST)}
        place = Case(*(When(state=state, then=Value(n)) for state, n in order.items()), output_field=IntegerField())
        return self.annotate(place=place).order_by("place", "-queued_on", "-pk")

    def light(self) -> OutboxQuerySet:
        """With the number of its report, without the report's weight."""
        return self.select_related("report").defer("report__snapshot", "report__pdf", "body")

    def claim(self, *, expecting: str, becoming: str, **changes: object) -> bool:
        """Compare and set on the one row this queryset selects; False if another process was faster."""
        return self.filter(state=expecting).update(state=becoming, **changes) == 1


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
        choices=badge_choices(DELIVERY_STATES),
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
