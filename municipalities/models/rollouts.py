"""Each service in each authority that carries it out, and how far it is on any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from municipalities.models.competence import Competence
from municipalities.models.territory import Authority, AuthorityQuerySet
from municipalities.reporting import Before
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import STATES
from ozgtracker.relations import related
from ozgtracker.statements.queries import WORD_DAY, last_word
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import badge_choices
from services.models import Component, Service

STATE_CHOICES = badge_choices(STATES)


# Live without a level of maturity or an address (reporting.lacks_evidence), of rollouts that as_of or now annotated.
BY_WORD_ALONE = Q(state_then=RolloutState.LIVE) & (Q(maturity_then__isnull=True) | Q(evidence_then=""))
# Not live yet, with work to do, and not on an own solution: only these wait for the platform and its components.
WAITING_FOR_PLATFORM = ~Q(state_then__in=[RolloutState.LIVE, *sorted(WITHOUT_WORK)]) & Q(own_then=False)


class RolloutQuerySet(models.QuerySet["Rollout"]):
    """Rollouts, and their state on any day."""

    def competent(self) -> RolloutQuerySet:
        """What counts: pairs whose authority carries the service out. The only denominator."""
        return self.filter(is_competent=True)

    def competent_on(self, at: AsOf) -> RolloutQuerySet:
        """The same on a past day: by who carried it out then; what the ministry agreed to only later still counted."""
        if at.day >= at.today:
            return self.competent()
        answers = _answers().said_by(at.day)
        newest = answers.order_by("report__rollout", "-pk").distinct("report__rollout").values("pk")
        exempt = answers.filter(pk__in=newest, agrees=True).order_by().values("report__rollout")
        former = FormerCompetence.objects.filter(pk__in=FormerCompetence.objects.on(at.day).values("pk"))
        began, ended = (former.filter(was_competent=was).values("rollout") for was in (False, True))
        today_too = (Q(is_competent=True) | Q(is_exempt=True)) & ~Q(pk__in=began)
        return self.filter(today_too | Q(pk__in=ended)).exclude(pk__in=exempt)

    def offered_to(self, places: AuthorityQuerySet) -> RolloutQuerySet:
        """Those meant for the inhabitants of these places: what they do themselves, and what their Landkreis does.

        The places must come from AuthorityQuerySet.as_of.
        """
        taken_over = Competence.objects.taken_over().values("service")
        districts = places.values(then=F("district_then"))
        whole = places.filter(Q(is_large_town_then=False)).values(then=F("district_then"))
        # Says no more than the rest, but a choice of three reads all rollouts there are, and this an index.
        anybody = places.order_by().values(then=F("pk")).union(districts.order_by())
        return self.filter(
            Q(authority__in=places.values("pk"))
            | Q(authority__in=whole)
            | Q(authority__in=districts) & ~Q(service__in=taken_over),
            authority__in=anybody,
        )

    def reported_in_month(self, day: date) -> RolloutQuerySet:
        """Those that said something in the month of that day, up to it. Reads what as_of or now annotated."""
        return self.filter(Q(said_then__range=(day.replace(day=1), day)))

    def unreported_in_month(self, day: date) -> RolloutQuerySet:
        """Those that said nothing yet in the month of that day. Reads what as_of or now annotated."""
        return self.filter(Q(said_then__isnull=True) | Q(said_then__lt=day.replace(day=1)))

    def confirmable(self, on: date) -> RolloutQuerySet:
        """What one click may confirm as unchanged: reported before, not yet this month, not past its own date, and not
        contradicted by the ministry."""
        return self.competent().filter(
            Q(forecast_on__isnull=True) | Q(forecast_on__gte=on),
            ~Exists(_answers().filter(report=OuterRef("last_report"))),
            reported_on__lt=on.replace(day=1),
        )

    def live_on_what_is_gone(self, day: date) -> dict[Component, int]:
        """How many are live of each base component that was declared not ready afterwards; only where there are any.

        An own solution needs none of them. Reads what as_of or now annotated; one query more for each such component.
        """
        live = self.filter(Q(state_then=RolloutState.LIVE, own_then=False)).order_by()
        found = {
            component: live.filter(service__in=Service.objects.needing(component.slug, day)).count()
            for component in Component.objects.no_longer_ready(day)
        }
        return {component: count for component, count in found.items() if count}

    def live_before(self, ready: Iterable[tuple[int, str, date]], on: date) -> dict[int, int]:
        """How many were live before each of these base components (key, slug, day of readiness) was ready, by what
        services needed on a day; one query.

        An own solution needs none of them. Reads what as_of or now annotated.
        """
        needing = Service.objects.needing
        early = {
            f"c{pk}": models.Count("pk", filter=Q(live_then__lt=day, service__in=needing(slug, on)))
            for pk, slug, day in ready
        }
        if not early:
            return {}
        live = self.filter(Q(state_then=RolloutState.LIVE, own_then=False)).order_by()
        return {int(alias[1:]): count for alias, count in live.aggregate(**early).items()}

    def waiting_then(self) -> RolloutQuerySet:
        """Those that still wait for the Land's platform and its components. Reads what as_of or now annotated."""
        return self.filter(WAITING_FOR_PLATFORM)

    def with_evidence(self) -> RolloutQuerySet:
        """Those live with a level of maturity and an address. Reads what as_of or now annotated."""
        return self.filter(Q(state_then=RolloutState.LIVE, maturity_then__isnull=False) & ~Q(evidence_then=""))

    def without_evidence(self) -> RolloutQuerySet:
        """Those live by word alone (reporting.lacks_evidence). Reads what as_of or now annotated."""
        return self.filter(BY_WORD_ALONE)

    def said_not_competent(self, day: date) -> RolloutQuerySet:
        """Those whose authority says so and had no answer of the ministry by that day. Reads as_of or now."""
        said_so = related(Rollout, "reports").filter(state=RolloutState.NOT_COMPETENT)
        return self.filter(
            ~Exists(_answers().said_by(day).filter(report=OuterRef("report_then"))),
            Q(state_then=RolloutState.NOT_COMPETENT),
            # Few ever say so; where an index names them, nobody else's last word is looked up.
            pk__in=said_so.values("rollout"),
        )

    def now(self) -> RolloutQuerySet:
        """With state_then, live_then, forecast_then, maturity_then, evidence_then, own_then (is it an own solution?),
        said_then and report_then (the last report), taken from the current row."""
        return self.annotate(
            state_then=F("state"),
            live_then=F("live_on"),
            forecast_then=F("forecast_on"),
            maturity_then=F("maturity"),
            evidence_then=F("evidence"),
            own_then=F("is_own_solution"),
            said_then=F("reported_on"),
            report_then=F("last_report"),
        )

    def as_of(self, at: AsOf) -> RolloutQuerySet:
        """The same annotations as they stood at the end of that day; for today the current row answers."""
        if at.day >= at.today:
            return self.now()
        words: dict[str, Any] = last_word(
            self,
            "reports",
            at.day,
            state_then="state",
            live_then="live_on",
            forecast_then="forecast_on",
            maturity_then="maturity",
            evidence_then="evidence",
            own_then="is_own_solution",
            said_then=WORD_DAY,
            report_then="pk",
        )
        unsaid = {"state_then": RolloutState.UNKNOWN.value, "evidence_then": "", "own_then": False}
        return self.annotate(**words | {name: Coalesce(words[name], Value(value)) for name, value in unsaid.items()})


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
            # Lists of millions, in the order of their days.
            models.Index(
                fields=["forecast_on", "id"], condition=Q(is_competent=True), name="municipalities_rollout_expect"
            ),
            models.Index(
                fields=["reported_on", "id"], condition=Q(is_competent=True), name="municipalities_rollout_said"
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


class FormerCompetenceQuerySet(models.QuerySet["FormerCompetence"]):
    """What held before competences changed."""

    def on(self, day: date) -> FormerCompetenceQuerySet:
        """What still held on that day, of each rollout whose competence has changed since."""
        return self.filter(valid_until__gt=day).order_by("rollout_id", "valid_until").distinct("rollout_id")


class FormerCompetence(models.Model):
    """Whether an authority carried a service out until a day: what changes a figure has a day. Today's stands in
    Rollout.is_competent; what the ministry agrees to has the day of its answer."""

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="former_competence")
    was_competent = models.BooleanField(_("war zuständig"))
    # The first day on which it no longer held.
    valid_until = models.DateField(_("gilt nicht mehr seit"))

    objects = FormerCompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("frühere Zuständigkeit")
        verbose_name_plural = _("frühere Zuständigkeiten")
        constraints = (
            models.UniqueConstraint(fields=["rollout", "valid_until"], name="municipalities_formercompetence_once"),
        )
        indexes = (models.Index(fields=["valid_until"], name="municipalities_formercomp_day"),)

    def __str__(self) -> str:
        return f"{self.rollout} < {self.valid_until:%d.%m.%Y}"


def _answers() -> Any:
    """What the ministry answered to any report."""
    return related(related(Rollout, "reports").model, "answers")
