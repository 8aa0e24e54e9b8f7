"""What the frame itself remembers: when each scheduled job last ended well."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One row a job; a run that failed leaves it as it was. Written by ozgtracker.jobs alone."""

    name = models.CharField(_("Aufgabe"), max_length=60, unique=True)
    ended_at = models.DateTimeField(_("zuletzt beendet"))

    class Meta:
        verbose_name = _("Lauf einer Aufgabe")
        verbose_name_plural = _("Läufe der Aufgaben")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.ended_at:%d.%m.%Y %H:%M}"
