"""The marks of one lane: diamonds for four dates, their labels, and how many milestones found no room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ozgtracker.charts.labels import GAP, Spot, Wish, place_labels
from ozgtracker.charts.lane_frame import LABEL_SIZE, Stage
from ozgtracker.charts.lane_inputs import MarkInput
from ozgtracker.charts.palette import LIGHTS
from ozgtracker.charts.shapes import number, sign
from ozgtracker.charts.text import text_width, wrapped

RADIUS = 7.0
HOLLOW = 9.0
ROW = 15.0
BELOW = 12.0
"""From a lane's bar down to its first line of labels."""
MOST_UNDATED = 4
COUNT_STEP = 48.0
"""Milestones without room are counted together in steps of so many pixels: wide enough for "+4.999"."""
NAMED = 12
"""So many names of those counted are told; the table has all."""

_LABEL_WIDTH = 140.0
_MOST_LINES = 5
_UNDATED_LEFT = 25.0
_GROUND = 2.0
_MOST_SERIOUS = ("red", "yellow", "grey", "green", "reached", "undated")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in a drawing; `muted` for quieter words that follow in the same line."""

    y: str
    text: str
    muted: str = ""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A pointer target, or what hides an upright line behind words: `left` of or right of a place, in pixels."""

    left: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class MarkDrawing:
    """A milestone, drawn. Places are shares of the width, and empty where there is nothing to draw.

    `x` is where it stands, `shift` leads from there to the middle of its label, in pixels.
    """

    label: str
    words: str
    href: str
    light: str
    x: str
    y: str
    planned: str
    agreed: str
    begins: str
    ends: str
    continuous: bool
    leader: tuple[str, str] | None
    shift: str
    lines: tuple[TextLine, ...]
    ground: Rectangle | None
    target: Rectangle

    @property
    def colour(self) -> str:
        return LIGHTS[self.light]


@dataclass(frozen=True, slots=True)
class CountDrawing:
    """Milestones without room for a label near one place: how many, the first of them by name, and at its day (`at`)
    the one with the most serious light.

    Those without a date (`x` is empty) stand below the lane.
    """

    x: str
    at: str
    y: str
    tag: str
    number: int
    light: str
    named: tuple[tuple[str, str], ...]

    @property
    def others(self) -> int:
        """How many are counted beyond the named ones."""
        return self.number - len(self.named)


