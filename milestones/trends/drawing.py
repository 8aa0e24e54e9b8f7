"""The lines of a plan as the chart wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from milestones.light import Light
from milestones.precision import Precision
from milestones.states import MilestoneKind, State
from milestones.status import PlanStatus
from milestones.trends.lines import TrendLine
from milestones.trends.together import Joint
from milestones.trends.words import end_words
from ozgtracker import german
from ozgtracker.charts import JointInput, Rebased, Rough, TrendLineInput, TriangleChart, triangle_chart
from ozgtracker.ui.as_of import AsOf

_FROM_THEN_ON = frozenset({Precision.MONTH_END_FROM, Precision.FROM_DAY})
_ENDS: Mapping[State, str] = {State.REACHED: "reached", State.CANCELLED: "dropped", State.DEFERRED: "deferred"}


def draw(
    lines: Sequence[TrendLine],
    joints: Sequence[tuple[int, Joint]],
    plan: PlanStatus,
    at: AsOf,
    *,
    chart_id: str,
    title: str,
    raised: frozenset[str] = frozenset(),
) -> TriangleChart:
    """The chart of at least one line, with the numbered findings that are about them.

    raised: codes of those that stand out, all others fade; empty: none does.
    """
    return triangle_chart(
        inputs_of(lines, at, raised=raised),
        day=at.day,
        chart_id=chart_id,
        title=title,
        writing=german.writing(),
        joints=joint_inputs(joints, lines),
        marker=statutory_day(plan),
    )


def inputs_of(
    lines: Iterable[TrendLine], at: AsOf, *, raised: frozenset[str] = frozenset()
) -> tuple[TrendLineInput, ...]:
    """The lines as they are drawn, or stored to be drawn."""
    return tuple(_input(line, at, is_faded=bool(raised) and line.code not in raised) for line in lines)


def joint_inputs(joints: Iterable[tuple[int, Joint]], lines: Sequence[TrendLine]) -> tuple[JointInput, ...]:
    """Those of the findings that are about these lines."""
    codes = {line.code for line in lines}
    return tuple(_joint(number, one, lines) for number, one in joints if codes & set(one.codes))


def statutory_day(plan: PlanStatus) -> tuple[date, str] | None:
    """The day set by law, with its words."""
    days = (row for row in plan.milestones if row.facts.kind is MilestoneKind.STATUTORY and row.agreed)
    found = next(days, None)
    if found is None or found.agreed is None:
        return None
    return found.agreed, _("gesetzliche Frist %(day)s") % {"day": german.day(found.agreed)}


def _input(line: TrendLine, at: AsOf, *, is_faded: bool) -> TrendLineInput:
    hint = line.trend.continued_on
    return TrendLineInput(
        short=line.code,
        label=line.status.milestone.title,
        words=end_words(line),
        href=at.href("milestone", line.status.milestone.slug),
        points=tuple((point.said_on, point.expected_on) for point in line.points),
        ends=_ENDS.get(line.status.facts.state, "open"),
        ended_on=line.ended_on,
        light=_light(line),
        rough=_rough(line),
        rebased=_rebased(line),
        continued_on=hint,
        continued_words=_("bei Fortsetzung %(day)s, kein Plan") % {"day": german.day(hint)} if hint else "",
        is_stale=line.is_stale,
        is_new=line.is_new,
        is_faded=is_faded,
    )


def _light(line: TrendLine) -> str:
    light = line.status.assessment.light
    return line.status.light.mark if light is not Light.REACHED else "reached"


def _rough(line: TrendLine) -> Rough | None:
    """From when to when the first agreed date means."""
    first = next((one for one in line.agreed if one.due_on is not None), None)
    if first is None or first.on is None or first.due_on is None:
        return None
    if first.precision in _FROM_THEN_ON:
        return Rough(first.due_on, None)
    if first.precision is Precision.QUARTER:
        return Rough(date(first.on.year, (first.on.month - 1) // 3 * 3 + 1, 1), first.due_on)
    return None


def _rebased(line: TrendLine) -> tuple[Rebased, ...]:
    dated = [(one, one.due_on) for one in line.agreed if one.due_on is not None]
    moves = ((old_on, new, new_on) for (_old, old_on), (new, new_on) in pairwise(dated) if old_on != new_on)
    return tuple(
        Rebased(new.agreed_on, old_on, new_on, _("Planstand %(number)s") % {"number": new.number})
        for old_on, new, new_on in moves
    )


def _joint(number: int, joint: Joint, lines: Iterable[TrendLine]) -> JointInput:
    if joint.since is not None:
        return JointInput(number, joint.on, None, joint.since)
    expected = [
        day for line in lines if line.code in joint.codes and (day := line.line.expected_at(joint.on)) is not None
    ]
    middle = date.fromordinal(sum(day.toordinal() for day in expected) // len(expected))
    return JointInput(number, joint.on, middle)
