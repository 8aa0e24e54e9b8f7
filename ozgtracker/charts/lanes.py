"""The plan as parallel lanes, one a phase: original, agreed, expected and actual dates, and the line of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgtracker.charts.lane_frame import (
    HEAD,
    LABEL_SIZE,
    TITLE_SIZE,
    Stage,
    TagDrawing,
    TickDrawing,
    draw_tags,
    draw_ticks,
    stage_for,
)
from ozgtracker.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from ozgtracker.charts.lane_marks import (
    BELOW,
    HOLLOW,
    MOST_UNDATED,
    RADIUS,
    ROW,
    CountDrawing,
    LightDrawing,
    MarkDrawing,
    PlacedMark,
    Rectangle,
    TextLine,
    count_dated,
    count_undated,
    draw_mark,
    draw_undated,
    legend_for,
    place_marks,
)
from ozgtracker.charts.palette import LIGHTS
from ozgtracker.charts.shapes import arrow_head, diamond, number, polyline, sign
from ozgtracker.charts.text import text_width, wrapped
from ozgtracker.charts.writing import Writing

BAR = 11.0
FITTING, ROOMY, PAPER = 320.0, 720.0, 760.0
"""What a plan is laid out for: the narrowest telephone; with more milestones than MANY a place that scrolls there.

