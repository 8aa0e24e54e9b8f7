"""What authorities say about rollouts, and what the ministry answers to those that say they are not competent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.models.rollouts import STATE_CHOICES, Rollout
from municipalities.reporting import COLUMNS, RolloutInput
from municipalities.rollout_states import RolloutState
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import StatementQuerySet
from services.models import REASON_CHOICES
from services.reasons import NO_CATEGORY
from services.words import with_category


class RolloutReportQuerySet(StatementQuerySet["RolloutReport"]):
    """What was said about rollouts."""


class RolloutReport(Statement):
    """What somebody said about a rollout: appended, never changed. The remark is for the own side only."""

    ABOUT = ("rollout",)
    REPEATED = ("state", "live_on", "forecast_on", "maturity", "evidence", "is_own_solution")
    WORD = (*REPEATED, "remark", "reason_category", "on_behalf")
    NOTHING: ClassVar[dict[str, Any]] = {"state": RolloutState.UNKNOWN.value}

    rollout = models.ForeignKey(Rollout, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES)
    forecast_on = models.DateField(_("live erwartet am"), null=True, blank=True)
    live_on = models.DateField(_("live seit"), null=True, blank=True)
    maturity = models.PositiveSmallIntegerField(_("Reifegrad (Modell 1.1)"), null=True, blank=True)
    remark = models.TextField(_("Bemerkung (nur für die eigene Seite)"), blank=True)
    evidence = models.URLField(_("Nachweis (Adresse der Leistung)"), max_length=500, blank=True)
    reason_category = models.CharField(
        _("Art des Grundes"), max_length=20, blank=True, choices=REASON_CHOICES, default=NO_CATEGORY, db_default=""
    )
    # On a platform other than the Land's: then the gate does not apply, and the address shows where.
    is_own_solution = models.BooleanField(_("eigene Lösung"), default=False, db_default=False)
    on_behalf = models.BooleanField(_("im Auftrag gemeldet"), default=False)
    is_confirmation = models.BooleanField(_("unverändert bestätigt"), default=False)

    objects = RolloutReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meldung zur Ausspielung")
        verbose_name_plural = _("Meldungen zur Ausspielung")
        ordering = ("said_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["rollout"], condition=Q(supersedes__isnull=True), name="municipalities_rolloutreport_first"
            ),
            models.CheckConstraint(
                condition=Q(state="unknown", is_retraction=True) | Q(~Q(state="unknown"), is_retraction=False),
                name="municipalities_rolloutreport_says_something",
            ),
            models.CheckConstraint(
                condition=Q(maturity__isnull=True) | Q(maturity__range=(0, 4)),
                name="municipalities_rolloutreport_maturity_range",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_on__isnull=False), name="municipalities_rolloutreport_live_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="live", is_own_solution=True) | ~Q(evidence=""),
                name="municipalities_rolloutreport_own_has_address",
            ),
            models.CheckConstraint(
                condition=Q(live_on__isnull=True) | Q(live_on__lte=F("said_on")),
                name="municipalities_rolloutreport_live_not_future",
            ),
        )
        indexes = (
            models.Index(fields=["rollout", "-said_on", "-id"], name="municipalities_report_latest"),
            # The newest report by a day, which the foot of every page names.
            models.Index(fields=["said_on"], name="municipalities_report_said_on"),
            # How what is live grew, day by day: who went live, and which of those had been live before.
            models.Index(
                fields=["said_on"],
                include=["rollout", "supersedes"],
                condition=Q(state="live", is_confirmation=False),
                name="municipalities_report_wentlive",
            ),
            models.Index(fields=["id"], condition=Q(state="live"), name="municipalities_report_live"),
            # The few that say something rare: that they are not competent, that it is withdrawn, that it was wrong.
            models.Index(fields=["rollout"], condition=Q(state="not-competent"), name="municipalities_report_notcomp"),
            models.Index(
                fields=["said_on"],
                include=["rollout"],
                condition=Q(state="withdrawn") | Q(corrects__isnull=False),
                name="municipalities_report_back",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout} {self.said_on:%d.%m.%Y}"

    @property
    def said(self) -> RolloutInput:
        """What it says, to be said again or changed."""
        return RolloutInput(**{name: getattr(self, name) for name in COLUMNS} | {"state": RolloutState(self.state)})

    @property
    def reason_words(self) -> str:
        """The reason, after its kind."""
        return with_category(self.reason, self.reason_category)


class CompetenceAnswerQuerySet(StatementQuerySet["CompetenceAnswer"]):
    """What the ministry answered about competence."""


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
