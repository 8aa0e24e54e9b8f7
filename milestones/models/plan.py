"""What was agreed: the plan, its phases, milestones and dependencies, and its dates, frozen stand by stand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import SIDES, Side
from milestones.precision import PRECISIONS, Precision, in_words
from milestones.queries import MilestoneQuerySet, PlanQuerySet
from milestones.states import (
    COMMITMENTS,
    DEPENDENCY_KINDS,
    MILESTONE_KINDS,
    STATES,
    Commitment,
    DependencyKind,
    MilestoneKind,
    State,
)
from services.models import Component, Package

PRECISION_CHOICES = [(p.value, PRECISIONS[p]) for p in Precision]
STATE_CHOICES = [(s.value, STATES[s].label) for s in State]
SIDE_CHOICES = [(s.value, SIDES[s]) for s in Side]
_DATED = ~Q(precision__in=["continuous", "none"])


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


class Milestone(models.Model):
    """A dated promise with one responsible side and contributors. Its state is that of the last report."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="milestones")
    slug = models.SlugField(_("Kürzel"), unique=True)
    code = models.CharField(_("Kennung"), max_length=10)
    title = models.CharField(_("Titel"), max_length=200)
    description = models.TextField(_("Beschreibung"), blank=True)
    kind = models.CharField(_("Art"), max_length=20, choices=[(k.value, MILESTONE_KINDS[k]) for k in MilestoneKind])
    commitment = models.CharField(
        _("Verbindlichkeit"), max_length=20, choices=[(c.value, COMMITMENTS[c]) for c in Commitment]
    )
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


class Baseline(models.Model):
    """A frozen stand of the plan's dates. Number 0 is the letter of 21.12.2021 and is immortal."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = models.CharField(_("Name"), max_length=160)
    agreed_on = models.DateField(_("verabredet am"))
    source = models.CharField(_("Quelle"), max_length=300)
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Planstand")
        verbose_name_plural = _("Planstände")
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="milestones_baseline_number_unique"),)

    def __str__(self) -> str:
        return self.name


class BaselineDate(models.Model):
    """The date of one milestone in one baseline: never changed (a database trigger refuses it)."""

    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="dates")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="baseline_dates")
    date = models.DateField(_("Termin"), null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=20, choices=PRECISION_CHOICES)

    class Meta:
        verbose_name = _("Termin im Planstand")
        verbose_name_plural = _("Termine im Planstand")
        constraints = (
            models.UniqueConstraint(fields=["baseline", "milestone"], name="milestones_baselinedate_unique"),
            models.CheckConstraint(
                condition=(_DATED & Q(date__isnull=False)) | (~_DATED & Q(date__isnull=True)),
                name="milestones_baselinedate_precision_fits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone}: {in_words(self.date, Precision(self.precision))}"


class Dependency(models.Model):
    """The successor waits for the predecessor. Only explicit dependencies block: phases run in parallel."""

    predecessor = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="successor_links")
    successor = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="predecessor_links")
    kind = models.CharField(_("Art"), max_length=10, choices=[(k.value, DEPENDENCY_KINDS[k]) for k in DependencyKind])
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
