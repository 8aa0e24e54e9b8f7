"""The frame of the chart of a trend analysis: both axes in one scale, what stands at them, and today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgtracker.charts.labels import spread
from ozgtracker.charts.scales import DateScale, month_ceiling, month_ticks
from ozgtracker.charts.shapes import Point, number, polyline
from ozgtracker.charts.text import text_width
from ozgtracker.charts.triangle_inputs import TrendLineInput
from ozgtracker.charts.writing import Writing

WIDTH = 890.0
LEFT, TOP, FOOT = 104.0, 46.0, 14.0
BESIDE = 150.0
"""Room beside the diagonal's upper end, for the label of what was reached last."""
MOST_A_DAY = 1.68
SIZE = 11.0
LONGEST = timedelta(days=400)
"""A day for all (the statutory one) farther away than this would squeeze the lines into a corner: it is left out."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words somewhere; `more` follows them, `lead` is a path from what they belong to (or the line they name)."""

    x: str
    y: str
    text: str
    more: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Plane:
    """Both axes: the same days in the same scale."""

    across: DateScale
    up: DateScale

    @property
    def pixels(self) -> float:
        """One day."""
        return (self.across.end - self.across.start) / (self.across.last - self.across.first).days

    def at(self, said: date, expected: date) -> Point:
        """Where a report stands."""
        return self.across.clamped(said), self.up.clamped(expected)


def plane_of(lines: Sequence[TrendLineInput], day: date, marker: tuple[date, str] | None) -> Plane:
    """From the first day anybody said or expected to some days after the last; never wider than there is room."""
    said = [said for line in lines for said, _expected in line.points]
    expected = [expected for line in lines for _said, expected in line.points]
    latest = max([*expected, *(line.ended_on for line in lines if line.ended_on), day])
    if marker and latest < marker[0] <= latest + LONGEST:
        latest = marker[0]
    first, last = min([*said, *expected, day]), month_ceiling(latest + timedelta(days=10))
    side = min(MOST_A_DAY * (last - first).days, WIDTH - LEFT - BESIDE)
    return Plane(DateScale(first, last, LEFT, LEFT + side), DateScale(first, last, TOP + side, TOP))


def today_box(plane: Plane, day: date, writing: Writing) -> tuple[Text, float]:
    """Its date above its line, and half the width of the box around it."""
    words = writing.day(day)
    half = text_width(words, SIZE, bold=True) / 2 + 8
    x = plane.across(day)
    path = polyline([(x, TOP - 12), (x, plane.up(day))])
    return Text(number(x), number(TOP - 17), words, lead=path), half


def columns(plane: Plane, day: date, half: float, writing: Writing) -> tuple[Text, ...]:
    """The months above; what today's date would cover is left out, its line stays."""
    today = plane.across(day)
    ticks = month_ticks(plane.across, room=44, months=writing.months)
    places = [(plane.across(tick.on), tick) for tick in ticks if tick.on < plane.across.last]
    return tuple(
        Text(number(x), number(TOP - 8), "" if abs(x - today) < half + 22 else tick.label) for x, tick in places
    )


def rows(plane: Plane, writing: Writing) -> tuple[Text, ...]:
    """The months at the left."""
    ticks = month_ticks(plane.up, room=26, months=writing.months)
    return tuple(Text(number(LEFT - 50), number(plane.up(tick.on)), tick.label) for tick in ticks)


def starts(lines: Iterable[TrendLineInput], plane: Plane) -> tuple[Text, ...]:
    """The codes of lines that begin at the left edge, those of one date together; dates that are close move apart."""
    groups: defaultdict[date, list[str]] = defaultdict(list)
    for line in lines:
        if line.points[0][0] == plane.across.first:
            groups[line.points[0][1]].append(line.short)
    heights = spread([plane.up(on) for on in groups], 13, low=TOP, high=plane.up.start)
    return tuple(
        Text(number(LEFT - 7), number(y + 4), " ".join(codes))
        for y, codes in zip(heights, groups.values(), strict=True)
    )


def marker_line(plane: Plane, marker: tuple[date, str] | None) -> Text | None:
    """A day that holds for all, across the lines to the diagonal."""
    if marker is None or not plane.up.holds(marker[0]):
        return None
    y = plane.up(marker[0])
    return Text(number(LEFT + 10), number(y - 5), marker[1], lead=polyline([(LEFT, y), (plane.across(marker[0]), y)]))