Paper has one width: there the whole is scaled, writing included, so that it stays on the first page.
"""
MANY = 24

_TITLE_LINE = 16.0
_TITLE_DOWN = 28.0
"""From a lane's upper edge to its bar, with one line of title."""
_COUNT_ROW = 20.0
_LANE_FOOT = 10.0


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """A stretch of a lane's bar."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """A phase, drawn: its title, the bar of what lies behind (`done`) and the whole one, its marks and counts."""

    title: str
    title_lines: tuple[TextLine, ...]
    ground: Rectangle
    y: str
    bar_top: str
    bar: BarDrawing | None
    done: BarDrawing | None
    open_ended: bool
    marks: tuple[MarkDrawing, ...]
    counts: tuple[CountDrawing, ...]

    @property
    def uncounted(self) -> int:
        """How many milestones found no room."""
        return sum(count.number for count in self.counts)


@dataclass(frozen=True, slots=True)
class Symbols:
    """The shapes that a drawing repeats, around the point 0, 0."""

    hollow: str = diamond(0, 0, HOLLOW)
    solid: str = diamond(0, 0, RADIUS)
    arrow: str = arrow_head(8, 0, BAR / 2 + 2)
    stream: str = polyline([(-7, 0), (6, 0)]) + arrow_head(7, 0, 5)

    @property
    def lights(self) -> tuple[tuple[str, str, str], ...]:
        """Every light with its colour and the strokes that say it without colour."""
        return tuple((slug, colour, sign(slug, 0, 0)) for slug, colour in LIGHTS.items())


@dataclass(frozen=True, slots=True)
class LanesChart:
    """Everything that `charts/lanes.html` draws; places are finished text."""

    chart_id: str
    title: str
    linked: bool
    paper: bool
    more_href: str
    least_width: str
    roomy: bool
    height: str
    axis: tuple[str, str]
    grid_top: str
    grid_bottom: str
    ticks: tuple[TickDrawing, ...]
    lanes: tuple[LaneDrawing, ...]
    today: TagDrawing
    markers: tuple[TagDrawing, ...]
    legend: tuple[LightDrawing, ...]
    has_agreed: bool
    label_size: str = number(LABEL_SIZE)
    bar_height: str = number(BAR)
    bar_radius: str = number(BAR / 2)
    symbols: Symbols = Symbols()

    @property
    def marks(self) -> tuple[MarkDrawing, ...]:
        """All marks in reading order, for links."""
        return tuple(mark for lane in self.lanes for mark in lane.marks)

    @property
    def counts(self) -> tuple[CountDrawing, ...]:
        """All counts of what found no room."""
        return tuple(count for lane in self.lanes for count in lane.counts)


def lanes_chart(
    lanes: Sequence[LaneInput],
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    width: float | None = None,
    markers: Sequence[MarkerInput] = (),
    linked: bool = True,
    paper: bool = False,
    more_href: str = "",
) -> LanesChart:
    """Draws the phases at `day` (the Stichtag) for every place at least `width` pixels wide, or for `paper` alone.

    `more_href` is where all milestones are listed: what finds no room is counted and leads there.
    """
    marks = [mark for lane in lanes for mark in lane.milestones]
    stage = stage_for(width or _least_width(len(marks), paper=paper), lanes, markers, day)
    drawings, y = _draw_lanes(lanes, stage)
    today, tags, bottom = draw_tags(stage, y, writing)
    return LanesChart(
        chart_id=chart_id,
        title=title,
        linked=linked,
        paper=paper,
        more_href=more_href,
        least_width=number(stage.width),
        roomy=len(marks) > MANY,
        height=number(bottom),
        axis=(stage.share(stage.axis.start), stage.share(stage.axis.end)),
        grid_top=number(HEAD - 6),
        grid_bottom=number(y),
        ticks=draw_ticks(stage, writing),
        lanes=drawings,
        today=today,
        markers=tags,
        legend=legend_for(marks),
        has_agreed=any(mark.agreed and mark.agreed != mark.original for mark in marks),
    )


def _least_width(milestones: int, *, paper: bool) -> float:
    """What a plan of so many milestones is laid out for."""
    return PAPER if paper else ROOMY if milestones > MANY else FITTING


def _draw_lanes(lanes: Sequence[LaneInput], stage: Stage) -> tuple[tuple[LaneDrawing, ...], float]:
    """All lanes below one another, and the lower edge of the last."""
    drawings: list[LaneDrawing] = []
    y = HEAD
    for lane in lanes:
        drawing, y = _draw_lane(lane, stage, y)
        drawings.append(drawing)
    return tuple(drawings), y


def _draw_lane(lane: LaneInput, stage: Stage, top: float) -> tuple[LaneDrawing, float]:
    """One lane below `top`, and its lower edge; as high as its labels need."""
    placed = place_marks(lane.milestones, stage)
    crowded = any(one.spot is None for one in placed)
    titles = wrapped(lane.title, TITLE_SIZE, stage.width, bold=True)
    y = top + _TITLE_DOWN + _TITLE_LINE * (len(titles) - 1) + (_COUNT_ROW if crowded else 0)
    lowest = max((one.spot.covers.stop for one in placed if one.spot), default=0)
    marks, more, bottom = _draw_marks(lane, placed, stage, y, y + BELOW + ROW * lowest)
    wide = max(text_width(line, TITLE_SIZE, bold=True) for line in titles) if titles else 0.0
    bar, done = _bars(lane, stage)
    drawing = LaneDrawing(
        title=lane.title,
        title_lines=tuple(TextLine(number(top + 13 + _TITLE_LINE * row), line) for row, line in enumerate(titles)),
        ground=Rectangle("0", number(top + 1), number(wide + 4), number(_TITLE_LINE * len(titles))),
        y=number(y),
        bar_top=number(y - BAR / 2),
        bar=bar,
        done=done,
        open_ended=lane.open_ended,
        marks=marks,
        counts=(*count_dated(placed, stage, y), *more),
    )
    return drawing, bottom + _LANE_FOOT


def _draw_marks(
    lane: LaneInput, placed: Sequence[PlacedMark], stage: Stage, y: float, bottom: float
) -> tuple[tuple[MarkDrawing, ...], tuple[CountDrawing, ...], float]:
    """The marks with room in the order of the milestones, what has neither date nor row, and the lower edge."""
    spots = iter(placed)
    drawn: list[MarkDrawing] = []
    left_over: list[MarkInput] = []
    rows = 0
    for mark in lane.milestones:
        if mark.shown_on:
            one = next(spots)
            drawn += [draw_mark(one, one.spot, stage, y)] if one.spot else []
        elif rows < MOST_UNDATED:
            drawing, bottom = draw_undated(mark, stage, bottom + 12)
            bottom -= 12
            rows += 1
            drawn.append(drawing)
        else:
            left_over.append(mark)
    if not left_over:
        return tuple(drawn), (), bottom
    return tuple(drawn), (count_undated(left_over, bottom + 12),), bottom + 20


def _bars(lane: LaneInput, stage: Stage) -> tuple[BarDrawing | None, BarDrawing | None]:
    """The whole bar of a phase, and the part that lies behind us."""
    axis, last = stage.axis, lane.last_day
    if last is None and not lane.open_ended:
        return None, None
    left = axis(lane.starts_on) if lane.starts_on else axis.start
    right = axis.end + 4 if lane.open_ended or last is None else max(axis(last), left)
    turn = min(max(axis.clamped(stage.day), left), right)
    return _bar(left, right, stage), _bar(left, turn, stage)


def _bar(left: float, right: float, stage: Stage) -> BarDrawing | None:
    return BarDrawing(stage.share(left), stage.share(right - left)) if right > left else None