@dataclass(frozen=True, slots=True)
class LightDrawing:
    """A light in the legend: its colour, and the strokes that say it without colour."""

    slug: str
    colour: str
    sign: str


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A dated milestone with its place on the axis, the lines of its label, and its spot if there was room."""

    mark: MarkInput
    x: float
    lines: tuple[str, ...]
    spot: Spot | None


def legend_for(marks: Sequence[MarkInput]) -> tuple[LightDrawing, ...]:
    """The lights that occur among dated marks, best first."""
    shown = {mark.light for mark in marks if mark.shown_on}
    return tuple(LightDrawing(slug, colour, sign(slug, 0, 0)) for slug, colour in LIGHTS.items() if slug in shown)


def place_marks(marks: Sequence[MarkInput], stage: Stage) -> list[PlacedMark]:
    """Places the labels of all dated milestones of a lane, in the order of the milestones."""
    dated = [(mark, stage.axis(on)) for mark in marks if (on := mark.shown_on)]
    labels = [wrapped(mark.short or mark.label, LABEL_SIZE, _LABEL_WIDTH, most=_MOST_LINES) for mark, _ in dated]
    wishes = [
        Wish(x, max((text_width(line, LABEL_SIZE) for line in lines), default=0.0), max(len(lines), 1))
        for (_, x), lines in zip(dated, labels, strict=True)
    ]
    spots = place_labels(wishes, stage.band)
    return [PlacedMark(mark, x, lines, spot) for (mark, x), lines, spot in zip(dated, labels, spots, strict=True)]


def draw_mark(placed: PlacedMark, spot: Spot, stage: Stage, y: float) -> MarkDrawing:
    """A milestone with a date: what was planned, what was agreed, what is expected or done."""
    mark, x = placed.mark, placed.x
    planned = stage.axis(mark.original) if mark.original else None
    agreed = stage.axis(mark.agreed) if mark.agreed and mark.agreed != mark.original else None
    places = [place for place in (planned, agreed, x) if place is not None]
    joined = max(places) - min(places) > 1
    top = y + BELOW + spot.row * ROW
    box = Rectangle(number(spot.left - x), number(top), number(spot.right - spot.left), number(ROW * spot.rows))
    return MarkDrawing(
        label=mark.label,
        words=mark.words,
        href=mark.href,
        light=mark.light,
        x=stage.share(x),
        y=number(y),
        planned="" if planned is None else stage.share(planned),
        agreed="" if agreed is None else stage.share(agreed),
        begins=stage.share(min(places)) if joined else "",
        ends=stage.share(max(places)) if joined else "",
        continuous=False,
        leader=(number(y + HOLLOW), number(_leader_end(x, spot, top))) if spot.row else None,
        shift=number(spot.middle - x),
        lines=tuple(TextLine(number(top + 11 + row * ROW), line) for row, line in enumerate(placed.lines)),
        ground=box if spot.crosses else None,
        target=box,
    )


def draw_undated(mark: MarkInput, stage: Stage, y: float) -> tuple[MarkDrawing, float]:
    """A milestone without date in a row of its own below the lane, and the lower edge of its text."""
    room = stage.width - _UNDATED_LEFT
    names = wrapped(mark.short or mark.label, LABEL_SIZE, room, most=3)
    last = text_width(names[-1], LABEL_SIZE) if names else 0.0
    beside = last + GAP + text_width(mark.words, LABEL_SIZE) <= room
    words = () if beside else wrapped(mark.words, LABEL_SIZE, room, most=2)
    lines = [TextLine(number(y + 4 + row * ROW), name) for row, name in enumerate(names)]
    if beside and lines:
        lines[-1] = TextLine(lines[-1].y, lines[-1].text, mark.words)
    lines += [TextLine(number(y + 4 + (len(names) + row) * ROW), "", text) for row, text in enumerate(words)]
    widths = [text_width(f"{line.text}{line.muted}", LABEL_SIZE) + GAP for line in lines]
    height = ROW * max(len(lines), 1)
    box = Rectangle("0", number(y - 9), number(_UNDATED_LEFT + max(widths, default=0.0)), number(max(height, 20.0)))
    drawing = MarkDrawing(
        label=mark.label,
        words=mark.words,
        href=mark.href,
        light=mark.light,
        x="",
        y=number(y),
        planned="",
        agreed="",
        begins="",
        ends="",
        continuous=mark.continuous,
        leader=None,
        shift=number(_UNDATED_LEFT),
        lines=tuple(lines),
        ground=box,
        target=box,
    )
    return drawing, y + height + 5


def count_dated(placed: Sequence[PlacedMark], stage: Stage, y: float) -> tuple[CountDrawing, ...]:
    """What found no room, counted where it stands: above the bar, in even steps, so that no two counts meet."""
    left_over = sorted((one for one in placed if one.spot is None), key=lambda one: one.x)
    steps = max(int(stage.width / COUNT_STEP), 1)
    step = stage.width / steps
    return tuple(
        _count(
            [one.mark for one in group],
            y,
            x=stage.share((place + 0.5) * step),
            at=stage.share(min(group, key=lambda one: _MOST_SERIOUS.index(one.mark.light)).x),
        )
        for place, found in groupby(left_over, key=lambda one: min(int(one.x / step), steps - 1))
        if (group := list(found))
    )


def count_undated(marks: Sequence[MarkInput], y: float) -> CountDrawing:
    """What has no date and no row of its own any more."""
    return _count(marks, y)


def _count(marks: Sequence[MarkInput], y: float, *, x: str = "", at: str = "") -> CountDrawing:
    lights = {mark.light for mark in marks}
    return CountDrawing(
        x=x,
        at=at,
        y=number(y),
        tag=f"+{len(marks)}",
        number=len(marks),
        light=next((light for light in _MOST_SERIOUS if light in lights), "undated"),
        named=tuple((mark.label, mark.words) for mark in marks[:NAMED]),
    )


def _leader_end(x: float, spot: Spot, top: float) -> float:
    """Down to its label; along it, where the label stands beside its mark."""
    return top + 1 if spot.left <= x <= spot.right else top + ROW * spot.rows - 3
