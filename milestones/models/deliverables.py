"""Documents that must be released before a milestone counts as reached."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from milestones.models.plan import Milestone
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import StatementQuerySet


class Deliverable(models.Model):
    """A document that must be released before the milestone counts as reached (letter, items 1 and 4)."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deliverables")
    slug = models.SlugField(_("Kürzel"), unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    letter_item = models.CharField(_("Stelle im Schreiben"), max_length=100, blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Liefergegenstand")
        verbose_name_plural = _("Liefergegenstände")
        ordering = ("milestone", "id")

    def __str__(self) -> str:
        return self.title


class DeliverableReleaseQuerySet(StatementQuerySet["DeliverableRelease"]):
    """What was said about documents."""

    def in_order(self) -> DeliverableReleaseQuerySet:
        """As it was said, with who said it."""
        return self.select_related("by").order_by("said_on", "id")


class DeliverableRelease(Statement):
    """What was said about a deliverable: released with its document, or (a correction) not released after all."""

    ABOUT = ("deliverable",)
    WORD = ("released_on", "document")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="releases")
    released_on = models.DateField(_("freigegeben am"), null=True, blank=True)
    document = models.CharField(_("Dokument"), max_length=500, blank=True)

    objects = DeliverableReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Freigabe eines Liefergegenstands")
        verbose_name_plural = _("Freigaben von Liefergegenständen")
        ordering = ("said_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(released_on__lte=F("said_on")),
                name="milestones_release_not_future",
            ),
            models.UniqueConstraint(
                fields=["deliverable"], condition=Q(supersedes__isnull=True), name="milestones_release_first"
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=False) | Q(corrects__isnull=False),
                name="milestones_release_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deliverable} {self.said_on:%d.%m.%Y}"
