"""The columns every appended statement has, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """Something said on a day: following exactly one other, and perhaps correcting one.

    From its day on a correction counts; what had been said before stays what it was on those days. An undo gives an
    older word back: counts_on is then the day of that word, and is_retraction says that nothing was said before it.
    """

    # Which foreign keys name what it is about (one of them is set), which columns are its word, what stands in them
    # where nothing was said, and which of them the row it is about repeats, for speed (statements.appending).
    ABOUT: ClassVar[tuple[str, ...]]
    WORD: ClassVar[tuple[str, ...]]
    NOTHING: ClassVar[Mapping[str, Any]] = {}
    REPEATED: ClassVar[tuple[str, ...]] = ()

    said_on = models.DateField(_("gemeldet am"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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

    @property
    def word(self) -> dict[str, Any]:
        """What it says, column by column."""
        return {name: getattr(self, name) for name in self.WORD}

    @property
    def about(self) -> dict[str, Any]:
        """What it is about, by foreign key."""
        return {name: getattr(self, name) for name in self.ABOUT}

    @property
    def word_day(self) -> Any:
        """The day it counts as said; None where it takes the only word back."""
        return None if self.is_retraction else self.counts_on or self.said_on
