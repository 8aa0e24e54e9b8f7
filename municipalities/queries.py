"""Every question about authorities, competence and rollouts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.roles import Role
from municipalities.months import Reported, Reporting, reporting
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from ozgtracker.statements.queries import WORD_DAY, StatementQuerySet, last_word

if TYPE_CHECKING:
    from accounts.models import User
    from municipalities.models import (  # noqa: F401 - named in strings
        Authority,
        Competence,
        CompetenceAnswer,
        MandateNotice,
        Municipality,
        Representative,
        Rollout,
        RolloutReport,
    )
    from services.models import Component


# Live without a level of maturity or an address (reporting.lacks_evidence), of rollouts that as_of or now annotated.
BY_WORD_ALONE = Q(state_then=RolloutState.LIVE) & (Q(maturity_then__isnull=True) | Q(evidence_then=""))
# Not live yet, with work to do, and not on an own solution: only these wait for the platform and its components.
WAITING = ~Q(state_then__in=[RolloutState.LIVE, *sorted(WITHOUT_WORK)]) & Q(own_then=False)


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Local authorities."""

    def valid_on(self, day: date) -> AuthorityQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def spoken_for_by(self, user: User, on: date) -> AuthorityQuerySet:
        """Those this person may report for: the own authority, or the members of the own association."""
        mandates = apps.get_model("municipalities", "Representative").objects.in_force(on).filter(user=user)
        if user.role == Role.AUTHORITY:
            return self.filter(pk__in=mandates.filter(authority__isnull=False).values("authority"))
        if user.role == Role.ASSOCIATION:
            members = apps.get_model("municipalities", "Membership").objects.filter(
                association__in=mandates.filter(association__isnull=False).values("association")
            )
            return self.filter(pk__in=members.values("authority"))
        return self.none()

    def matching(self, words: str) -> AuthorityQuerySet:
        """Whose label contains every word typed."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(label__icontains=word)
        return found

    def with_missing(self, day: date, today: date) -> AuthorityQuerySet:
        """With services, missing (without a report in the month of the day) and said_last; most missing first."""
        rollouts = apps.get_model("municipalities", "Rollout").objects.competent_on(day, today).as_of(day, today)
        own = rollouts.filter(authority=OuterRef("pk")).order_by()
        mine, silent = own.values("authority"), own.unreported_in_month(day).values("authority")
        return self.annotate(
            services=Coalesce(Subquery(mine.annotate(number=models.Count("pk")).values("number")), 0),
            missing=Coalesce(Subquery(silent.annotate(number=models.Count("pk")).values("number")), 0),
            said_last=Subquery(mine.annotate(last=models.Max("said_then")).values("last")),
        ).order_by("-missing", "sort_key", "ars")

    def reported(self, how: Reported, day: date, today: date) -> AuthorityQuerySet:
        """Those of this class in the month of the day: the rule municipalities.months.reported_class, in SQL."""
        wanted = {
            Reported.COMPLETE: Q(said=True, silent=False),
            Reported.PARTLY: Q(said=True, silent=True),
            Reported.NOTHING: Q(said=False, silent=True),
        }
        return self._said_and_silent(day, today).filter(wanted[how])

    def unfinished(self, day: date, today: date) -> AuthorityQuerySet:
        """Those that have not reported everything in the month of the day."""
        return self._said_and_silent(day, today).filter(Q(silent=True))

    def _said_and_silent(self, day: date, today: date) -> AuthorityQuerySet:
        """Whether some rollouts were reported in the month, and whether some were not yet; neither: none is asked."""
        rollouts = apps.get_model("municipalities", "Rollout").objects.competent_on(day, today).as_of(day, today)
        own = rollouts.filter(authority=OuterRef("pk"))
        return self.annotate(said=Exists(own.reported_in_month(day)), silent=Exists(own.unreported_in_month(day)))

    def reporting(self, day: date, today: date) -> Reporting:
        """How many of them have reported everything, something, nothing in the month of the day (one query)."""
        rollouts = apps.get_model("municipalities", "Rollout").objects.competent_on(day, today).as_of(day, today)
        in_month = Q(said_then__range=(day.replace(day=1), day))
        each = rollouts.filter(authority__in=self.order_by().values("pk")).order_by().values("authority")
        counted = each.annotate(asked=models.Count("pk"), said=models.Count("pk", filter=in_month))
        return reporting(counted.values_list("asked", "said"))

    def visible_to(self, user: User, on: date) -> AuthorityQuerySet:
        """Whose own page this person may open: officers only their own; everybody else all."""
        return self.spoken_for_by(user, on) if user.role == Role.AUTHORITY else self.all()


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities; they never report."""

    def valid_on(self, day: date) -> MunicipalityQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class CompetenceQuerySet(models.QuerySet["Competence"]):
    """Which kind of authority carries out what."""

    def taken_over(self) -> CompetenceQuerySet:
        """Of the Landkreis, where large towns within it do it for their own inhabitants."""
        return self.filter(large_towns_instead=True)

    def of(self, authority: Authority) -> CompetenceQuerySet:
        """By which this authority carries out what it does."""
        own = Q(kind=authority.kind)
        return self.filter(own | Q(large_towns_instead=True) if authority.is_large_town else own)


