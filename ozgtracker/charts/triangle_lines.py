"""One milestone in the chart of a trend analysis: its line, its end, its hint; and the labels of all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgtracker.charts.labels import spread
from ozgtracker.charts.shapes import Point, arrow_head, number, polygon, polyline
from ozgtracker.charts.text import shortened, text_width
from ozgtracker.charts.triangle_frame import LEFT, SIZE, TOP, WIDTH, Plane, Text
from ozgtracker.charts.triangle_inputs import TrendLineInput
from ozgtracker.charts.writing import Writing

APART = 7.0
"""Lines that begin on the same date run so many pixels apart."""
ROW = 17.0
CONTINUED = 84.0
MARKERS = ("circle", "square", "diamond", "triangle")
SHAPES = {
    "square": polygon([(-3, -3), (3, -3), (3, 3), (-3, 3)]),
    "diamond": polygon([(0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)]),
    "triangle": polygon([(0, -4), (4, 3), (-4, 3)]),
}
"""The marks of reports around 0, 0; a circle needs no path."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A report or an end; `kind` tells its shape."""

    x: str
    y: str
    kind: str
    title: str = ""

    @property
    def shape(self) -> str:
        """Its path around 0, 0; empty for a circle."""
        return SHAPES.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One milestone, drawn; paths are empty where there is nothing to draw."""

    source: TrendLineInput
    path: str
    carried: str
    dotted: str
    ticks: str
    rough: str
    continued: str
    continued_head: str
    continued_label: Text | None
    points: tuple[Mark, ...]
    end: Mark
    label: Text


def draw_lines(lines: Sequence[TrendLineInput], plane: Plane, day: date, writing: Writing) -> tuple[DrawnLine, ...]:
    """All lines as known on `day`; what begins on the same date runs beside each other."""
    drawn = [
        _draw(line, plane, day, offset=offset, points=_told(line, MARKERS[index % len(MARKERS)], writing))
        for index, (line, offset) in enumerate(zip(lines, _offsets(lines), strict=True))
    ]
    labels = _labels(drawn, plane)
    return tuple(replace(one, label=label) for one, label in zip(_told_once(drawn), labels, strict=True))


def _told_once(drawn: Sequence[DrawnLine]) -> Iterator[DrawnLine]:
    """Lines that go on to the same day from the same point say so once."""
    told: set[tuple[date | None, tuple[date, date]]] = set()
    for one in drawn:
        place = (one.source.continued_on, one.source.points[-1])
        yield replace(one, continued="", continued_head="", continued_label=None) if place in told else one
        told.add(place)


def _offsets(lines: Sequence[TrendLineInput]) -> list[float]:
    groups: defaultdict[date, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        groups[line.points[0][1]].append(index)
    moved = {
        index: (place - (len(group) - 1) / 2) * APART for group in groups.values() for place, index in enumerate(group)
    }
    return [moved[index] for index in range(len(lines))]


def _draw(
    line: TrendLineInput, plane: Plane, day: date, *, offset: float, points: Sequence[tuple[str, str]]
) -> DrawnLine:
    places = [(x, y + offset) for x, y in (plane.at(said, expected) for said, expected in line.points)]
    last = places[-1]
    finish = _finish(line, plane, last, day)
    runs_on = line.ends == "open" and line.is_stale
    continued = _continued(line, plane, last)
    return DrawnLine(
        source=line,
        path=polyline(places if runs_on else [*places, finish]),
        carried=polyline([last, finish]) if runs_on else "",
        dotted=_dotted(line, plane, day),
        ticks="".join(polyline([plane.at(one.on, one.old), plane.at(one.on, one.new)]) for one in line.rebased),
        rough=_rough(line, plane, offset),
        continued=polyline([last, continued]) if continued else "",
        continued_head=arrow_head(*continued, 5) if continued else "",
        continued_label=_hint(line, continued),
        points=tuple(Mark(number(x), number(y), *one) for (x, y), one in zip(places, points, strict=True)),
        end=_end(line, last if line.ends == "open" else finish),
        label=Text(number(finish[0]), number(finish[1]), line.label),
    )


def _finish(line: TrendLineInput, plane: Plane, last: Point, day: date) -> Point:
    """Where the line ends: on the diagonal when reached; else at the height it had, when it ended or today.

    Nobody can expect a day that has passed: such a line goes no farther than to the diagonal.
    """
    if line.ends == "reached" and line.ended_on is not None:
        return plane.at(line.ended_on, line.ended_on)
    said, expected = line.points[-1]
    return plane.across.clamped(line.ended_on or max(said, min(day, expected))), last[1]


def _dotted(line: TrendLineInput, plane: Plane, day: date) -> str:
    """What had been agreed before runs on, thin: a new date does not make the old one disappear."""
    return "".join(polyline([plane.at(one.on, one.old), plane.at(day, one.old)]) for one in line.rebased)


def _rough(line: TrendLineInput, plane: Plane, offset: float) -> str:
    """ "In the quarter" is an I from its first to its last day, "from then on" an arrow upwards."""
    if line.rough is None:
        return ""
    low, high = line.rough.since, line.rough.until
    x = LEFT + 12 + offset / 2
    if high is None:
        y = plane.up.clamped(low) + offset
        return polyline([(x, y), (x, y - 16)]) + polyline([(x - 3.5, y - 11), (x, y - 16), (x + 3.5, y - 11)])
    top, foot = plane.up.clamped(high), plane.up.clamped(low)
    caps = (polyline([(x - 4, y), (x + 4, y)]) for y in (top, foot))
    return polyline([(x, top), (x, foot)]) + "".join(caps)


def _continued(line: TrendLineInput, plane: Plane, last: Point) -> Point | None:
    """A piece of the way to where the line would meet the diagonal."""
    if line.continued_on is None:
        return None
    said, expected = line.points[-1]
    across = (line.continued_on - said).days
    up = (line.continued_on - expected).days
    length = (across**2 + up**2) ** 0.5 * plane.pixels
    share = min(1.0, CONTINUED / length) if length else 0.0
    return last[0] + across * plane.pixels * share, max(TOP + 6, last[1] - up * plane.pixels * share)


def _hint(line: TrendLineInput, end: Point | None) -> Text | None:
    return None if end is None else Text(number(end[0] + 8), number(end[1] + 4), line.continued_words)


def _told(line: TrendLineInput, kind: str, writing: Writing) -> list[tuple[str, str]]:
    """The kind of mark and the words of each report; what the first plan did not know begins hollow."""
    words = [f"{line.short} · {writing.day(said)}: {writing.day(expected)}" for said, expected in line.points]
    kinds = ["hollow" if line.is_new else kind, *[kind] * (len(words) - 1)]
    return list(zip(kinds, words, strict=True))


def _end(line: TrendLineInput, place: Point) -> Mark:
    return Mark(number(place[0]), number(place[1]), line.ends)


def _labels(drawn: Sequence[DrawnLine], plane: Plane) -> list[Text]:
    """Behind the end of each line, one below the other, with a leader where one had to make room."""
    wanted = [(float(one.label.x), float(one.label.y)) for one in drawn]
    heights = spread([y for _x, y in wanted], ROW, low=TOP + 8, high=plane.up.start)
    return [_label(one.source, place, at) for one, place, at in zip(drawn, wanted, heights, strict=True)]


def _label(line: TrendLineInput, end: Point, at: float) -> Text:
    x, y = end
    is_moved = abs(at - y) > 3
    left = x + (24 if is_moved else 14)
    more = shortened(line.words, SIZE, WIDTH - left - 40)
    code = text_width(line.short, SIZE, bold=True) + 4
    text = shortened(line.label, SIZE, WIDTH - left - code - text_width(more, SIZE) - 8, bold=True)
    lead = polyline([(x + 8, y), (left - 3, at)]) if is_moved else ""
    return Text(number(left), number(at + 4), text, more, lead)
