"""The dates of the plan in a baseline, or as they were expected on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from milestones.baselines.compare import Dated
from milestones.models import Baseline, BaselineDate, Plan
from milestones.precision import Precision, due_day
from milestones.status import PlanStatus, plan_status
from milestones.words import date_words
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf

TODAY = "heute"


@dataclass(frozen=True, slots=True)
class Stand:
    """`key`: its word in the address; dates and reasons by the primary key of the milestone; number: of a baseline."""

    key: str
    name: str
    dates: Mapping[int, Dated]
    reasons: Mapping[int, str]
    number: int | None = None


def baselines_of(plan: Plan, day: date) -> list[Baseline]:
    """Those agreed by that day, with their dates, oldest first (two queries)."""
    found = Baseline.objects.filter(plan=plan, agreed_on__lte=day).order_by("number")
    return list(found.prefetch_related("dates"))


def stand_of(key: str, plan: PlanStatus, at: AsOf, known: Sequence[Baseline]) -> Stand | None:
    """A baseline ("b0"), what is expected ("heute": on the Stichtag), or was on a day ("2022-03-31"); None for anything
    else, and for days after the Stichtag."""
    if key == TODAY:
        return expected_now(plan)
    for baseline in known:
        if key == f"b{baseline.number}":
            return _agreed(baseline, known)
    day = _day(key)
    if day is None or day > at.day or day < plan.plan.agreed_on:
        return None
    name = _("Erwartung am %(day)s") % {"day": german.day(day)}
    return _expected(key, name, plan_status(plan.plan, AsOf(day, at.today)))


def expected_now(plan: PlanStatus) -> Stand:
    """What is expected on the Stichtag."""
    return _expected(TODAY, _("Erwartung am %(day)s") % {"day": german.day(plan.day)}, plan)


def _agreed(baseline: Baseline, known: Sequence[Baseline]) -> Stand:
    rows = {row.milestone_id: _dated(row) for row in baseline.dates.all()}
    return Stand(f"b{baseline.number}", baseline_name(baseline), rows, _reasons(baseline, known), baseline.number)


def baseline_name(baseline: Baseline) -> str:
    """ "Planstand 0: Meilensteinplanung vom 21.12.2021"."""
    return _("Planstand %(number)s: %(name)s") % {"number": baseline.number, "name": baseline.name}


def _reasons(baseline: Baseline, known: Sequence[Baseline]) -> dict[int, str]:
    """Why each date was agreed anew, by the last baseline up to this one that changed it."""
    reasons: dict[int, str] = {}
    before: dict[int, Dated] = {}
    for one in known:
        if one.number > baseline.number:
            break
        now = {row.milestone_id: _dated(row) for row in one.dates.all()}
        reasons.update({key: one.reason for key, dated in now.items() if before and before.get(key) != dated})
        before = now
    return reasons


def _dated(row: BaselineDate) -> Dated:
    precision = Precision(row.precision)
    return Dated(due_day(row.date, precision), date_words(row.date, precision), precision.value)


def _expected(key: str, name: str, plan: PlanStatus) -> Stand:
    rows = [row for row in plan.milestones if row.facts.is_agreed or row.expected_on is not None]
    dates = {row.milestone.pk: Dated(row.expected_on, row.date_words) for row in rows}
    return Stand(key, name, dates, {row.milestone.pk: row.reason for row in rows})


def _day(key: str) -> date | None:
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None
