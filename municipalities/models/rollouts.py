"""What each kind of authority carries out, and how far each rollout is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.kinds import Kind
from municipalities.models.territory import KIND_CHOICES, Authority
from municipalities.queries import CompetenceQuerySet, RolloutQuerySet, RolloutReportQuerySet
from municipalities.reporting import COLUMNS, Before, RolloutInput
from municipalities.rollout_states import STATES, RolloutState
from ozgtracker.statements.models import Statement
from services.models import REASON_CHOICES, Service
from services.reasons import NO_CATEGORY, with_category

STATE_CHOICES = [(state.value, STATES[state].label) for state in RolloutState]


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


class Rollout(models.Model):
    """One service in one competent authority. The state is that of the last report, kept beside it for speed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="rollouts")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="rollouts")
    # False once the competence ended: past reports stay, the denominator shrinks.
    is_competent = models.BooleanField(_("zuständig"), default=True)
    # True once the ministry agreed that this authority is not competent, whatever its kind carries out.
    is_exempt = models.BooleanField(_("von der Zuständigkeit ausgenommen"), default=False, db_default=False)
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES, default=RolloutState.UNKNOWN)
    forecast_on = models.DateField(_("live erwartet am"), null=True, blank=True)
    live_on = models.DateField(_("live seit"), null=True, blank=True)
    maturity = models.PositiveSmallIntegerField(_("Reifegrad (Modell 1.1)"), null=True, blank=True)
    is_own_solution = models.BooleanField(_("eigene Lösung"), default=False, db_default=False)
    evidence = models.URLField(
        _("Nachweis (Adresse der Leistung)"), max_length=500, blank=True, default="", db_default=""
    )
    reported_on = models.DateField(_("zuletzt gemeldet am"), null=True, blank=True)
    last_report = models.OneToOneField(
        "RolloutReport", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )

    objects = RolloutQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausspielung")
        verbose_name_plural = _("Ausspielungen")
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="municipalities_rollout_unique"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RolloutState]),
                name="municipalities_rollout_state_known",
            ),
            # A report that was taken back as the only one leaves its row behind, but no word.
            models.CheckConstraint(
                condition=Q(state="unknown", reported_on__isnull=True)
                | Q(~Q(state="unknown"), last_report__isnull=False, reported_on__isnull=False),
                name="municipalities_rollout_unknown_means_no_report",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_on__isnull=False), name="municipalities_rollout_live_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="live", is_own_solution=True) | ~Q(evidence=""),
                name="municipalities_rollout_own_has_address",
            ),
            models.CheckConstraint(
                condition=Q(is_exempt=False) | Q(is_competent=False), name="municipalities_rollout_exempt_not_competent"
            ),
        )
        indexes = (
            # Counted by millions, so the figures are answered by the index alone.
            models.Index(
                fields=["service", "state"],
                include=["authority"],
                condition=Q(is_competent=True),
                name="municipalities_rollout_state",
            ),
            models.Index(
                fields=["authority", "state"],
                include=["service"],
                condition=Q(is_competent=True),
                name="municipalities_rollout_where",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} in {self.authority}"

    @property
    def before(self) -> Before:
        """What was said last, as the rule of the next report wants it. Its day is that of the last row, also where an
        undo gave an older word back."""
        last = self.last_report
        return Before(RolloutState(self.state), self.live_on, self.forecast_on, last.said_on if last else None)


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
