"""The marks of one lane: diamonds for four dates, their signs, and their labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgtracker.charts.labels import Spot, Wish, place_labels
from ozgtracker.charts.lane_frame import Frame, Stage
from ozgtracker.charts.lane_inputs import MarkInput
from ozgtracker.charts.palette import LIGHTS
from ozgtracker.charts.scales import DateScale
from ozgtracker.charts.shapes import arrow_head, diamond, number, polyline, sign
from ozgtracker.charts.text import text_width, wrapped

RADIUS = 7.0
HOLLOW = 9.0
ROW = 16.0
LINE = 14.0
_LEAST_ROOM = 110.0
_TARGET = 12.0
"""Half the side of a mark's pointer target (24 pixels, WCAG 2.5.8)."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in a drawing; `muted` for the quieter second line."""

    x: str
    y: str
    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Edges of a pointer target."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class MarkDrawing:
    """A milestone, drawn. Paths are empty where there is nothing to draw. `key` is its letter in narrow drawings."""

    label: str
    words: str
    href: str
    light: str
    key: str
    link: str
    hollow: str
    dotted: str
    solid: str
    sign: str
    open: str
    leader: str
    anchor: str
    lines: tuple[TextLine, ...]
    targets: tuple[Rectangle, ...]

    @property
    def colour(self) -> str:
        return LIGHTS[self.light]


@dataclass(frozen=True, slots=True)
class LightDrawing:
    """A light in the legend, 16 pixels square."""

    slug: str
    colour: str
    solid: str
    sign: str


def legend_for(marks: Sequence[MarkInput]) -> tuple[LightDrawing, ...]:
    """The lights that occur among dated marks, best first."""
    shown = {mark.light for mark in marks if mark.shown_on}
    return tuple(
        LightDrawing(slug, colour, diamond(8, 8, RADIUS), sign(slug, 8, 8))
        for slug, colour in LIGHTS.items()
        if slug in shown
    )


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A dated milestone with its place on the axis and the lines and spot of its label."""

    mark: MarkInput
    key: str
    x: float
    lines: tuple[str, ...]
    spot: Spot


def place_marks(keyed: Sequence[tuple[MarkInput, str]], stage: Stage) -> list[PlacedMark]:
    """Places the labels of all dated milestones of a lane.

    A long label breaks into lines rather than cross an upright line.
    """
    frame, band = stage.frame, stage.band
    dated = [(mark, key, stage.axis(on)) for mark, key in keyed if (on := mark.shown_on)]
    lines, wishes = [], []
    for mark, key, x in dated:
        room = band.room_at(x, least=_LEAST_ROOM) - 1
        label = (key,) if frame.narrow else wrapped(mark.short or mark.label, frame.label_size, room, most=5)
        width = max((text_width(line, frame.label_size, bold=frame.narrow) for line in label), default=0.0)
        lines.append(label)
        wishes.append(Wish(x, width, len(label)))
    spots = place_labels(wishes, band)
    return [PlacedMark(*one, label, spot) for one, label, spot in zip(dated, lines, spots, strict=True)]


def draw_mark(placed: PlacedMark, axis: DateScale, y: float) -> MarkDrawing:
    """A milestone with a date: what was planned, what was agreed, what is expected or done."""
    mark, x, spot = placed.mark, placed.x, placed.spot
    planned = [axis(mark.original)] if mark.original else []
    agreed = [axis(mark.agreed)] if mark.agreed and mark.agreed != mark.original else []
    slack = (ROW - LINE) * (spot.rows - 1)
    top = y - 9 + spot.row * ROW + slack if spot.row < 0 else y + 12 + spot.row * ROW
    ends = [min(*planned, *agreed, x), max(*planned, *agreed, x)] if planned or agreed else []
    middle = number(spot.middle)
    return MarkDrawing(
        label=mark.label,
        words=mark.words,
        href=mark.href,
        light=mark.light,
        key=placed.key,
        link=polyline([(end, y) for end in ends]) if ends and ends[1] - ends[0] > 1 else "",
        hollow="".join(diamond(place, y, HOLLOW) for place in planned),
        dotted="".join(diamond(place, y, HOLLOW) for place in agreed),
        solid=diamond(x, y, RADIUS),
        sign=sign(mark.light, x, y),
        open="",
        leader=_leader(x, y, spot, top) if spot.leader else "",
        anchor="middle",
        lines=tuple(TextLine(middle, number(top + 11 + row * LINE), line) for row, line in enumerate(placed.lines)),
        targets=(_square(x, y), _rectangle(spot.left, top, spot.right - spot.left, ROW * spot.rows - slack)),
    )


def draw_undated(mark: MarkInput, key: str, frame: Frame, y: float) -> tuple[MarkDrawing, float]:
    """A milestone without date in the column beside the axis, and the lower edge of its text."""
    x = frame.side + 6
    room = frame.width - x - 13
    size = frame.label_size
    names = (key,) if frame.narrow else wrapped(mark.short or mark.label, size, room, most=3)
    words = () if frame.narrow else wrapped(mark.words, size, room, most=2)
    lines = tuple(
        TextLine(number(x + 13), number(y + 4 + index * LINE), text, muted=index >= len(names))
        for index, text in enumerate((*names, *words))
    )
    bottom = y + 4 + len(lines) * LINE
    shape = polyline([(x - 8, y), (x + 5, y)]) + arrow_head(x + 6, y, 5) if mark.continuous else ""
    drawing = MarkDrawing(
        label=mark.label,
        words=mark.words,
        href=mark.href,
        light=mark.light,
        key=key,
        link="",
        hollow="",
        dotted="" if mark.continuous else diamond(x, y, RADIUS),
        solid="",
        sign="",
        open=shape,
        leader="",
        anchor="start",
        lines=lines,
        targets=(_rectangle(x - 12, y - 12, frame.width - x + 12, bottom - y + 8),),
    )
    return drawing, bottom


def _leader(x: float, y: float, spot: Spot, top: float) -> str:
    """From the mark to its label: down (or up), and sideways where the label stands beside the mark."""
    level = y - 9 - ROW / 2 if spot.row < 0 else top + ROW / 2
    if spot.left <= x <= spot.right:
        return polyline([(x, y + HOLLOW), (x, top + 1)])
    edge = spot.left - 2 if x < spot.left else spot.right + 2
    return polyline([(x, y - HOLLOW if spot.row < 0 else y + HOLLOW), (x, level), (edge, level)])


def _square(x: float, y: float) -> Rectangle:
    return _rectangle(x - _TARGET, y - _TARGET, 2 * _TARGET, 2 * _TARGET)


def _rectangle(left: float, top: float, width: float, height: float) -> Rectangle:
    return Rectangle(number(left), number(top), number(width), number(height))
