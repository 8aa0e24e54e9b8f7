"""Burn-up: what is live over time, against the scope that may grow, and the span in which the rest is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgtracker.charts.scales import DateScale, LinearScale
from ozgtracker.charts.shapes import Point, number, polygon, polyline, steps
from ozgtracker.charts.text import text_width
from ozgtracker.charts.writing import Writing

_SIZE = 11.0
_HEAD = 18.0
_FOOT = 16.0

type Series = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class FanInput:
    """When all will be live, with 50 and with 85 percent probability; `p85` None = not within the horizon."""

    p50: date
    p85: date | None


@dataclass(frozen=True, slots=True)
class LiveLabel:
    """The figure at the end of the line; to its left where the drawing ends too soon."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BurnupRow:
    """One line of the table beside the drawing: what was live from that day on, and of how many."""

    day: str
    live: str
    scope: str


@dataclass(frozen=True, slots=True)
class BurnupChart:
    """Everything that `charts/burnup.html` draws. Paths are empty where there is nothing to draw; rows say it all in
    a table, newest first."""

    chart_id: str
    title: str
    width: str
    height: str
    base: str
    fill: str
    line: str
    scope: str
    fan: str
    today: str
    live: LiveLabel
    scope_label: str
    scope_y: str
    first_label: str
    last_label: str
    foot_y: str
    rows: tuple[BurnupRow, ...]

    @property
    def size(self) -> str:
        """How far the page may enlarge the drawing: "small" or "large"."""
        return "small" if float(self.width) < 400 else "large"


def burnup_chart(
    live: Series,
    scope: Series,
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    width: float = 300,
    height: float = 110,
    fan: FanInput | None = None,
    ends_on: date | None = None,
) -> BurnupChart:
    """Draws `live` (a line between reports, the last one holds until `day`) against `scope` (steps)."""
    known = [day, *(on for on, _ in (*live, *scope)), *((fan.p50, fan.p85 or fan.p50) if fan else ())]
    axis = DateScale(min(known), max(ends_on or max(known), min(known) + timedelta(days=1)), 0, width)
    rise = LinearScale(0, max((1, *(count for _, count in (*live, *scope)))), height - _FOOT, _HEAD)
    reach = axis.clamped(day)
    line = _held([(axis(on), rise(count)) for on, count in live], reach)
    bounds = _bounds(scope, axis, rise)
    end = line[-1] if line else (0.0, rise(0))
    return BurnupChart(
        chart_id=chart_id,
        title=title,
        width=number(width),
        height=number(height),
        base=polyline([(0, rise(0)), (width, rise(0))]),
        fill=polygon([(line[0][0], rise(0)), *line, (end[0], rise(0))]) if len(line) > 1 else "",
        line=polyline(line),
        scope=polyline(bounds),
        fan=_fan(end, fan, axis, bounds[-1][1]) if fan and line and bounds else "",
        today=polyline([(reach, _HEAD - 4), (reach, rise(0))]) if axis.holds(day) and axis.last > day else "",
        live=_live_label(writing.number(live[-1][1]) if live else "", end, width),
        scope_label=writing.number(scope[-1][1]) if scope else "",
        scope_y=number(min((y for _, y in bounds), default=rise(0)) - 5),
        first_label=writing.month(axis.first),
        last_label=writing.month(axis.last),
        foot_y=number(height - 3),
        rows=_rows(live, scope, writing),
    )


def _rows(live: Series, scope: Series, writing: Writing) -> tuple[BurnupRow, ...]:
    """The last figure of each day, with the scope that held on it."""
    known = sorted(dict(live).items(), reverse=True)
    return tuple(
        BurnupRow(writing.day(on), writing.number(count), writing.number(_at(scope, on))) for on, count in known
    )


def _at(scope: Series, day: date) -> int | None:
    return next((count for on, count in reversed(scope) if on <= day), None)


def _held(line: list[Point], reach: float) -> list[Point]:
    """The line, its last height held until today: what was said last stands."""
    return [*line, (reach, line[-1][1])] if line and line[-1][0] < reach else line


def _bounds(scope: Series, axis: DateScale, rise: LinearScale) -> list[Point]:
    """The corners of the scope's staircase, to the right edge of the drawing."""
    corners = steps((axis(on), rise(count)) for on, count in scope)
    return [*corners, (axis.end, corners[-1][1])] if corners else []


def _live_label(text: str, end: Point, width: float) -> LiveLabel:
    x, y = end
    outside = x + 4 + text_width(text, 12, bold=True) > width
    return LiveLabel(
        text=text,
        x=number(x - 4 if outside else x + 4),
        y=number(max(y - 5, _HEAD + 12)),
        anchor="end" if outside else "start",
    )


def _fan(start: Point, fan: FanInput, axis: DateScale, scope_y: float) -> str:
    """A wedge from today's figure to the scope, between the two dates.

    It is open to the right where the later date is unknown or off the axis.
    """
    early = _towards(start, (axis(fan.p50), scope_y), axis.end)
    late = _towards(start, (axis(fan.p85), scope_y), axis.end) if fan.p85 else (axis.end, start[1])
    corner = [(axis.end, scope_y)] if early[1] == scope_y != late[1] else []
    return polygon([start, early, *corner, late])


def _towards(start: Point, goal: Point, limit: float) -> Point:
    """The goal, or the point where the way to it leaves the drawing."""
    if goal[0] <= limit or goal[0] == start[0]:
        return max(goal[0], start[0]), goal[1]
    share = (limit - start[0]) / (goal[0] - start[0])
    return limit, start[1] + (goal[1] - start[1]) * share
