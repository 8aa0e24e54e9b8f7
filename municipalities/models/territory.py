"""Local authorities, municipalities, and the associations authorities join."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.kinds import KINDS, LARGE_TOWN, Kind
from municipalities.queries import AuthorityQuerySet, MunicipalityQuerySet

KIND_CHOICES = [(kind.value, KINDS[kind]) for kind in Kind]


class Authority(models.Model):
    """One of the 194 administrations that report. Key is the 12-digit ARS: a Verbandsgemeinde has no AGS."""

    ars = models.CharField(_("ARS"), max_length=12, unique=True)
    ags = models.CharField(_("AGS"), max_length=8, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=KIND_CHOICES)
    name = models.CharField(_("Name"), max_length=120)
    # Names alone are ambiguous (Bad Kreuznach is a district, a town and an association): always show the label.
    label = models.CharField(_("Bezeichnung"), max_length=160)
    sort_key = models.CharField(max_length=160, db_index=True)
    seat = models.CharField(_("Verwaltungssitz"), max_length=120, blank=True)
    district = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("Landkreis")
    )
    population = models.PositiveIntegerField(_("Einwohner"))
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=9, decimal_places=2)
    municipality_count = models.PositiveIntegerField(_("Gemeinden"))
    # It does some of its Landkreis's business itself; which, Competence.large_towns_instead says.
    is_large_town = models.BooleanField(_("große kreisangehörige Stadt"), default=False)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verwaltung")
        verbose_name_plural = _("Verwaltungen")
        ordering = ("sort_key", "ars")
        constraints = (
            models.CheckConstraint(condition=Q(ars__regex=r"^\d{12}$"), name="municipalities_authority_ars_digits"),
            models.CheckConstraint(
                condition=Q(ags="") | Q(ags__regex=r"^\d{8}$"), name="municipalities_authority_ags_digits"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="municipalities_authority_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(is_large_town=False) | Q(kind=Kind.FREE_MUNICIPALITY.value, district__isnull=False),
                name="municipalities_authority_large_town_in_district",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def kind_words(self) -> str:
        """ "Verbandsgemeinde"; for the eight large towns within districts that they are such."""
        return str(LARGE_TOWN if self.is_large_town else self.get_kind_display())


class Municipality(models.Model):
    """Gemeinde. An Ortsgemeinde has no administration of its own and is never asked to report."""

    ars = models.CharField(_("ARS"), max_length=12, unique=True)
    ags = models.CharField(_("AGS"), max_length=8, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    sort_key = models.CharField(max_length=120, db_index=True)
    is_town = models.BooleanField(_("Stadtrecht"), default=False)
    # Its own administration: the Verbandsgemeinde, or the town itself.
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="municipalities")
    # Its Landkreis, which carries out services too; none for a kreisfreie Stadt.
    district = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="district_municipalities"
    )
    population = models.PositiveIntegerField(_("Einwohner"))
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gemeinde")
        verbose_name_plural = _("Gemeinden")
        ordering = ("sort_key", "ars")
        constraints = (
            models.CheckConstraint(condition=Q(ars__regex=r"^\d{12}$"), name="municipalities_municipality_ars_digits"),
            models.CheckConstraint(condition=Q(ags__regex=r"^\d{8}$"), name="municipalities_municipality_ags_digits"),
        )

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """Kommunaler Spitzenverband. Membership is voluntary and may overlap: it is data, never derived from the kind."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    members = models.ManyToManyField(Authority, through="Membership", related_name="associations")

    class Meta:
        verbose_name = _("Spitzenverband")
        verbose_name_plural = _("Spitzenverbände")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An authority is a member of an association: with its source, or the word assumption."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="memberships")
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        constraints = (
            models.UniqueConstraint(fields=["association", "authority"], name="municipalities_membership_unique"),
        )

    def __str__(self) -> str:
        return f"{self.authority} in {self.association}"
