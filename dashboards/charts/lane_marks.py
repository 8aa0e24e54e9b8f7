"""The marks of one lane: diamonds for four dates, their signs, and their labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts.labels import place_labels, room_at, Spot, Wish
from dashboards.charts.lane_frame import Frame
from dashboards.charts.lane_inputs import MarkInput
from dashboards.charts.palette import LIGHTS
from dashboards.charts.scales import DateScale
from dashboards.charts.shapes import arrow_head, diamond, number, polyline, sign
from dashboards.charts.text import text_width, wrapped

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
        LightDrawing(slug, colour, diamond(8, 8, RADIUS), sign(slug, 8, 8)) for slug, colour in LIGHTS.items() if slug in shown
    )


def place_marks(
    marks: Sequence[tuple[MarkInput, str]], frame: Frame, axis: DateScale, walls: Sequence[float]
) -> list[tuple[tuple[str, ...], Spot]]:
    """Lines and spot of each dated mark's label; a long label breaks into two lines rather than cross an upright line."""
    lines, wishes = [], []
    for mark, key in marks:
        assert mark.shown_on is not None
        x = axis(mark.shown_on)
        room = room_at(x, frame.left, frame.right, walls, least=_LEAST_ROOM) - 1
        label = (key,) if frame.narrow else wrapped(mark.short, frame.label_size, room, most=2)
        lines.append(label)
        wishes.append(Wish(x, max(text_width(line, frame.label_size, bold=frame.narrow) for line in label), len(label)))
    return list(zip(lines, place_labels(wishes, left=frame.left, right=frame.right, walls=walls), strict=True))


def draw_mark(mark: MarkInput, key: str, text: Sequence[str], spot: Spot, axis: DateScale, y: float) -> MarkDrawing:
    """A milestone with a date: what was planned, what was agreed, what is expected or done."""
    assert mark.shown_on is not None
    x = axis(mark.shown_on)
    planned = axis(mark.original) if mark.original else None
    agreed = axis(mark.agreed) if mark.agreed and mark.agreed != mark.original else None
    top = y - 17 - ROW / 2 if spot.row < 0 else y + 12 + spot.row * ROW
    since = [place for place in (planned, agreed) if place is not None and abs(place - x) > 1]
    ends = sorted((min(since, key=lambda place: -abs(place - x)), x)) if since else []
    return MarkDrawing(
        label=mark.label,
        words=mark.words,
        href=mark.href,
        light=mark.light,
        key=key,
        link=polyline([(place, y) for place in ends]),
        hollow=diamond(planned, y, HOLLOW) if planned is not None else "",
        dotted=diamond(agreed, y, HOLLOW) if agreed is not None else "",
        solid=diamond(x, y, RADIUS),
        sign=sign(mark.light, x, y),
        open="",
        leader=_leader(x, y, spot, top) if spot.leader else "",
        anchor="middle",
        lines=tuple(TextLine(number(spot.middle), number(top + 11 + index * LINE), line) for index, line in enumerate(text)),
        targets=(_target(x, y), Rectangle(number(spot.left), number(top), number(spot.right - spot.left), number(ROW * spot.rows))),
    )


def draw_undated(mark: MarkInput, key: str, frame: Frame, y: float) -> tuple[MarkDrawing, float]:
    """A milestone without date in the column beside the axis, and the lower edge of its text."""
    assert frame.side is not None
    x = frame.side + 6
    room = frame.width - x - 13
    size = frame.label_size
    names = (key,) if frame.narrow else wrapped(mark.short, size, room, most=2)
    words = () if frame.narrow else wrapped(mark.words, size, room, most=2)
    lines = tuple(
        TextLine(number(x + 13), number(y + 4 + index * LINE), text, muted=index >= len(names)) for index, text in enumerate((*names, *words))
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
        targets=(Rectangle(number(x - 12), number(y - 12), number(frame.width - x + 12), number(bottom - y + 8)),),
    )
    return drawing, bottom


def _leader(x: float, y: float, spot: Spot, top: float) -> str:
    """From the mark to its label: down (or up), and sideways where the label stands beside the mark."""
    level = top + ROW / 2
    if spot.left <= x <= spot.right:
        return polyline([(x, y + HOLLOW), (x, top + 1)])
    edge = spot.left - 2 if x < spot.left else spot.right + 2
    return polyline([(x, y - HOLLOW if spot.row < 0 else y + HOLLOW), (x, level), (edge, level)])


def _target(x: float, y: float) -> Rectangle:
    return Rectangle(number(x - _TARGET), number(y - _TARGET), number(2 * _TARGET), number(2 * _TARGET))
