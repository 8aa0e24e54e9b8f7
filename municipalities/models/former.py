"""What an authority and a municipality held before a load changed it: what changes a figure has a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.territory import Association, Authority, Membership, Municipality
from ozgtracker.former import Former
from ozgtracker.former_links import FormerLink


class FormerAuthority(Former):
    """Inhabitants, area and Landkreis of an authority until a day, and whether it was a large town."""

    SUBJECT: ClassVar = "authority"
    FIELDS: ClassVar = ("population", "area_km2", "municipality_count", "is_large_town", "district_id")
    RELATED: ClassVar = ("district",)

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="former")
    population = models.PositiveIntegerField(_("Einwohner"))
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=9, decimal_places=2)
    municipality_count = models.PositiveIntegerField(_("Gemeinden"))
    is_large_town = models.BooleanField(_("große kreisangehörige Stadt"))
    district = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("früherer Gebietsstand einer Verwaltung")
        verbose_name_plural = _("frühere Gebietsstände von Verwaltungen")
        constraints = (
            models.UniqueConstraint(fields=["authority", "valid_until"], name="municipalities_formerauthority_once"),
        )

    def __str__(self) -> str:
        return f"{self.authority} < {self.valid_until:%d.%m.%Y}"


class FormerMunicipality(Former):
    """Inhabitants of a municipality until a day, and who carried out its business."""

    SUBJECT: ClassVar = "municipality"
    FIELDS: ClassVar = ("population", "authority_id", "district_id")
    RELATED: ClassVar = ("authority__district", "district")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="former")
    population = models.PositiveIntegerField(_("Einwohner"))
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("früherer Gebietsstand einer Gemeinde")
        verbose_name_plural = _("frühere Gebietsstände von Gemeinden")
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "valid_until"], name="municipalities_formermunicipality_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality} < {self.valid_until:%d.%m.%Y}"


class FormerMembership(FormerLink):
    """Whether an authority was a member of an association until a day."""

    LINK: ClassVar = Membership
    ENDS: ClassVar = ("association", "authority")

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("frühere Mitgliedschaft")
        verbose_name_plural = _("frühere Mitgliedschaften")
        constraints = (
            models.UniqueConstraint(
                fields=["association", "authority", "valid_until"], name="municipalities_formermembership_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority} in {self.association} < {self.valid_until:%d.%m.%Y}"
