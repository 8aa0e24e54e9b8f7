"""Every question about services, components and packages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from ozgtracker.statements.queries import WORD_DAY, StatementQuerySet, last_word

if TYPE_CHECKING:
    from services.models import Component, Delivery, Package, Service  # noqa: F401 - named in strings


class DeliveryQuerySet(StatementQuerySet["Delivery"]):
    """What was said about readiness, by day."""

    def latest_of_components(self) -> DeliveryQuerySet:
        """The last word on each component."""
        last = self.filter(component__isnull=False).order_by("component_id", "-said_on", "-id")
        return last.distinct("component_id").select_related("by")

    def said_alone(self) -> DeliveryQuerySet:
        """Reports on components by themselves, not what a milestone said together with its own report."""
        return self.filter(component__isnull=False, is_declared=False)


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


class ComponentQuerySet(models.QuerySet["Component"]):
    """Components and their readiness."""

    def as_of(self, day: date) -> ComponentQuerySet:
        """With ready_then, forecast_then, reason_then and said_then as they stood on that day."""
        return self.annotate(**_as_of(self, day))

    def no_longer_ready(self, day: date) -> ComponentQuerySet:
        """Those once said to be ready and, by the last word of that day, ready no more; with what as_of annotates."""
        said = apps.get_model("services", "Delivery").objects.filter(component=OuterRef("pk"))
        was_ready = Exists(said.filter(said_on__lte=day, ready_on__isnull=False))
        return self.as_of(day).filter(was_ready, Q(ready_then__isnull=True))

    def services_needing(self) -> dict[int, int]:
        """How many services need each of them, by primary key: what ServiceQuerySet.needing finds (three queries).

        The one place this is counted; a package counts those of its own services.
        """
        services, needs = apps.get_model("services", "Service"), apps.get_model("services", "ServiceNeed")
        everything = services.objects.of_the_plan().count()
        own = dict(needs.objects.order_by().values_list("component").annotate(n=models.Count("pk")))
        return {
            pk: everything if is_platform else own.get(pk, 0)
            for pk, is_platform in self.values_list("pk", "is_platform")
        }

    def in_scope(self) -> ComponentQuerySet:
        """All base components the plan covers: everything but long-term preservation (letter, item 2)."""
        return self.filter(in_scope=True)


class PackageQuerySet(models.QuerySet["Package"]):
    """Packages and their opening."""

    def as_of(self, day: date) -> PackageQuerySet:
        """With ready_then, forecast_then, reason_then and said_then as they stood on that day."""
        return self.annotate(**_as_of(self, day))


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

    def waiting_on(self, day: date) -> ServiceQuerySet:
        """Those that wait for the platform or a component on that day, or whose needs are not known.

        The rule municipalities.eligibility.check_gate, in SQL: what it keeps closed.
        """
        component, need = apps.get_model("services", "Component"), apps.get_model("services", "ServiceNeed")
        unready = component.objects.as_of(day).filter(Q(ready_then__isnull=True) | Q(ready_then__gt=day))
        own = need.objects.filter(service=OuterRef("pk"), component__in=unready.values("pk"))
        platform = Exists(unready.filter(is_platform=True)) | ~Exists(component.objects.filter(is_platform=True))
        return self.filter(Q(needs_known=False) | platform | Exists(own))

    def matching(self, words: str) -> ServiceQuerySet:
        """Whose name or OZG-ID contains every word typed."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(ozg_id__startswith=word))
        return found
