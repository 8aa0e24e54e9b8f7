"""What the frame itself remembers: when each scheduled job last ended well, and which programs live."""

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


class Heartbeat(models.Model):
    """One row a program; its time is the database's own. Written by ozgtracker.heartbeats alone."""

    program = models.CharField(_("Programm"), max_length=20, unique=True)
    beat_at = models.DateTimeField(_("zuletzt"))

    class Meta:
        verbose_name = _("Lebenszeichen")
        verbose_name_plural = _("Lebenszeichen")
        ordering = ("program",)

    def __str__(self) -> str:
        return f"{self.program} {self.beat_at:%d.%m.%Y %H:%M:%S}"


class SeenDay(models.Model):
    """One row: the newest day on which the site worked. Written by ozgtracker.seen_day alone."""

    day = models.DateField(_("zuletzt gesehener Tag"))

    class Meta:
        verbose_name = _("Tag der Uhr")
        verbose_name_plural = _("Tage der Uhr")

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
