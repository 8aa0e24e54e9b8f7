"""What was agreed: the plan, its phases, milestones and what depends on what."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, DateField, F, Func, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Side
from accounts.words import SIDES
from milestones.precision import UNDATED, Precision
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, State
from milestones.words import COMMITMENTS, DEPENDENCY_KINDS, MILESTONE_KINDS, PRECISIONS, STATES
from ozgtracker.relations import rows_of_each
from ozgtracker.statements.queries import WORD_DAY, last_word
from ozgtracker.ui.badges import badge_choices
from services.models import Component, Package

PRECISION_CHOICES = PRECISIONS.choices()
STATE_CHOICES = badge_choices(STATES)
SIDE_CHOICES = SIDES.choices()


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans; digitisation goes on, so a later plan may follow."""

    def current(self) -> Plan | None:
        """The plan agreed last, or None before load_plan has run."""
        return self.order_by("-agreed_on", "-pk").first()


class Plan(models.Model):
    """A jointly agreed milestone plan. Digitisation goes on after it, so there can be more than one."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    agreed_on = models.DateField(_("verabredet am"))
    source = models.CharField(_("Quelle"), max_length=300)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("Plan")
        verbose_name_plural = _("Pläne")
        ordering = ("agreed_on",)

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """One of the four phases, worked on continuously and in parallel (letter, "Konkrete Meilensteine verabreden")."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = models.CharField(_("Name"), max_length=120)
    description = models.TextField(_("Beschreibung"), blank=True)
    letter_item = models.CharField(_("Stelle im Schreiben"), max_length=100, blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Phase")
        verbose_name_plural = _("Phasen")
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="milestones_phase_number_unique"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class _LastDay(Func):
    """The last day of the month or quarter a date lies in (milestones.precision.due_day says the same)."""

    output_field = DateField()
    template = "(date_trunc('%(unit)s', %(expressions)s) + interval '%(months)s months' - interval '1 day')::date"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones as they stood on a day."""

    def visible_to(self, user: User) -> Self:
        """The plan belongs to both sides: everybody who is signed in reads all of it (letter, steering)."""
        return self.all() if user.is_active else self.none()

    def as_of(self, day: date) -> MilestoneQuerySet:
        """With what the last report by that day said (state_then, forecast_then, forecast_precision_then, actual_then,
        said_then, reason_then, report_then, corrects_then, by_then) and the dates of the first and the latest baseline
        agreed by then (original_on, original_precision, agreed_on, agreed_precision)."""
        baselines = rows_of_each(self, "baseline_dates")
        first = baselines.order_by("baseline__number")
        agreed = baselines.filter(baseline__agreed_on__lte=day).order_by("-baseline__number")
        return self.annotate(
            **last_word(
                self,
                "reports",
                day,
                state_then="state",
                forecast_then="forecast_on",
                forecast_precision_then="forecast_precision",
                actual_then="actual_on",
                said_then=WORD_DAY,
                reason_then="reason",
                report_then="pk",
                corrects_then="corrects",
                by_then="by__name",
            ),
            original_on=Subquery(first.values("date")[:1]),
            original_precision=Subquery(first.values("precision")[:1]),
            agreed_on=Subquery(agreed.values("date")[:1]),
            agreed_precision=Subquery(agreed.values("precision")[:1]),
        )

    def due(self, on: date) -> MilestoneQuerySet:
        """As of that day, with due_on: the last day on which the agreed promise is still kept (None: no date)."""
        undated = [precision.value for precision in UNDATED]
        return self.as_of(on).annotate(
            due_on=Case(
                When(agreed_precision__in=undated, then=Value(None)),
                When(agreed_precision=Precision.MONTH_END_FROM, then=_LastDay("agreed_on", unit="month", months=1)),
                When(agreed_precision=Precision.QUARTER, then=_LastDay("agreed_on", unit="quarter", months=3)),
                default=F("agreed_on"),
                output_field=DateField(),
            )
        )

    def overdue(self, on: date) -> MilestoneQuerySet:
        """Promised, not reached, deferred or cancelled, and the due day has passed (milestones.light says the same)."""
        closed = [state.value for state in CLOSED_STATES]
        return (
            self.due(on)
            .annotate(state_on_day=Coalesce("state_then", Value(State.OPEN.value)))
            .exclude(kind__in=[kind.value for kind in UNPROMISED_KINDS])
            .filter(~Q(state_on_day__in=closed), Q(due_on__lt=on))
        )


class Milestone(models.Model):
    """A dated promise with one responsible side and contributors. Its state is that of the last report."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    slug = models.SlugField(_("Kürzel"), unique=True)
    code = models.CharField(_("Kennung"), max_length=10)
    title = models.CharField(_("Titel"), max_length=200)
    description = models.TextField(_("Beschreibung"), blank=True)
    kind = models.CharField(_("Art"), max_length=20, choices=MILESTONE_KINDS.choices())
    commitment = models.CharField(_("Verbindlichkeit"), max_length=20, choices=COMMITMENTS.choices())
    responsible = models.CharField(_("verantwortlich"), max_length=20, choices=SIDE_CHOICES)
    declaring_body = models.CharField(_("erklärende Stelle"), max_length=200, blank=True)
    is_central = models.BooleanField(_("zentral"), default=False)
    letter_item = models.CharField(_("Stelle im Schreiben"), max_length=100, blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    note = models.TextField(_("Anmerkung zur Auslegung"), blank=True)
    ordinal = models.PositiveSmallIntegerField(_("Reihenfolge"))
    delivers = models.ManyToManyField(
        Component, related_name="delivered_by", blank=True, verbose_name=_("stellt bereit")
    )
    opens_package = models.ForeignKey(
        Package,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opened_by",
        verbose_name=_("eröffnet Paket"),
    )
    # Kept beside MilestoneReport, written in the same transaction.
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES, default=State.OPEN)
    forecast_on = models.DateField(_("Prognose"), null=True, blank=True)
    forecast_precision = models.CharField(
        _("Genauigkeit"), max_length=20, choices=PRECISION_CHOICES, default=Precision.DAY
    )
    actual_on = models.DateField(_("erreicht am"), null=True, blank=True)
    reported_on = models.DateField(_("zuletzt gemeldet am"), null=True, blank=True)
    last_report = models.OneToOneField(
        "MilestoneReport", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Meilensteine")
        ordering = ("ordinal", "code")
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="milestones_milestone_code_unique"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="milestones_milestone_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="reached", actual_on__isnull=False) | Q(~Q(state="reached"), actual_on__isnull=True),
                name="milestones_milestone_reached_means_actual",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Contributor(models.Model):
    """A side that has to do its part, beside the responsible one: responsibilities are shared (letter, steering)."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="contributors")
    side = models.CharField(_("Seite"), max_length=20, choices=SIDE_CHOICES)

    class Meta:
        verbose_name = _("Beitragende Seite")
        verbose_name_plural = _("Beitragende Seiten")
        ordering = ("side",)
        constraints = (models.UniqueConstraint(fields=["milestone", "side"], name="milestones_contributor_unique"),)

    def __str__(self) -> str:
        return SIDES[Side(self.side)]


class Dependency(models.Model):
    """The successor waits for the predecessor. Only explicit dependencies block: phases run in parallel."""

    predecessor = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="successor_links")
    successor = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="predecessor_links")
    kind = models.CharField(_("Art"), max_length=10, choices=DEPENDENCY_KINDS.choices())
    lag_days = models.PositiveSmallIntegerField(_("Abstand in Arbeitstagen"), default=0, db_default=0)
    reason = models.CharField(_("Begründung"), max_length=300, blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Abhängigkeit")
        verbose_name_plural = _("Abhängigkeiten")
        ordering = ("successor", "predecessor")
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="milestones_dependency_unique"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="milestones_dependency_not_itself"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
