"""Every question about milestones and what was said about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from milestones.precision import UNDATED, Precision
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, State
from ozgtracker.statements.queries import WORD_DAY, StatementQuerySet, last_word

if TYPE_CHECKING:
    from accounts.models import User
    from milestones.models import (  # noqa: F401 - a base class names it
        BecameOverdue,
        Deliverable,
        DeliverableRelease,
        Milestone,
        MilestoneReport,
        Plan,
        Proposal,
    )


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans; digitisation goes on, so a later plan may follow."""

    def current(self) -> Plan | None:
        """The plan agreed last, or None before load_plan has run."""
        return self.order_by("-agreed_on", "-pk").first()


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
        baselines = apps.get_model("milestones", "BaselineDate").objects.filter(milestone=OuterRef("pk"))
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
            .annotate(standing_then=Coalesce("state_then", Value(State.OPEN.value)))
            .exclude(kind__in=[kind.value for kind in UNPROMISED_KINDS])
            .filter(~Q(standing_then__in=closed), Q(due_on__lt=on))
        )


class MilestoneReportQuerySet(StatementQuerySet["MilestoneReport"]):
    """What was said about milestones."""


class DeliverableReleaseQuerySet(StatementQuerySet["DeliverableRelease"]):
    """What was said about documents."""

    def in_order(self) -> DeliverableReleaseQuerySet:
        """As it was said, with who said it."""
        return self.select_related("by").order_by("said_on", "id")


class ProposalQuerySet(StatementQuerySet["Proposal"]):
    """What was proposed on joint milestones."""

    def open_on(self, day: date) -> ProposalQuerySet:
        """Made by then and not answered by then."""
        answers = apps.get_model("milestones", "Answer").objects.filter(proposal=OuterRef("pk"), said_on__lte=day)
        return self.filter(~Exists(answers), said_on__lte=day)

    def with_answer(self) -> ProposalQuerySet:
        """With the answer, if there is one."""
        return self.select_related("answer")


class BecameOverdueQuerySet(models.QuerySet["BecameOverdue"]):
    """Events, and the claim on them."""

    def unannounced(self) -> BecameOverdueQuerySet:
        """Events nobody has been told about yet."""
        return self.filter(announced_on__isnull=True)

    def of_sides(self, sides: Collection[str]) -> BecameOverdueQuerySet:
        """Events of milestones one of these sides owes."""
        return self.filter(milestone__responsible__in=[str(side) for side in sides])

    def claim(self, *, on: date) -> bool:
        """Take the one event this queryset selects for announcing; False if somebody else was faster."""
        return self.filter(announced_on__isnull=True).update(announced_on=on) == 1
