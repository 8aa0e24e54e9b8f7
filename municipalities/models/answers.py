"""What the ministry answers to an authority that says it is not competent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models.rollouts import RolloutReport
from municipalities.queries import CompetenceAnswerQuerySet
from ozgtracker.statements.models import Statement


class CompetenceAnswer(Statement):
    """The ministry agrees, or says in a sentence why not: appended, never changed. The last one to a report counts."""

    ABOUT = ("report",)
    WORD = ("agrees",)

    report = models.ForeignKey(RolloutReport, on_delete=models.PROTECT, related_name="answers")
    agrees = models.BooleanField(_("Das Ministerium stimmt zu"))

    objects = CompetenceAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Antwort zur Zuständigkeit")
        verbose_name_plural = _("Antworten zur Zuständigkeit")
        ordering = ("said_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["report"], condition=Q(supersedes__isnull=True), name="municipalities_competenceanswer_first"
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(reason=""), name="municipalities_competenceanswer_says_why_not"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report.rollout} {self.said_on:%d.%m.%Y}"
