"""The catalogue: services with their LeiKa entries, what they need, and the bundles they belong to."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ozgtracker.former_links import FormerLink, ended_since, kept_since, linked_then, pairs_on
from ozgtracker.relations import related
from services.models.components import Component, Package
from services.packages import Assigned
from services.words import ADDRESSEES, ASSIGNED


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


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services of the catalogue."""

    def of_the_plan(self) -> ServiceQuerySet:
        """Those Land or municipalities execute; purely federal ones are outside the plan."""
        return self.filter(is_municipal_or_state=True)

    def in_bundle(self, slug: str, day: date) -> ServiceQuerySet:
        """Those that belonged to the bundle on that day, in its order."""
        former: Any = related(Service, "former_bundles").model
        kept = kept_since(former, day).filter(bundle__slug=slug, service=OuterRef("pk")).order_by()
        ended = ended_since(former, day).filter(bundle__slug=slug, service=OuterRef("pk"))
        position = Coalesce(Subquery(kept.values("position")[:1]), Subquery(ended.values("position")[:1]))
        return self.annotate(position=position).filter(position__isnull=False).order_by("position", "sort_key")

    def needing(self, slug: str, day: date) -> ServiceQuerySet:
        """Those that needed this base component on that day; every service of the plan needs the platform (letter,
        item 2)."""
        own = linked_then(_former_needs(), "service", day, component__slug=slug, component__is_platform=False)
        platform = Component.objects.filter(slug=slug, is_platform=True)
        return self.filter(own | (Exists(platform) & Q(is_municipal_or_state=True)))

    def counted_by_component(self, day: date) -> dict[int, int]:
        """How many of these needed each component on that day, by its primary key: what `needing` finds (three
        queries).

        The one place this is counted; a package counts those of its own services.
        """
        everything = self.of_the_plan().count()
        own = Counter(component for _service, component in pairs_on(_former_needs(), day))
        components = Component.objects.values_list("pk", "is_platform")
        return {pk: everything if is_platform else own.get(pk, 0) for pk, is_platform in components}

    def waiting_on(self, day: date) -> ServiceQuerySet:
        """Those that wait for the platform or a component on that day, or whose needs are not known.

        The rule municipalities.eligibility.check_gate, in SQL: what it keeps closed.
        """
        unready = Component.objects.as_of(day).filter(Q(ready_then__isnull=True) | Q(ready_then__gt=day))
        own = linked_then(_former_needs(), "service", day, component__in=unready.values("pk"))
        platform = Exists(unready.filter(is_platform=True)) | ~Exists(Component.objects.filter(is_platform=True))
        # Needs are known of what has a package or waits for the archive, and of nothing else (packages.assign).
        former = FormerAssignment.objects.filter(pk__in=FormerAssignment.objects.on(day).values("pk"))
        unknown = former.filter(assignment__in=[Assigned.UNKNOWN, Assigned.OUT_OF_PLAN])
        not_known = Q(needs_known=False) & ~Q(pk__in=former.values("service")) | Q(pk__in=unknown.values("service"))
        return self.filter(not_known | platform | own)

    def matching(self, words: str) -> ServiceQuerySet:
        """Whose name or OZG-ID contains every word typed."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(ozg_id__startswith=word))
        return found


def _former_needs() -> type[FormerLink]:
    found: type[FormerLink] = related(Service, "former_needs").model
    return found


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
    addressee = models.CharField(_("richtet sich an"), max_length=20, blank=True, choices=ADDRESSEES.choices())
    priority = models.PositiveSmallIntegerField(_("Priorität"), null=True, blank=True)
    priority_reason = models.CharField(_("Grund der Priorität"), max_length=300, blank=True)
    user_benefit = models.CharField(_("Nutzen"), max_length=300, blank=True)
    facts_source = models.CharField(_("Quelle der Angaben"), max_length=300, blank=True)
    facts_are_assumption = models.BooleanField(_("Angaben sind Annahmen"), default=True)
    # Derived by services.packages.assign; kept here so that six million rows can be counted by it.
    package = models.ForeignKey(
        Package, on_delete=models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("Paket")
    )
    assignment = models.CharField(_("Zuordnung"), max_length=20, default=Assigned.UNKNOWN, choices=ASSIGNED.choices())
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


class FormerAssignmentQuerySet(models.QuerySet["FormerAssignment"]):
    """What held before something changed."""

    def on(self, day: date) -> FormerAssignmentQuerySet:
        """What still held on that day, of each service whose assignment has changed since."""
        return self.filter(valid_until__gt=day).order_by("service_id", "valid_until").distinct("service_id")


class FormerAssignment(models.Model):
    """To which package a service belonged until a day: what changes a figure has a day. Today's stands in Service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="former_assignments")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assignment = models.CharField(_("Zuordnung"), max_length=20, choices=ASSIGNED.choices())
    reason = models.CharField(_("Grund der Zuordnung"), max_length=300, blank=True)
    # The first day on which it no longer held.
    valid_until = models.DateField(_("gilt nicht mehr seit"))

    objects = FormerAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("frühere Zuordnung")
        verbose_name_plural = _("frühere Zuordnungen")
        constraints = (
            models.UniqueConstraint(fields=["service", "valid_until"], name="services_formerassignment_once"),
            models.CheckConstraint(
                condition=Q(package__isnull=True) ^ Q(assignment=Assigned.PACKAGE),
                name="services_formerassignment_package_derived",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} < {self.valid_until:%d.%m.%Y}"


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
