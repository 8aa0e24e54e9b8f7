"""The trend of one milestone (milestone trend analysis): what each report expected, against the original date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgtracker.charts.labels import spread
from ozgtracker.charts.scales import DateScale, month_ceiling, month_floor, month_ticks
from ozgtracker.charts.shapes import Point, diamond, number, polyline, sign
from ozgtracker.charts.writing import Writing

_LEFT = 70.0
_RIGHT = 14.0
_TOP = 12.0
_FOOT = 22.0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A report: where it stands, and its words for the tooltip ("15.03.2022")."""

    x: str
    y: str
    reported: str
    forecast: str


@dataclass(frozen=True, slots=True)
class SideLabel:
    """A date written left of the vertical axis; `kind` is baseline, forecast or actual."""

    y: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class FootLabel:
    """A month under the horizontal axis."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class TrendLine:
    """Everything that `charts/trend.html` draws. Paths are empty where there is nothing to draw."""

    chart_id: str
    title: str
    width: str
    height: str
    foot_top: str
    foot_y: str
    line: str
    carried: str
    baseline: str
    diagonal: str
    actual: str
    actual_sign: str
    points: tuple[TrendPoint, ...]
    sides: tuple[SideLabel, ...]
    feet: tuple[FootLabel, ...]

    @property
    def size(self) -> str:
        """How far the page may enlarge the drawing: "small" or "large"."""
        return "small" if float(self.width) < 400 else "large"


def trend_line(
    points: Sequence[tuple[date, date]],
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    baseline: date | None = None,
    actual: date | None = None,
    width: float = 320,
    height: float = 140,
) -> TrendLine:
    """Draws (reported on, forecast) pairs, oldest first: left to right the reports, bottom to top what they expected.

    The last report is carried on dashed until `day`: nothing newer has been said. Nothing is interpolated beyond it.
    """
    expected = [on for on in (*(forecast for _, forecast in points), baseline, actual) if on] or [day]
    across, up = _axes([*(reported for reported, _ in points), actual or day], expected, width, height)
    places = [(across(reported), up(forecast)) for reported, forecast in points]
    done = (across(actual), up(actual)) if actual else None
    path = [*places, *([done] if done else [])]
    return TrendLine(
        chart_id=chart_id,
        title=title,
        width=number(width),
        height=number(height),
        foot_top=number(height - _FOOT + 4),
        foot_y=number(height - 6),
        line=polyline(path),
        carried=polyline([places[-1], (across.clamped(day), places[-1][1])]) if places and not done else "",
        baseline=polyline([(_LEFT, up(baseline)), (width - _RIGHT, up(baseline))]) if baseline else "",
        diagonal=_diagonal(across, up),
        actual=diamond(*done, 7) if done else "",
        actual_sign=sign("reached", *done) if done else "",
        points=_points(points, places, writing),
        sides=_sides(_days(points, baseline, actual), up, height, writing),
        feet=_feet(across, writing),
    )


def _axes(
    reported: Sequence[date], expected: Sequence[date], width: float, height: float
) -> tuple[DateScale, DateScale]:
    """The horizontal axis in whole months, the vertical one with some air around the expected dates."""
    pad = timedelta(days=max(7, (max(expected) - min(expected)).days // 8))
    across = DateScale(month_floor(min(reported)), month_ceiling(max(reported)), _LEFT, width - _RIGHT)
    up = DateScale(min(expected) - pad, max(expected) + pad, height - _FOOT, _TOP)
    return across, up


def _points(points: Sequence[tuple[date, date]], places: Sequence[Point], writing: Writing) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(number(x), number(y), writing.day(reported), writing.day(forecast))
        for (x, y), (reported, forecast) in zip(places, points, strict=True)
    )


def _diagonal(across: DateScale, up: DateScale) -> str:
    """Where reporting date and expected date are the same day: below it nothing can be expected any more."""
    first, last = max(across.first, up.first), min(across.last, up.last)
    return polyline([(across(first), up(first)), (across(last), up(last))]) if first < last else ""


def _days(points: Sequence[tuple[date, date]], baseline: date | None, actual: date | None) -> list[tuple[str, date]]:
    """The dates that matter."""
    latest = points[-1][1] if points else None
    known = {"baseline": baseline, "actual": actual, "forecast": None if actual else latest}
    return [(kind, on) for kind, on in known.items() if on]


def _sides(days: Sequence[tuple[str, date]], up: DateScale, height: float, writing: Writing) -> tuple[SideLabel, ...]:
    """These dates beside their height on the axis; they make room for one another."""
    kept = [(kind, on) for index, (kind, on) in enumerate(days) if on not in [other for _, other in days[:index]]]
    middles = spread([up(on) for _, on in kept], 14, low=_TOP, high=height - _FOOT)
    return tuple(SideLabel(number(y + 4), writing.day(on), kind) for y, (kind, on) in zip(middles, kept, strict=True))


def _feet(across: DateScale, writing: Writing) -> tuple[FootLabel, ...]:
    """The months below; the one that would begin at the very end has no room any more."""
    ticks = month_ticks(across, room=44, months=writing.months)
    return tuple(FootLabel(number(across(tick.on)), tick.label) for tick in ticks if tick.on < across.last)
