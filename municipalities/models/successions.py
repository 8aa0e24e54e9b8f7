"""What became of bodies that were dissolved or renamed: history stays under the old one, and it names its successor."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.kinds import Succeeded
from ozgtracker import german

KINDS = {
    Succeeded.DISSOLVED: gettext_lazy("Auflösung"),
    Succeeded.RENAMED: gettext_lazy("Umbenennung"),
    Succeeded.RESPELLED: gettext_lazy("andere Schreibweise"),
}


class SuccessionQuerySet(models.QuerySet["Succession"]):
    """Dissolved and renamed bodies."""

    def known_on(self, day: date) -> SuccessionQuerySet:
        """Those that may have taken effect by that day."""
        return self.filter(after__lt=day).order_by("by", "predecessor_name")

    def out_of(self, ars: str) -> SuccessionQuerySet:
        """What became of the body with this key."""
        return self.filter(predecessor_ars=ars)

    def about(self, ars: str) -> SuccessionQuerySet:
        """What became of the body with this key, and what it came from."""
        return self.filter(models.Q(predecessor_ars=ars) | models.Q(successor_ars=ars))


class Succession(models.Model):
    """One body followed another, or itself under another name. By keys: the old one may never have been loaded."""

    kind = models.CharField(gettext_lazy("Art"), max_length=20, choices=[(one.value, KINDS[one]) for one in KINDS])
    predecessor_ars = models.CharField("ARS", max_length=12)
    predecessor_name = models.CharField(gettext_lazy("vorher"), max_length=160)
    successor_ars = models.CharField("ARS", max_length=12)
    successor_name = models.CharField(gettext_lazy("nachher"), max_length=160)
    # It was still so at the end of the one day and no longer on the other; the source does not name the day itself.
    after = models.DateField(gettext_lazy("noch nicht am"))
    by = models.DateField(gettext_lazy("spätestens am"))

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("Gebietsänderung")
        verbose_name_plural = gettext_lazy("Gebietsänderungen")
        ordering = ("by", "predecessor_name")
        constraints = (
            models.UniqueConstraint(
                fields=["predecessor_ars", "successor_ars", "after"], name="municipalities_succession_once"
            ),
            models.CheckConstraint(condition=models.Q(by__gt=models.F("after")), name="municipalities_succession_span"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_name} → {self.successor_name}"

    @property
    def is_another_body(self) -> bool:
        """Whether the successor is another one, and not the same under another name."""
        return self.predecessor_ars != self.successor_ars

    @property
    def when(self) -> str:
        """ "zwischen 31.12.2022 und 30.11.2025", or the day where it is known."""
        if self.by == self.after + timedelta(days=1):
            return _("am %(day)s") % {"day": german.day(self.by)}
        span = {"after": german.day(self.after), "by": german.day(self.by)}
        return _("zwischen %(after)s und %(by)s; den Tag nennt die Quelle nicht") % span
