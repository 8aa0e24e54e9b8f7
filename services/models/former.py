"""What a service needed and to which bundles it belonged before a catalogue changed it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ozgtracker.former_links import FormerLink
from services.models.catalogue import Bundle, BundleService, Service, ServiceNeed
from services.models.components import Component


class FormerBundleService(FormerLink):
    """Whether a service belonged to a bundle until a day."""

    LINK: ClassVar = BundleService
    ENDS: ClassVar = ("bundle", "service")
    KEPT: ClassVar = ("position",)

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="former_bundles")
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))

    class Meta:
        verbose_name = _("frühere Leistung im Bündel")
        verbose_name_plural = _("frühere Leistungen im Bündel")
        constraints = (
            models.UniqueConstraint(fields=["bundle", "service", "valid_until"], name="services_formerbundle_once"),
        )

    def __str__(self) -> str:
        return f"{self.bundle}: {self.service} < {self.valid_until:%d.%m.%Y}"


class FormerNeed(FormerLink):
    """Whether a service needed a component until a day."""

    LINK: ClassVar = ServiceNeed
    ENDS: ClassVar = ("service", "component")
    KEPT: ClassVar = ("source", "is_assumption")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="former_needs")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("früherer Bedarf")
        verbose_name_plural = _("frühere Bedarfe")
        constraints = (
            models.UniqueConstraint(fields=["service", "component", "valid_until"], name="services_formerneed_once"),
        )

    def __str__(self) -> str:
        return f"{self.service} → {self.component} < {self.valid_until:%d.%m.%Y}"
