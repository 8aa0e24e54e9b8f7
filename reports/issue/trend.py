"""The milestone trend analysis of an issue: the same lines and words as on its page, on the day of the report."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milestones.status import PlanStatus
from milestones.trends.drawing import inputs_of, joint_inputs, statutory_day
from milestones.trends.kept import hit_rate
from milestones.trends.lines import TrendLine, lines_of
from milestones.trends.page import joints_of
from milestones.trends.selection import LEADING, MOST_LINES, Selection, conspicuous_first, selections
from milestones.trends.words import headline, hit_words, line_words
from milestones.words import trend_name
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from reports.issue.data import TrendData


def trend_data(plan: PlanStatus, at: AsOf) -> TrendData | None:
    """What is kept of it; None where no milestone has a date. Of too many lines the leading ones are drawn."""
    lines = lines_of(plan)
    if not lines:
        return None
    drawn = _drawn(plan, lines)
    joints = joints_of(plan, lines)
    mark = statutory_day(plan)
    return TrendData(
        sentence=headline(lines, joints),
        kept=hit_words(hit_rate(plan)),
        findings=tuple(say(one.finding) for one in joints),
        lines_say=tuple(_says(line) for line in conspicuous_first(lines) if line.ended_on is None)[:MOST_LINES],
        left_out=_left_out(len(lines) - len(drawn)),
        day=at.day,
        lines=inputs_of(drawn, at),
        joints=joint_inputs(list(enumerate(joints, start=1)), drawn),
        marked_on=mark[0] if mark else None,
        marked_words=mark[1] if mark else "",
    )


def _drawn(plan: PlanStatus, lines: Sequence[TrendLine]) -> tuple[TrendLine, ...]:
    every = Selection("", tuple(lines))
    leading = next((one for one in selections(plan, lines) if one.key == LEADING), every)
    return every.drawn if len(lines) <= MOST_LINES else leading.drawn


def _says(line: TrendLine) -> str:
    return _("%(code)s, %(name)s: %(words)s") % {
        "code": line.code,
        "name": trend_name(line.trend),
        "words": line_words(line),
    }


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    words = ngettext(
        "Gezeigt sind die Leitmeilensteine; eine weitere Linie steht auf der Seite „Trend“.",
        "Gezeigt sind die Leitmeilensteine; %(n)s weitere Linien stehen auf der Seite „Trend“.",
        count,
    )
    return words % {"n": count}
