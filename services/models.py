"""The catalogue, the base components, the rollout packages, and what milestones delivered to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import SIDES, Side
from ozgtracker.statements.models import Statement
from services.packages import ASSIGNED, Addressee, Assigned
from services.queries import ComponentQuerySet, DeliveryQuerySet, PackageQuerySet, ServiceQuerySet
from services.reasons import NO_CATEGORY, REASON_CATEGORIES, ReasonCategory, with_category

REASON_CHOICES = [(category.value, REASON_CATEGORIES[category]) for category in ReasonCategory]


class TopicArea(models.Model):
    """Themenfeld: one of the 14 topic areas of the OZG catalogue."""

    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Themenfeld"), max_length=100)

    class Meta:
        verbose_name = _("Themenfeld")
        verbose_name_plural = _("Themenfelder")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class LifeEvent(models.Model):
    """Lage: the life or business event the catalogue files a service under."""

    slug = models.SlugField(_("Kürzel"), max_length=100, unique=True)
    name = models.CharField(_("Lage"), max_length=200)
    topic_area = models.ForeignKey(TopicArea, on_delete=models.PROTECT, related_name="life_events")

    class Meta:
        verbose_name = _("Lage")
        verbose_name_plural = _("Lagen")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


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


class Component(models.Model):
    """Basiskomponente: an account, payment, signature … that services need before they can go live."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    description = models.TextField(_("Beschreibung"), blank=True)
    responsible = models.CharField(
        _("verantwortlich"), max_length=20, choices=[(side.value, SIDES[side]) for side in Side]
    )
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


class Service(models.Model):
    """OZG-Leistung: a bundle of administrative services with its five-digit OZG-ID."""

    ozg_id = models.CharField(_("OZG-ID"), max_length=5, unique=True)
    name = models.CharField(_("Name"), max_length=300)
    sort_key = models.CharField(max_length=300, db_index=True)
    topic_area = models.ForeignKey(TopicArea, on_delete=models.PROTECT, related_name="services")
    life_event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="services")
    leika_types = models.CharField(_("LeiKa-Typen"), max_length=60, blank=True)
    # Whether Land or municipalities execute any of the entries; pure federal services are outside the plan.
    is_municipal_or_state = models.BooleanField(_("Vollzug durch Land oder Kommune"))
    sdg1 = models.BooleanField(_("SDG, Anhang I"), default=False)
    sdg2 = models.BooleanField(_("SDG, Anhang II"), default=False)
    # Curated facts; everything below is unknown until needs_known says otherwise.
    needs_known = models.BooleanField(_("Bedarf an Basiskomponenten bekannt"), default=False)
    efa_land = models.CharField(_("geplant durch (EfA)"), max_length=60, blank=True)
    addressee = models.CharField(
        _("richtet sich an"), max_length=20, blank=True, choices=[(a.value, a.label) for a in Addressee]
    )
    priority = models.PositiveSmallIntegerField(_("Priorität"), null=True, blank=True)
    priority_reason = models.CharField(_("Grund der Priorität"), max_length=300, blank=True)
    user_benefit = models.CharField(_("Nutzen"), max_length=300, blank=True)
    facts_source = models.CharField(_("Quelle der Angaben"), max_length=300, blank=True)
    facts_are_assumption = models.BooleanField(_("Angaben sind Annahmen"), default=True)
    # Derived by services.packages.assign; kept here so that six million rows can be counted by it.
    package = models.ForeignKey(
        Package, on_delete=models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("Paket")
    )
    assignment = models.CharField(
        _("Zuordnung"), max_length=20, default=Assigned.UNKNOWN, choices=[(a.value, ASSIGNED[a]) for a in Assigned]
    )
    assignment_reason = models.CharField(_("Grund der Zuordnung"), max_length=300, blank=True)

    components = models.ManyToManyField(Component, through="ServiceNeed", related_name="services")

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("OZG-Leistung")
        verbose_name_plural = _("OZG-Leistungen")
        ordering = ("sort_key", "ozg_id")
        constraints = (
            models.CheckConstraint(condition=Q(ozg_id__regex=r"^\d{5}$"), name="services_service_ozg_id_digits"),
            models.CheckConstraint(
                condition=Q(package__isnull=True) ^ Q(assignment=Assigned.PACKAGE),
                name="services_service_package_derived",
            ),
            models.CheckConstraint(
                condition=Q(assignment__in=[assigned.value for assigned in Assigned]),
                name="services_service_assignment_known",
            ),
        )

    def __str__(self) -> str:
        return self.name


class LeikaEntry(models.Model):
    """LeiKa-Leistung: one administrative service behind an OZG service. The key may be missing ("nicht im LeiKa")."""

    key = models.CharField(_("LeiKa-Schlüssel"), max_length=14, blank=True)
    name = models.CharField(_("Bezeichnung"), max_length=500)
    leika_type = models.CharField(_("LeiKa-Typ"), max_length=10, blank=True)
    legal_basis = models.CharField(_("Rechtsgrundlage"), max_length=500, blank=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="leika_entries")

    class Meta:
        verbose_name = _("LeiKa-Leistung")
        verbose_name_plural = _("LeiKa-Leistungen")
        ordering = ("key", "name")
        constraints = (
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="services_leikaentry_key_unique"),
            models.CheckConstraint(
                condition=Q(key="") | Q(key__regex=r"^\d{14}$"), name="services_leikaentry_key_digits"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ServiceNeed(models.Model):
    """A service needs a component: with its source, or the word assumption."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needs")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="needs")
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe")
        constraints = (models.UniqueConstraint(fields=["service", "component"], name="services_serviceneed_unique"),)

    def __str__(self) -> str:
        return f"{self.service} → {self.component}"


class Bundle(models.Model):
    """A life event as a living product: all services somebody needs ("Neu zugezogen"; letter, content focus)."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=100)
    description = models.TextField(_("Beschreibung"), blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    services = models.ManyToManyField(Service, through="BundleService", related_name="bundles")

    class Meta:
        verbose_name = _("Lebenslagenbündel")
        verbose_name_plural = _("Lebenslagenbündel")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class BundleService(models.Model):
    """A service belongs to a bundle: with its source, or the word assumption."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="entries")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="bundle_entries")
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Leistung im Bündel")
        verbose_name_plural = _("Leistungen im Bündel")
        ordering = ("bundle", "position")
        constraints = (models.UniqueConstraint(fields=["bundle", "service"], name="services_bundleservice_unique"),)

    def __str__(self) -> str:
        return f"{self.bundle}: {self.service}"


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
