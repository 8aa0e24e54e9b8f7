"""What one side proposes on a joint milestone, and how the other answered: appended, never changed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Side
from accounts.words import SIDES
from milestones.models.baselines import Baseline
from milestones.models.plan import PRECISION_CHOICES, SIDE_CHOICES, STATE_CHOICES, Milestone
from milestones.models.reports import MilestoneReport
from milestones.precision import Precision, dated
from milestones.proposals import ProposalKind, Verdict, other_side
from milestones.reported import COLUMNS, MilestoneInput
from milestones.states import State
from milestones.words import PROPOSAL_KINDS, VERDICTS
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from ozgtracker.statements.models import Statement
from ozgtracker.statements.queries import StatementQuerySet
from services.models import REASON_CHOICES
from services.reasons import NO_CATEGORY

KIND_CHOICES = PROPOSAL_KINDS.choices()
VERDICT_CHOICES = VERDICTS.choices()


class ProposalQuerySet(StatementQuerySet["Proposal"]):
    """What was proposed on joint milestones."""

    def open_on(self, day: date) -> ProposalQuerySet:
        """Made by then and not answered by then."""
        answers = Answer.objects.filter(proposal=OuterRef("pk"), said_on__lte=day)
        return self.filter(~Exists(answers), said_on__lte=day)

    def with_answer(self) -> ProposalQuerySet:
        """With the answer, if there is one."""
        return self.select_related("answer")


class Proposal(Statement):
    """One side's word on a joint matter, which counts only once the other has confirmed it; at most one is open.

    Follows the proposal on the same milestone made before it. A state carries what its report will say, a date the
    promise that is to be agreed anew.
    """

    ABOUT = ("milestone",)
    WORD = (
        *("kind", "state", "forecast_on", "forecast_precision", "actual_on", "reason_category", "evidence"),
        *("declaring_body", "is_correction", "date", "precision"),
    )

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(_("Art"), max_length=20, choices=KIND_CHOICES)
    side = models.CharField(_("vorgeschlagen von"), max_length=20, choices=SIDE_CHOICES)
    reason_category = models.CharField(
        _("Art des Grundes"), max_length=20, blank=True, choices=REASON_CHOICES, default=NO_CATEGORY
    )
    state = models.CharField(_("Stand"), max_length=20, blank=True, choices=STATE_CHOICES)
    forecast_on = models.DateField(_("Prognose"), null=True, blank=True)
    forecast_precision = models.CharField(
        _("Genauigkeit"), max_length=20, choices=PRECISION_CHOICES, default=Precision.NONE
    )
    actual_on = models.DateField(_("erreicht am"), null=True, blank=True)
    evidence = models.CharField(_("Nachweis"), max_length=500, blank=True)
    declaring_body = models.CharField(_("erklärende Stelle"), max_length=200, blank=True)
    is_correction = models.BooleanField(_("Berichtigung"), default=False, db_default=False)
    date = models.DateField(_("Termin"), null=True, blank=True)
    precision = models.CharField(
        _("Genauigkeit des Termins"), max_length=20, choices=PRECISION_CHOICES, default=Precision.NONE
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        ordering = ("said_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(supersedes__isnull=True), name="milestones_proposal_first"
            ),
            models.CheckConstraint(
                condition=Q(state="", kind=ProposalKind.DATE)
                | Q(state__in=[state.value for state in State], kind=ProposalKind.STATE),
                name="milestones_proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[Side.LAND.value, Side.KOMMUNEN.value]), name="milestones_proposal_side_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ProposalKind.STATE, date__isnull=True) | Q(kind=ProposalKind.DATE, date__isnull=False),
                name="milestones_proposal_date_fits",
            ),
        )
        indexes = (models.Index(fields=["milestone", "-said_on", "-id"], name="milestones_proposal_latest"),)

    def __str__(self) -> str:
        return f"{self.milestone}: {self.words}"

    @property
    def said(self) -> MilestoneInput:
        """The report a proposed state becomes."""
        values = {name: getattr(self, name) for name in COLUMNS}
        known = {"state": State(self.state), "forecast_precision": Precision(self.forecast_precision)}
        return MilestoneInput(**values | known, is_correction=self.is_correction)

    @property
    def words(self) -> str:
        """ "erreicht am 14.04.2022", "entfallen", "vereinbarter Termin 30.11.2022"."""
        return say(self.told)

    @property
    def told(self) -> Finding:
        """The same as a finding."""
        if self.kind == ProposalKind.STATE:
            return self.said.told
        return found("proposal.date", date=dated(self.date, Precision(self.precision)))

    @property
    def side_label(self) -> str:
        """Who proposes: "Land", "Kommunen"."""
        return SIDES[Side(self.side)]

    @property
    def waits_for(self) -> Side:
        """Who has to answer."""
        return other_side(Side(self.side))

    @property
    def waits_for_label(self) -> str:
        """Who has to answer, in words."""
        return SIDES[self.waits_for]


class Answer(Statement):
    """How a proposal ended, once for all; a confirmation names the report or the baseline it made."""

    ABOUT = ("proposal",)
    WORD = ("verdict",)

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="answer")
    verdict = models.CharField(_("Antwort"), max_length=20, choices=VERDICT_CHOICES)
    side = models.CharField(_("geantwortet von"), max_length=20, choices=SIDE_CHOICES)
    report = models.OneToOneField(
        MilestoneReport, on_delete=models.PROTECT, null=True, blank=True, related_name="confirmation"
    )
    baseline = models.OneToOneField(
        Baseline, on_delete=models.PROTECT, null=True, blank=True, related_name="confirmation"
    )

    class Meta:
        verbose_name = _("Antwort auf einen Vorschlag")
        verbose_name_plural = _("Antworten auf Vorschläge")
        ordering = ("said_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=[Verdict.OBJECTED.value, Verdict.WITHDRAWN.value], report=None, baseline=None)
                | (Q(verdict=Verdict.CONFIRMED.value) & (Q(report=None) ^ Q(baseline=None))),
                name="milestones_answer_verdict_fits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal}: {VERDICTS[Verdict(self.verdict)]}"

    @property
    def side_label(self) -> str:
        """Who answered: "Land", "Kommunen"."""
        return SIDES[Side(self.side)]

    @property
    def verdict_label(self) -> str:
        """ "bestätigt"."""
        return VERDICTS[Verdict(self.verdict)]
