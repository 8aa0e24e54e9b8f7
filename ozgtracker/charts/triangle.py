"""The milestone trend analysis: reporting days to the right, expected days upwards, both in the same scale.

Whoever reaches a milestone ends on the diagonal, where the day of the report is the day it was expected; below it
nothing can be expected any more, so labels stand there. How it is drawn and read: design, domain 4.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgtracker.charts.palette import LIGHTS
from ozgtracker.charts.shapes import diamond, number, polyline, sign
from ozgtracker.charts.triangle_frame import (
    FOOT,
    LEFT,
    TOP,
    WIDTH,
    Plane,
    Text,
    columns,
    marker_line,
    plane_of,
    rows,
    starts,
    today_box,
)
from ozgtracker.charts.triangle_inputs import JointInput, TrendLineInput
from ozgtracker.charts.triangle_lines import DrawnLine, draw_lines
from ozgtracker.charts.writing import Writing

SOLID = diamond(0, 0, 7)
MARGIN = 6.0
BESIDE_MARK = 24.0


@dataclass(frozen=True, slots=True)
class Band:
    """A month in which lines rose together: an upright stripe."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a finding."""

    x: str
    y: str
    number: int


@dataclass(frozen=True, slots=True)
class TriangleChart:
    """Everything that `charts/triangle.html` draws; places are finished text."""

    chart_id: str
    title: str
    width: str
    height: str
    left: str
    right: str
    top: str
    foot: str
    diagonal: str
    today: Text
    today_box: tuple[str, str]
    columns: tuple[Text, ...]
    rows: tuple[Text, ...]
    starts: tuple[Text, ...]
    marker: Text | None
    lines: tuple[DrawnLine, ...]
    bands: tuple[Band, ...]
    badges: tuple[Badge, ...]
    solid: str = SOLID

    @property
    def lights(self) -> tuple[tuple[str, str, str], ...]:
        """The lights that occur, each with its colour and the strokes that say it without colour."""
        shown = [line.source.light for line in self.lines if line.source.ends == "open"]
        shown += ["reached" for line in self.lines if line.source.ends == "reached"]
        return tuple((slug, LIGHTS[slug], sign(slug, 0, 0)) for slug in LIGHTS if slug in shown)

    @property
    def occurs(self) -> dict[str, bool]:
        """What is to be explained below."""
        sources = [line.source for line in self.lines]
        return {
            "dropped": any(one.ends == "dropped" for one in sources),
            "deferred": any(one.ends == "deferred" for one in sources),
            "stale": any(line.carried for line in self.lines),
            "rebased": any(line.ticks for line in self.lines),
            "rough": any(line.rough for line in self.lines),
            "continued": any(line.continued for line in self.lines),
            "is_new": any(one.is_new for one in sources),
        }


def triangle_chart(
    lines: Sequence[TrendLineInput],
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    joints: Sequence[JointInput] = (),
    marker: tuple[date, str] | None = None,
) -> TriangleChart:
    """Draws at least one line as known on `day`; `marker` is a day for all (the statutory one) with its words."""
    plane = plane_of(lines, day, marker)
    today, half = today_box(plane, day, writing)
    return TriangleChart(
        chart_id=chart_id,
        title=title,
        width=number(WIDTH),
        height=number(plane.up.start + FOOT),
        left=number(LEFT),
        right=number(plane.across.end),
        top=number(TOP),
        foot=number(plane.up.start),
        diagonal=polyline([(LEFT, plane.up.start), (plane.across.end, TOP)]),
        today=today,
        today_box=(number(plane.across(day) - half), number(half * 2)),
        columns=columns(plane, day, half, writing),
        rows=rows(plane, writing),
        starts=starts(lines, plane),
        marker=marker_line(plane, marker),
        lines=draw_lines(lines, plane, day, writing),
        bands=tuple(_band(one, plane) for one in joints if one.since is not None),
        badges=tuple(_badge(one, plane) for one in joints),
    )


def _band(joint: JointInput, plane: Plane) -> Band:
    left, right = plane.across.clamped(joint.since or joint.on) - MARGIN, plane.across.clamped(joint.on) + MARGIN
    # Down to the diagonal.
    height = max(0.0, plane.up.start - (right - LEFT) - TOP)
    return Band(number(left), number(TOP), number(right - left), number(height))


def _badge(joint: JointInput, plane: Plane) -> Badge:
    """At the top of its band; else left of where it shows, clear of the marks."""
    x = plane.across.clamped(joint.on)
    if joint.expected_on is None:
        return Badge(number(x), number(TOP + 14), joint.number)
    return Badge(number(max(LEFT + 12, x - BESIDE_MARK)), number(plane.up.clamped(joint.expected_on)), joint.number)
