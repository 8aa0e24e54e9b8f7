"""The line of every milestone of a plan as it was known on a day, with what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from milestones.deadlines import working_days_between
from milestones.history import computed_history
from milestones.light import STALE_AFTER_DAYS
from milestones.models import BaselineDate, MilestoneReport, Plan
from milestones.precision import Precision, due_day
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, DependencyKind
from milestones.status import MilestoneStatus, PlanStatus
from milestones.trend import Pattern, Point, Trend, describe
from milestones.trends import together
from ozgtracker.statements.undo import is_undo


@dataclass(frozen=True, slots=True)
class Agreed:
    """The date of a milestone in one baseline; due_on: None where that one names no day."""

    number: int
    agreed_on: date
    on: date | None
    precision: Precision

    @property
    def due_on(self) -> date | None:
        """The last day of the promise."""
        return due_day(self.on, self.precision)


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A milestone and how its expected date moved: agreed in every baseline by then, said (oldest first), what it says.

    ended_on: the day it was reached, dropped or deferred; None while it is open.
    """

    status: MilestoneStatus
    agreed: tuple[Agreed, ...]
    said: tuple[Point, ...]
    trend: Trend
    ended_on: date | None

    @property
    def code(self) -> str:
        """ "M2a"."""
        return self.status.milestone.code

    @property
    def start(self) -> Point | None:
        """The first date agreed, on the day of its baseline: no report, but where the line begins."""
        return next((Point(one.agreed_on, one.due_on) for one in self.agreed if one.due_on is not None), None)

    @property
    def points(self) -> tuple[Point, ...]:
        """From where it begins, as far as the line goes."""
        return self.said if self.start is None else (self.start, *self.said)

    @property
    def is_stale(self) -> bool:
        """Whether nothing has been said for longer than a report may be old."""
        return self.trend.pattern is Pattern.STOPPED

    @property
    def is_new(self) -> bool:
        """Whether the first plan did not know it: its date was agreed later, or never."""
        return not self.agreed or self.agreed[0].number > 0

    @property
    def working_days(self) -> int | None:
        """Working days of the Land from the first agreed date to the last one known; None without either."""
        if self.start is None:
            return None
        last = self.status.actual or self.points[-1].expected_on
        return working_days_between(self.start.expected_on, last)

    @property
    def line(self) -> together.Line:
        """As the rules over several lines want it."""
        return together.Line(self.code, self.points, self.ended_on, self.status.actual)


def lines_of(plan: PlanStatus) -> list[TrendLine]:
    """All lines of the plan, in its order; without what has no date at all, the statutory day and streams.

    Four queries, whatever the number of milestones and reports.
    """
    agreed, said = _agreed(plan), _said_of(plan.plan, plan.day)
    rows = (row for row in plan.milestones if row.facts.kind not in UNPROMISED_KINDS)
    lines = [_line(row, plan, agreed[row.milestone.pk], said(row)) for row in rows]
    return [line for line in lines if line.points]


def links_of(plan: PlanStatus, lines: Iterable[TrendLine]) -> list[together.Link]:
    """What has to come before what, among these lines."""
    known = {line.status.milestone.pk: line.line for line in lines}
    ends = [
        (known.get(one.dependency.predecessor_id), known.get(one.dependency.successor_id), one)
        for one in plan.couplings
    ]
    return [
        together.Link(before, after, one.dependency.kind == DependencyKind.HARD)
        for before, after, one in ends
        if before is not None and after is not None
    ]


def trend_of(status: MilestoneStatus, said: Sequence[Point], start: Point | None, day: date) -> Trend:
    """What a line says; the same on the page of one milestone and beside all others.

    The date of an aggregate moves with every word on a component: of each month the last one counts as its report.
    """
    said = _month_by_month(said) if status.is_computed else said
    latest = max((one.said_on for one in said), default=None)
    is_open = status.facts.state not in CLOSED_STATES
    is_stopped = is_open and latest is not None and (day - latest).days > STALE_AFTER_DAYS
    return describe(said, agreed=start, actual=status.actual, is_stopped=is_stopped)


def _month_by_month(said: Sequence[Point]) -> list[Point]:
    return list({point.said_on.replace(day=1): point for point in said}.values())


def expectations(reports: Iterable[MilestoneReport], day: date) -> list[Point]:
    """On which day which day was expected, oldest first; needs corrected_on (`reported`)."""
    return [
        Point(report.said_on, due)
        for report in reports
        if _is_word(report, day)
        and (due := due_day(report.forecast_on, Precision(report.forecast_precision))) is not None
    ]


def _is_word(report: MilestoneReport, day: date) -> bool:
    """Whether the report shows how the forecast moved: not what was said by mistake, nor the row that took it back."""
    corrected_on: date | None = vars(report)["corrected_on"]
    return not is_undo(report) and (corrected_on is None or corrected_on > day)


def _agreed(plan: PlanStatus) -> Mapping[int, list[Agreed]]:
    rows = (
        BaselineDate.objects.filter(baseline__plan=plan.plan, baseline__agreed_on__lte=plan.day)
        .select_related("baseline")
        .order_by("baseline__number")
    )
    found: defaultdict[int, list[Agreed]] = defaultdict(list)
    for row in rows:
        one = Agreed(row.baseline.number, row.baseline.agreed_on, row.date, Precision(row.precision))
        found[row.milestone_id].append(one)
    return found


def _said_of(plan: Plan, day: date) -> Any:
    """A function from a milestone to what was said about its date."""
    reports: Any = (
        MilestoneReport.objects.filter(milestone__plan=plan)
        .said_by(day)
        .annotate(corrected_on=Min("corrections__said_on"))
        .order_by("said_on", "id")
    )
    of_each: defaultdict[int, list[MilestoneReport]] = defaultdict(list)
    for report in reports:
        of_each[report.milestone_id].append(report)
    computed = [Point(*pair) for pair in computed_history(day, None)]

    def said(row: MilestoneStatus) -> list[Point]:
        if not row.is_computed:
            return expectations(of_each[row.milestone.pk], day)
        return [point for point in computed if row.actual is None or point.said_on <= row.actual]

    return said


def _line(status: MilestoneStatus, plan: PlanStatus, agreed: Sequence[Agreed], said: Sequence[Point]) -> TrendLine:
    start = next((Point(one.agreed_on, one.due_on) for one in agreed if one.due_on is not None), None)
    ended_on = status.actual or (status.said_on if status.facts.state in CLOSED_STATES else None)
    return TrendLine(status, tuple(agreed), tuple(said), trend_of(status, said, start, plan.day), ended_on)
