"""Counts kept beside the rows, so that a page costs the same for one Land and for all of Germany (docs/adr/0026).

Nothing here is a total that everybody updates: whatever changes a figure appends what it changed, with the day from
which it is so, and a figure is a sum of such rows. Reports do so by a trigger, everything else by
municipalities.tallies. A balance is the sum up to its day, so that nobody adds up years.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from municipalities.models.territory import Authority
from services.models import Service

# What holds since ever counts from this day; balances are of later ones.
SINCE_EVER = date.min
# The states, and of what is live how much is complete (Reifegrad 3 and more) and how much is so by word alone.
STATE_COLUMNS = (
    "live", "ready", "in_progress", "planned", "later", "withdrawn", "not_competent", "not_digitisable", "unknown",
)  # fmt: skip
COLUMNS = (*STATE_COLUMNS, "complete", "by_word")


class TallyQuerySet(models.QuerySet[Any]):
    """Rows that add up to what held on a day."""

    def on(self, day: date) -> Self:
        """The newest balance up to that day, and everything since (one small query for which balance that is)."""
        balances = self.model._default_manager.filter(is_balance=True, day__lte=day).order_by("-day")
        newest = balances.values_list("day", flat=True).first()
        if newest is None:
            return self.filter(is_balance=False, day__lte=day)
        return self.filter(Q(is_balance=True, day=newest) | Q(is_balance=False, day__gt=newest, day__lte=day))

    def summed(self, by: str) -> dict[Any, dict[str, int]]:
        """Every column added up, for each value of the field named (one query)."""
        rows = self.order_by().values(by).annotate(**{f"n_{name}": Sum(name) for name in COLUMNS})
        return {row[by]: {name: row[f"n_{name}"] for name in COLUMNS} for row in rows}


class StateTally(models.Model):
    """How many rollouts more or less stand in which state from a day on; of a balance: how many do at its end."""

    day = models.DateField(_("Tag"))
    is_balance = models.BooleanField(_("Saldo"), default=False, db_default=False)
    live = models.IntegerField(db_default=0)
    ready = models.IntegerField(db_default=0)
    in_progress = models.IntegerField(db_default=0)
    planned = models.IntegerField(db_default=0)
    later = models.IntegerField(db_default=0)
    withdrawn = models.IntegerField(db_default=0)
    not_competent = models.IntegerField(db_default=0)
    not_digitisable = models.IntegerField(db_default=0)
    unknown = models.IntegerField(db_default=0)
    complete = models.IntegerField(db_default=0)
    by_word = models.IntegerField(db_default=0)

    class Meta:
        abstract = True


class ServiceTally(StateTally):
    """Of one service, everywhere."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zählung einer Leistung")
        verbose_name_plural = _("Zählungen von Leistungen")
        indexes = (
            models.Index(fields=["day"], condition=Q(is_balance=True), name="municipalities_servicetally_b"),
            models.Index(fields=["day"], condition=Q(is_balance=False), name="municipalities_servicetally_c"),
        )

    def __str__(self) -> str:
        return f"{self.service_id} {self.day}"


class PlaceTally(StateTally):
    """Of one group of services, in one authority."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+", db_index=False)
    group = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zählung einer Verwaltung")
        verbose_name_plural = _("Zählungen von Verwaltungen")
        indexes = (
            models.Index(fields=["day", "group"], condition=Q(is_balance=True), name="municipalities_placetally_b"),
            models.Index(fields=["day", "group"], condition=Q(is_balance=False), name="municipalities_placetally_c"),
            models.Index(fields=["authority", "day"], name="municipalities_placetally_a"),
        )

    def __str__(self) -> str:
        return f"{self.authority_id} {self.group_id} {self.day}"


class MonthTally(models.Model):
    """How many rollouts of an authority have their last word in a month."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    # Its first day.
    month = models.DateField(_("Monat"))
    day = models.DateField(_("Tag"))
    said = models.IntegerField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("Zählung der Meldungen eines Monats")
        verbose_name_plural = _("Zählungen der Meldungen eines Monats")
        indexes = (models.Index(fields=["month", "day"], name="municipalities_monthtally_m"),)

    def __str__(self) -> str:
        return f"{self.authority_id} {self.month} {self.day}"


class GroupedService(models.Model):
    """Services that count alike on every day: same packages, same needs, taken over by large towns or not. A service of
    a bundle stands alone. The group is named by its first service."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, primary_key=True, related_name="+")
    group = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("Gruppe gleich zählender Leistungen")
        verbose_name_plural = _("Gruppen gleich zählender Leistungen")

    def __str__(self) -> str:
        return f"{self.service_id} → {self.group_id}"