class RolloutQuerySet(models.QuerySet["Rollout"]):
    """Rollouts, and their state on any day."""

    def competent(self) -> RolloutQuerySet:
        """What counts: pairs whose authority carries the service out. The only denominator."""
        return self.filter(is_competent=True)

    def competent_on(self, day: date, today: date) -> RolloutQuerySet:
        """The same on a past day: what the ministry agreed to only later still counted. What each kind of authority
        carries out is known for today only."""
        if day >= today:
            return self.competent()
        answers = apps.get_model("municipalities", "CompetenceAnswer").objects.filter(said_on__lte=day)
        newest = answers.order_by("report__rollout", "-pk").distinct("report__rollout").values("pk")
        exempt = answers.filter(pk__in=newest, agrees=True).order_by().values("report__rollout")
        return self.filter(Q(is_competent=True) | Q(is_exempt=True)).exclude(pk__in=exempt)

    def offered_to(self, places: AuthorityQuerySet) -> RolloutQuerySet:
        """Those meant for the inhabitants of these places: what they do themselves, and what their Landkreis does."""
        taken_over = apps.get_model("municipalities", "Competence").objects.taken_over().values("service")
        whole = places.filter(is_large_town=False).values("district")
        return self.filter(
            Q(authority__in=places.values("pk"))
            | Q(authority__in=whole)
            | Q(authority__in=places.values("district")) & ~Q(service__in=taken_over)
        )

    def in_package(self, number: int) -> RolloutQuerySet:
        """Those whose service belongs to that package."""
        return self.filter(service__package__number=number)

    def reported_in_month(self, day: date) -> RolloutQuerySet:
        """Those that said something in the month of that day, up to it. Reads what as_of or now annotated."""
        return self.filter(Q(said_then__range=(day.replace(day=1), day)))

    def unreported_in_month(self, day: date) -> RolloutQuerySet:
        """Those that said nothing yet in the month of that day. Reads what as_of or now annotated."""
        return self.filter(Q(said_then__isnull=True) | Q(said_then__lt=day.replace(day=1)))

    def confirmable(self, on: date) -> RolloutQuerySet:
        """What one click may confirm as unchanged: reported before, not yet this month, not past its own date, and not
        contradicted by the ministry."""
        answers = apps.get_model("municipalities", "CompetenceAnswer").objects
        return self.competent().filter(
            Q(forecast_on__isnull=True) | Q(forecast_on__gte=on),
            ~Exists(answers.filter(report=OuterRef("last_report"))),
            reported_on__lt=on.replace(day=1),
        )

    def live_on_what_is_gone(self, day: date) -> dict[Component, int]:
        """How many are live of each base component that was declared not ready afterwards; only where there are any.

        An own solution needs none of them. Reads what as_of or now annotated; one query more for each such component.
        """
        components, services = apps.get_model("services", "Component"), apps.get_model("services", "Service")
        live = self.filter(Q(state_then=RolloutState.LIVE, own_then=False)).order_by()
        found = {
            component: live.filter(service__in=services.objects.needing(component.slug)).count()
            for component in components.objects.no_longer_ready(day)
        }
        return {component: count for component, count in found.items() if count}

    def live_before(self, ready: Iterable[tuple[int, str, date]]) -> dict[int, int]:
        """How many were live before each of these base components (key, slug, day of readiness) was ready; one query.

        An own solution needs none of them. Reads what as_of or now annotated.
        """
        needing = apps.get_model("services", "Service").objects.needing
        early = {
            f"c{pk}": models.Count("pk", filter=Q(live_then__lt=day, service__in=needing(slug)))
            for pk, slug, day in ready
        }
        if not early:
            return {}
        live = self.filter(Q(state_then=RolloutState.LIVE, own_then=False)).order_by()
        return {int(alias[1:]): count for alias, count in live.aggregate(**early).items()}

    def waiting_then(self) -> RolloutQuerySet:
        """Those that still wait for the Land's platform and its components. Reads what as_of or now annotated."""
        return self.filter(WAITING)

    def with_evidence(self) -> RolloutQuerySet:
        """Those live with a level of maturity and an address. Reads what as_of or now annotated."""
        return self.filter(Q(state_then=RolloutState.LIVE, maturity_then__isnull=False) & ~Q(evidence_then=""))

    def without_evidence(self) -> RolloutQuerySet:
        """Those live by word alone (reporting.lacks_evidence). Reads what as_of or now annotated."""
        return self.filter(BY_WORD_ALONE)

    def said_not_competent(self, day: date) -> RolloutQuerySet:
        """Those whose authority says so and had no answer of the ministry by that day. Reads as_of or now."""
        answers = apps.get_model("municipalities", "CompetenceAnswer").objects.filter(said_on__lte=day)
        return self.filter(
            ~Exists(answers.filter(report=OuterRef("report_then"))), Q(state_then=RolloutState.NOT_COMPETENT)
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

    def as_of(self, day: date, today: date) -> RolloutQuerySet:
        """The same annotations as they stood at the end of that day; for today the current row answers."""
        if day >= today:
            return self.now()
        words: dict[str, Any] = last_word(
            self,
            "reports",
            day,
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


class RolloutReportQuerySet(StatementQuerySet["RolloutReport"]):
    """What was said about rollouts."""


class CompetenceAnswerQuerySet(StatementQuerySet["CompetenceAnswer"]):
    """What the ministry answered about competence."""
