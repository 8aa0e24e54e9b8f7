"""Who changed what, when, why, and the names that stand behind the codes in it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.confidences import verbs_withheld_from
from accounts.models.users import User
from accounts.names import Named
from accounts.roles import Role
from accounts.words import ROLES


class PersonName(models.Model):
    """Who a code of the trail stands for. Can be corrected and deleted; the trail, which cannot, holds the code."""

    code = models.CharField(_("Kennung"), max_length=10, unique=True)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Name zu einer Kennung")
        verbose_name_plural = _("Namen zu Kennungen")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Questions the audit page asks."""

    def readable_by(self, user: User) -> AuditEntryQuerySet:
        """Without what does not exist for this person: the history of authorities (adr/0010)."""
        withheld = verbs_withheld_from(user.role)
        return self.exclude(verb__in=withheld) if withheld else self.all()

    def about(self, kind: str, key: str) -> AuditEntryQuerySet:
        """All entries about one thing."""
        return self.filter(subject_kind=kind, subject_key=key)

    def until(self, day: date) -> AuditEntryQuerySet:
        """What had happened by the end of that day."""
        return self.filter(on__lte=day)

    def since(self, day: date) -> AuditEntryQuerySet:
        """What happened on that day or later."""
        return self.filter(on__gte=day)

    def by_person(self, words: str) -> AuditEntryQuerySet:
        """What somebody of this name or address did; every word must occur in one of them."""
        people = PersonName.objects.all()
        for word in words.split():
            people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(code__iexact=word))
        return self.filter(by__in=people.values("code")) if words.split() else self

    def older_than(self, number: int) -> AuditEntryQuerySet:
        """Entries before this one, newest first."""
        return self.filter(pk__lt=number)

    def counted(self, *, by: User, verb: str, on: date) -> int:
        """How often somebody did this on that day."""
        people = PersonName.objects.filter(email=by.email)
        return self.filter(by__in=people.values("code"), verb=verb, on=on).count()


class AuditEntry(models.Model):
    """Who changed what, when, why: appended by actions, never changed (a database trigger refuses it).

    Keys are copied, not referenced: deleting a thing neither blocks nor erases the trail. People stand in it by a code
    (accounts.pseudonyms), empty for the system itself.
    """

    at = models.DateTimeField(_("Zeitpunkt"), db_default=Now())
    on = models.DateField(_("Tag"))
    by = models.CharField(_("Person"), max_length=10, blank=True)
    by_role = models.CharField(_("Rolle"), max_length=20)
    on_behalf_of = models.CharField(_("im Auftrag von"), max_length=200, blank=True)
    verb = models.CharField(_("Vorgang"), max_length=60)
    subject_kind = models.CharField(_("Art"), max_length=40)
    subject_key = models.CharField(_("Schlüssel"), max_length=80)
    subject_label = models.CharField(_("Gegenstand"), max_length=300)
    sentence = models.TextField(_("Was geschah"))
    reason = models.TextField(_("Begründung"), blank=True)
    before = models.JSONField(_("vorher"), null=True)
    after = models.JSONField(_("nachher"), null=True)
    source = models.CharField(_("Herkunft"), max_length=20)
    change_set = models.UUIDField(_("Vorgangsnummer"))

    objects = AuditEntryQuerySet.as_manager()

    # Not columns. The name that accounts.pseudonyms.named finds for the code; and, until it is appended, whom it names.
    by_name = ""
    actor: Named | None = None
    people: tuple[Named, ...] = ()

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["subject_kind", "subject_key"], name="accounts_audit_subject"),
            models.Index(fields=["by"], name="accounts_audit_by"),
            models.Index(fields=["on"], name="accounts_audit_day"),
        )

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.sentence}"

    @property
    def role_label(self) -> str:
        """The German name of the role the person had; "System" for scheduled jobs and loaders."""
        return ROLES[Role(self.by_role)] if self.by_role in set(Role) else str(_("System"))

    @property
    def at_here(self) -> datetime:
        """The moment in local time (Europe/Berlin)."""
        return self.at.astimezone(get_current_timezone())


class AuditSeal(models.Model):
    """The chain over the trail: written by the database alone when an entry is committed (accounts.trail_chain)."""

    position = models.BigIntegerField(_("Stelle"), primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    hash = models.CharField(_("Prüfsumme"), max_length=64)

    class Meta:
        verbose_name = _("Siegel eines Protokolleintrags")
        verbose_name_plural = _("Siegel der Protokolleinträge")
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"


class DemonstrationMark(models.Model):
    """One row says: this database holds demonstration reports. Every page and every paper shows it."""

    started_at = models.DateTimeField(_("begonnen"), db_default=Now())
    until = models.DateField(_("gespielt bis"))
    seed = models.IntegerField(_("Startwert"))

    class Meta:
        verbose_name = _("Vorführung")
        verbose_name_plural = _("Vorführungen")
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="accounts_demonstrationmark_single"),)

    def __str__(self) -> str:
        return _("Demonstrationsdaten bis %(day)s") % {"day": f"{self.until:%d.%m.%Y}"}
