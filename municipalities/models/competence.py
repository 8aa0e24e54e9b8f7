"""Which kind of authority carries out what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.kinds import Kind
from municipalities.models.territory import KIND_CHOICES, Authority
from services.models import Service


class CompetenceQuerySet(models.QuerySet["Competence"]):
    """Which kind of authority carries out what."""

    def taken_over(self) -> CompetenceQuerySet:
        """Of the Landkreis, where large towns within it do it for their own inhabitants."""
        return self.filter(large_towns_instead=True)

    def of(self, authority: Authority) -> CompetenceQuerySet:
        """By which this authority carries out what it does."""
        own = Q(kind=authority.kind)
        return self.filter(own | Q(large_towns_instead=True) if authority.is_large_town else own)


class Competence(models.Model):
    """A kind of authority carries out a service: the only source of denominators."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="competences")
    kind = models.CharField(_("Art der Verwaltung"), max_length=30, choices=KIND_CHOICES)
    # Beside the Landkreis only: for their own inhabitants the large towns within it carry it out themselves.
    large_towns_instead = models.BooleanField(_("in großen kreisangehörigen Städten die Stadt"), default=False)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        constraints = (
            models.UniqueConstraint(fields=["service", "kind"], name="municipalities_competence_unique"),
            models.CheckConstraint(
                condition=Q(large_towns_instead=False) | Q(kind=Kind.DISTRICT.value),
                name="municipalities_competence_instead_of_district",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service}: {self.get_kind_display()}"
