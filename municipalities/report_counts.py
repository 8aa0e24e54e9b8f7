"""What one authority still has to say this month, counted: one question to the database, whatever it carries out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q

from municipalities.models import CompetenceAnswer, RolloutQuerySet
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.packages import Assigned

type Place = tuple[int | None, str]
"""Where a rollout stands: the number of its package, or None and why it belongs to none."""


@dataclass(frozen=True, slots=True)
class Counts:
    """All services; those without a report this month; of these those one click may confirm, those nobody ever
    reported on, and those whose own date has passed. The same rules as report_page.Row; a test holds them together."""

    total: int = 0
    missing: int = 0
    confirmable: int = 0
    never: int = 0
    past: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def placed(rollouts: RolloutQuerySet, at: AsOf) -> RolloutQuerySet:
    """With package_then and assignment_then: the place of each, as it was on the day."""
    belongs = assignments_on(at)
    return rollouts.annotate(package_then=belongs.number(), assignment_then=belongs.assignment())


def report_counts(rollouts: RolloutQuerySet, at: AsOf) -> dict[Place, Counts]:
    """The counts of each place, in the order of the page. The rollouts must come from as_of and placed."""
    answers = CompetenceAnswer.objects.said_by(at.day).filter(report=OuterRef("report_then"))
    asked: dict[str, Any] = {
        "is_never": _whether(Q(said_then__isnull=True)),
        "is_done": _whether(Q(said_then__gte=at.month_start)),
        "is_past": _whether(Q(forecast_then__lt=at.day)),
        "is_answered": Exists(answers),
    }
    rows = rollouts.order_by(F("package_then"), F("assignment_then")).annotate(**asked)
    found: dict[Place, Counts] = {}
    for row in rows.values("package_then", "assignment_then", *asked).annotate(number=Count("pk")):
        place = row["package_then"], "" if row["assignment_then"] == Assigned.PACKAGE else row["assignment_then"]
        found[place] = found.get(place, Counts()) + _counted(row)
    return found


def _whether(question: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(question, output_field=BooleanField())


def _counted(row: Mapping[str, Any]) -> Counts:
    """So many rows alike; a day that is not there (None) is neither done nor past."""
    number = row["number"]
    if row["is_done"]:
        return Counts(total=number)
    needs_a_word = row["is_never"] or row["is_past"] or row["is_answered"]
    return Counts(
        total=number,
        missing=number,
        confirmable=0 if needs_a_word else number,
        never=number if row["is_never"] else 0,
        past=number if row["is_past"] else 0,
    )
