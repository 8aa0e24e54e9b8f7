"""Files somebody asked for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exports.addresses import LONGEST
from exports.progress import Progress
from exports.states import UNDER_WAY, ExportState, Failure
from exports.words import EXPORT_STATES, FAILURES
from ozgtracker.locks import AdvisoryLock
from ozgtracker.ui.badges import badge_choices

# Whoever writes a file holds a lock of this number for it, until the file is written or the process is dead.
_WRITTEN_NOW = (
    "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class ExportQuerySet(models.QuerySet["Export"]):
    """Questions about files somebody asked for."""

    def of(self, person: User) -> ExportQuerySet:
        """Those of this person: for everybody else they do not exist."""
        return self.filter(person=person)

    def kept(self, on: date) -> ExportQuerySet:
        """Those that may still be taken away on that day."""
        return self.filter(ordered_on__gt=on - timedelta(days=settings.EXPORT_DAYS))

    def under_way(self) -> ExportQuerySet:
        """Those that wait or are being written."""
        return self.filter(state__in=UNDER_WAY)

    def queued(self) -> ExportQuerySet:
        """Those that wait, first come first."""
        return self.filter(state=ExportState.QUEUED).order_by("pk")

    def lost(self) -> ExportQuerySet:
        """Those whose writer is dead: nobody holds their lock (one query, no time has to pass)."""
        held = RawSQL(_WRITTEN_NOW, [AdvisoryLock.WRITE_EXPORT.value])  # noqa: S611 - our own words
        return self.filter(state=ExportState.RUNNING).exclude(pk__in=held)


class Export(models.Model):
    """One list as a file: whose, which list, of which day, and how far it is. Deleted after settings.EXPORT_DAYS."""

    # Names file and address: nobody can guess a second one from the first.
    token = models.UUIDField(_("Kennung"), default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    address = models.CharField(_("Adresse der Liste"), max_length=LONGEST)
    day = models.DateField(_("Stichtag"))
    title = models.CharField(_("Liste"), max_length=100)
    narrowed = models.TextField(_("Filter"), blank=True)
    # What this person might read when it was written (exports.permissions.rights_of).
    rights = models.CharField(_("Rechte"), max_length=64, blank=True)
    state = models.CharField(
        _("Stand"), max_length=10, choices=badge_choices(EXPORT_STATES), default=ExportState.QUEUED.value
    )
    failure = models.CharField(_("Hindernis"), max_length=10, choices=FAILURES.choices(), blank=True)
    rows_expected = models.BigIntegerField(_("erwartete Zeilen"), null=True)
    rows_written = models.BigIntegerField(_("geschriebene Zeilen"), default=0)
    size = models.BigIntegerField(_("Größe in Byte"), default=0)
    ordered_on = models.DateField(_("Tag der Anforderung"))
    ordered_at = models.DateTimeField(_("angefordert"), db_default=Now())

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Datei zum Mitnehmen")
        verbose_name_plural = _("Dateien zum Mitnehmen")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "address", "day"],
                condition=Q(state__in=[one.value for one in UNDER_WAY]),
                name="exports_export_once_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ExportState]), name="exports_export_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.FAILED.value, failure__in=[one.value for one in Failure])
                | (~Q(state=ExportState.FAILED.value) & Q(failure="")),
                name="exports_export_failure_known",
            ),
            # Both are compared and resolved by programs; nobody's words stand there.
            models.CheckConstraint(
                condition=Q(address__startswith="/", rights__regex="^([0-9a-f]{64})?$"), name="exports_export_keys"
            ),
        )
        indexes = (models.Index(fields=["ordered_on"], name="exports_export_day"),)

    def __str__(self) -> str:
        return f"{self.title} {self.day:%d.%m.%Y} ({self.get_state_display()})"

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return Progress(self.rows_written, self.rows_expected)

    @property
    def last_day(self) -> date:
        """The last day on which it can be taken away."""
        return self.ordered_on + timedelta(days=settings.EXPORT_DAYS - 1)
