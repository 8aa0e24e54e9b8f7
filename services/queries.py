"""Every question about services, components and packages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from ozgtracker.statements.models import day_of_the_word

if TYPE_CHECKING:
    from services.models import Component, Delivery, Package, Service  # noqa: F401 - named in strings


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """What was said about readiness, by day."""

    def said_by(self, day: date) -> DeliveryQuerySet:
        """Only what had been said by the end of that day."""
        return self.filter(said_on__lte=day)

    def latest_of_components(self) -> DeliveryQuerySet:
        """The last word on each component."""
        last = self.filter(component__isnull=False).order_by("component_id", "-said_on", "-id")
        return last.distinct("component_id").select_related("by")

    def latest_said(self) -> Delivery | None:
        """The last word, if anything was said."""
        return self.order_by("-said_on", "-id").first()


def _as_of(subject: str, day: date) -> dict[str, Subquery]:

    latest = (
        apps.get_model("services", "Delivery")
        .objects.filter(**{subject: OuterRef("pk")}, said_on__lte=day)
        .order_by("-said_on", "-id")
    )
    return {
        "ready_then": Subquery(latest.values("ready_on")[:1]),
        "forecast_then": Subquery(latest.values("forecast_on")[:1]),
        "said_then": Subquery(latest.values(day=day_of_the_word())[:1]),
    }


class ComponentQuerySet(models.QuerySet["Component"]):
    """Components and their readiness."""

    def as_of(self, day: date) -> ComponentQuerySet:
        """With ready_then, forecast_then and said_then as they stood on that day."""
        return self.annotate(**_as_of("component", day))

    def in_scope(self) -> ComponentQuerySet:
        """All base components the plan covers: everything but long-term preservation (letter, item 2)."""
        return self.filter(in_scope=True)


class PackageQuerySet(models.QuerySet["Package"]):
    """Packages and their opening."""

    def as_of(self, day: date) -> PackageQuerySet:
        """With ready_then, forecast_then and said_then as they stood on that day."""
        return self.annotate(**_as_of("package", day))


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services of the catalogue."""

    def of_the_plan(self) -> ServiceQuerySet:
        """Those Land or municipalities execute; purely federal ones are outside the plan."""
        return self.filter(is_municipal_or_state=True)

    def needing(self, slug: str) -> ServiceQuerySet:
        """Those that need this base component; the platform is needed by every service of the plan (letter, item 2)."""
        component, need = apps.get_model("services", "Component"), apps.get_model("services", "ServiceNeed")
        own = need.objects.filter(service=OuterRef("pk"), component__slug=slug, component__is_platform=False)
        platform = component.objects.filter(slug=slug, is_platform=True)
        return self.filter(Exists(own) | (Exists(platform) & Q(is_municipal_or_state=True)))

    def matching(self, words: str) -> ServiceQuerySet:
        """Whose name or OZG-ID contains every word typed."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(ozg_id__startswith=word))
        return found
