"""The columns every appended report has, whatever it is about."""

from __future__ import annotations

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Case, DateField, F, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """One report: said on a day, following exactly one other, and perhaps correcting one.

    From its day on a correction counts; what had been said before stays what it was on those days. An undo gives an
    older word back: counts_on is then the day of that word, and is_retraction says that nothing was said before it.
    """

    said_on = models.DateField(_("gemeldet am"))
    reason = models.TextField(_("Begründung"), blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("berichtigt die Meldung"),
    )
    counts_on = models.DateField(_("zählt als gemeldet am"), null=True, blank=True)
    is_retraction = models.BooleanField(_("nimmt die einzige Meldung zurück"), default=False, db_default=False)
    change_set = models.UUIDField(_("Vorgangsnummer"), db_default=RandomUUID())
    is_demonstration = models.BooleanField(_("Demonstration"), default=False)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


def day_of_the_word() -> Case:
    """SQL: the day a statement counts as said; NULL where it takes the only word back."""
    return Case(
        When(is_retraction=True, then=Value(None)),
        default=Coalesce(F("counts_on"), F("said_on")),
        output_field=DateField(),
    )
