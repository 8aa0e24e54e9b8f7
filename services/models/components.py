"""Base components and rollout packages, and what was said about when they are ready."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.words import SIDES
from ozgtracker.relations import rows_of_each
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import WORD_DAY, StatementQuerySet, last_word
from services.reasons import NO_CATEGORY
from services.words import REASON_CATEGORIES, with_category

REASON_CHOICES = REASON_CATEGORIES.choices()


def _as_of(subjects: models.QuerySet[Any], day: date) -> dict[str, Subquery]:
    return last_word(
        subjects,
        "deliveries",
        day,
        ready_then="ready_on",
        forecast_then="forecast_on",
        reason_then="reason",
        said_then=WORD_DAY,
    )


class PackageQuerySet(models.QuerySet["Package"]):
    """Packages and their opening."""

    def as_of(self, day: date) -> PackageQuerySet:
        """With ready_then, forecast_then, reason_then and said_then as they stood on that day."""
        return self.annotate(**_as_of(self, day))


class Package(models.Model):
    """Rollout package. Which service belongs to it is derived by rule (services.packages), never typed in."""

    number = models.PositiveSmallIntegerField(_("Nummer"), unique=True)
    name = models.CharField(_("Name"), max_length=100)
    short_rule = models.CharField(_("Regel, kurz"), max_length=100)
    rule_text = models.TextField(_("Regel in Worten"))
    letter_ref = models.CharField(_("Stelle im Schreiben"), max_length=100)
    opens_words = models.CharField(_("öffnet, in Worten des Schreibens"), max_length=60)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    # Kept beside services.Delivery for speed, written in the same transaction.
    ready_on = models.DateField(_("eröffnet am"), null=True, blank=True)
    forecast_on = models.DateField(_("Eröffnung erwartet am"), null=True, blank=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Paket")
        verbose_name_plural = _("Pakete")
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class ComponentQuerySet(models.QuerySet["Component"]):
    """Components and their readiness."""

    def as_of(self, day: date) -> ComponentQuerySet:
        """With ready_then, forecast_then, reason_then and said_then as they stood on that day."""
        return self.annotate(**_as_of(self, day))

    def no_longer_ready(self, day: date) -> ComponentQuerySet:
        """Those once said to be ready and, by the last word of that day, ready no more; with what as_of annotates."""
        was_ready = Exists(rows_of_each(self, "deliveries").filter(said_on__lte=day, ready_on__isnull=False))
        return self.as_of(day).filter(was_ready, Q(ready_then__isnull=True))

    def in_scope(self) -> ComponentQuerySet:
        """All base components the plan covers: everything but long-term preservation (letter, item 2)."""
        return self.filter(in_scope=True)


class Component(models.Model):
    """Basiskomponente: an account, payment, signature … that services need before they can go live."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    description = models.TextField(_("Beschreibung"), blank=True)
    responsible = models.CharField(_("verantwortlich"), max_length=20, choices=SIDES.choices())
    in_scope = models.BooleanField(_("im Umfang des Plans"))
    # The platform APP is needed by every rollout: "the central prerequisite" (letter, item 2).
    is_platform = models.BooleanField(_("Plattform"), default=False)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    ordinal = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    # Kept beside services.Delivery for speed, written in the same transaction.
    ready_on = models.DateField(_("bereit seit"), null=True, blank=True)
    forecast_on = models.DateField(_("erwartet am"), null=True, blank=True)

    objects = ComponentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Basiskomponente")
        verbose_name_plural = _("Basiskomponenten")
        ordering = ("ordinal", "slug")

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(StatementQuerySet["Delivery"]):
    """What was said about readiness, by day."""

    def latest_of_components(self) -> DeliveryQuerySet:
        """The last word on each component."""
        last = self.filter(component__isnull=False).order_by("component_id", "-said_on", "-id")
        return last.distinct("component_id").select_related("by")

    def said_alone(self) -> DeliveryQuerySet:
        """Reports on components by themselves, not what a milestone said together with its own report."""
        return self.filter(component__isnull=False, is_declared=False)


class Delivery(Statement):
    """What was said about a component's readiness or a package's opening: appended, never changed."""

    ABOUT = ("component", "package")
    REPEATED = ("ready_on", "forecast_on")
    WORD = (*REPEATED, "reason_category", "evidence")

    component = models.ForeignKey(Component, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    ready_on = models.DateField(_("bereit seit"), null=True, blank=True)
    forecast_on = models.DateField(_("erwartet am"), null=True, blank=True)
    reason_category = models.CharField(
        _("Art des Grundes"), max_length=20, blank=True, choices=REASON_CHOICES, default=NO_CATEGORY
    )
    evidence = models.CharField(_("Nachweis"), max_length=300, blank=True)
    # Said with the report of a milestone, and taken back with it.
    is_declared = models.BooleanField(_("mit einem Meilenstein gemeldet"), default=False, db_default=False)
    # Empty: the system itself.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")  # type: ignore[assignment]

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bereitstellung")
        verbose_name_plural = _("Bereitstellungen")
        ordering = ("said_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(component__isnull=False, package__isnull=True)
                | Q(component__isnull=True, package__isnull=False),
                name="services_delivery_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(ready_on__isnull=True) | Q(ready_on__lte=F("said_on")),
                name="services_delivery_ready_not_future",
            ),
            models.CheckConstraint(
                condition=Q(ready_on__isnull=True) | Q(forecast_on__isnull=True),
                name="services_delivery_ready_needs_no_forecast",
            ),
            models.UniqueConstraint(
                fields=["component"], condition=Q(supersedes__isnull=True), name="services_delivery_component_first"
            ),
            models.UniqueConstraint(
                fields=["package"], condition=Q(supersedes__isnull=True), name="services_delivery_package_first"
            ),
        )
        indexes = (
            models.Index(fields=["component", "-said_on", "-id"], name="services_delivery_component"),
            models.Index(fields=["package", "-said_on", "-id"], name="services_delivery_package"),
        )

    def __str__(self) -> str:
        return f"{self.component or self.package} {self.said_on:%d.%m.%Y}"

    @property
    def reason_words(self) -> str:
        """The reason, after its kind."""
        return with_category(self.reason, self.reason_category)
