"""What the page of the trend analysis shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from milestones.status import PlanStatus
from milestones.trends import together
from milestones.trends.drawing import draw
from milestones.trends.kept import hit_rate
from milestones.trends.lines import TrendLine, lines_of, links_of
from milestones.trends.rules_words import rules
from milestones.trends.selection import Selection, conspicuous_first, drawings, selections
from milestones.trends.table import months_of, trend_table
from milestones.trends.together import Joint
from milestones.trends.words import drawing_words, headline, hit_words, line_words, selection_words
from milestones.words import trend_name
from ozgtracker.charts import TriangleChart
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf

MOST_JOINTS = 6
"""So many findings over several lines are told and numbered, the newest first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one line says, with the address that raises it."""

    line: TrendLine
    name: str
    words: str
    href: str
    milestone_href: str
    is_raised: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart among others, and how many lines stand in the table only."""

    name: str
    chart: TriangleChart
    left_out: int


def context(plan: PlanStatus, at: AsOf, *, chosen: str, raised: str) -> dict[str, Any]:
    """Everything on the page; a choice or a line that does not exist counts as none."""
    lines = lines_of(plan)
    every = selections(plan, lines)
    selection = next((one for one in every if one.key == chosen), every[0] if every else Selection("", ()))
    joints = joints_of(plan, lines)
    numbered = [(number, one) for number, one in enumerate(joints, start=1) if _concerns(one, selection.lines)]
    named = next((line for line in selection.lines if line.status.milestone.slug == raised), None)
    return {
        "plan": plan,
        "headline": headline(lines, joints),
        "hit_words": hit_words(hit_rate(plan)),
        "lines": len(lines),
        "counted": sum(line.status.is_counted for line in lines),
        "choices": [_choice(one, selection, at) for one in every],
        "joints": [{"number": number, "words": say(one.finding)} for number, one in numbered],
        "told": [_told(line, selection, named, at) for line in conspicuous_first(selection.lines)],
        "drawings": [_drawing(one, numbered, plan, at, named) for one in drawings(selection, every) if one.lines],
        "table": trend_table(selection.lines, months_of(selection.lines), at),
        "raised": named,
        "rules": rules(),
        "calm_href": at.href("milestones-trend", auswahl=selection.key),
    }


def joints_of(plan: PlanStatus, lines: Sequence[TrendLine]) -> list[Joint]:
    """What several lines say together: what is wrong first, then the newest."""
    links = links_of(plan, lines)
    risen = together.risen_together([line.line for line in lines])
    return [*together.crossed(links), *risen, *together.moved_closer(links)][:MOST_JOINTS]


def _concerns(joint: Joint, lines: Sequence[TrendLine]) -> bool:
    return bool({line.code for line in lines} & set(joint.codes))


def _choice(one: Selection, chosen: Selection, at: AsOf) -> dict[str, Any]:
    return {
        "label": selection_words(one),
        "href": at.href("milestones-trend", auswahl=one.key),
        "current": one.key == chosen.key,
    }


def _told(line: TrendLine, chosen: Selection, raised: TrendLine | None, at: AsOf) -> Told:
    slug = line.status.milestone.slug
    return Told(
        line=line,
        name=trend_name(line.trend),
        words=line_words(line),
        href=at.href("milestones-trend", fragment="chart", auswahl=chosen.key, linie=slug),
        milestone_href=at.href("milestone", slug),
        is_raised=line is raised,
    )


def _drawing(
    one: Selection,
    joints: Sequence[tuple[int, Joint]],
    plan: PlanStatus,
    at: AsOf,
    raised: TrendLine | None,
) -> Drawing:
    name = drawing_words(one)
    codes = frozenset({raised.code, *_before(plan, raised)}) if raised else frozenset()
    chart = draw(one.drawn, joints, plan, at, chart_id=f"trend-{one.key or 'all'}", title=name, raised=codes)
    return Drawing(name, chart, one.left_out)


def _before(plan: PlanStatus, line: TrendLine) -> frozenset[str]:
    """What this one waits for: it is raised with it."""
    return frozenset(link.predecessor.milestone.code for link in plan.before(line.status.milestone))
