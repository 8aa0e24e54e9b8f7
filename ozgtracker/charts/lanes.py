"""The plan as parallel lanes, one a phase: original, agreed, expected and actual dates, and the line of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from ozgtracker.charts.labels import Spot
from ozgtracker.charts.lane_frame import (
    HEAD,
    TITLE_SIZE,
    Frame,
    Stage,
    TagDrawing,
    TickDrawing,
    Title,
    draw_tags,
    draw_ticks,
    stage_for,
)
from ozgtracker.charts.lane_inputs import LaneInput, MarkerInput
from ozgtracker.charts.lane_marks import (
    ROW,
    LightDrawing,
    MarkDrawing,
    TextLine,
    draw_mark,
    draw_undated,
    legend_for,
    place_marks,
)
from ozgtracker.charts.shapes import arrow_head, number, polyline, rounded_bar
from ozgtracker.charts.text import text_width, wrapped
from ozgtracker.charts.writing import Writing

BAR = 11.0


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """A phase, drawn: its title, the bar of what lies behind (`done`) and before us (`ahead`), its marks."""

    title: str
    title_lines: tuple[TextLine, ...]
    done: str
    ahead: str
    arrow: str
    base: str
    marks: tuple[MarkDrawing, ...]


@dataclass(frozen=True, slots=True)
class LanesChart:
    """Everything that `charts/lanes.html` draws; coordinates are finished text."""

    chart_id: str
    title: str
    variant: str
    linked: bool
    width: str
    height: str
    label_size: str
    grid_top: str
    grid_bottom: str
    side: str
    ticks: tuple[TickDrawing, ...]
    lanes: tuple[LaneDrawing, ...]
    today: TagDrawing
    markers: tuple[TagDrawing, ...]
    legend: tuple[LightDrawing, ...]
    has_agreed: bool

    @property
    def marks(self) -> tuple[MarkDrawing, ...]:
        """All marks in reading order, for links and the list of letters."""
        return tuple(mark for lane in self.lanes for mark in lane.marks)


def lanes_chart(
    lanes: Sequence[LaneInput],
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    width: float = 860,
    markers: Sequence[MarkerInput] = (),
    linked: bool = True,
) -> LanesChart:
    """Draws the phases at `day` (the Stichtag), `width` pixels wide: 860 for a page, 640 for paper, 340 for a phone."""
    stage = stage_for(width, lanes, markers, day)
    frame = stage.frame
    keys = _keys()
    drawings: list[LaneDrawing] = []
    y = HEAD + 4
    for lane in lanes:
        drawing, y = _draw_lane(lane, keys, stage, y)
        drawings.append(drawing)
    today, tags, bottom = draw_tags(stage, y, _titles(frame, drawings), writing)
    marks = [mark for lane in lanes for mark in lane.milestones]
    return LanesChart(
        chart_id=chart_id,
        title=title,
        variant="narrow" if frame.narrow else "wide",
        linked=linked,
        width=number(width),
        height=number(bottom),
        label_size=number(frame.label_size),
        grid_top=number(HEAD - 6),
        grid_bottom=number(y),
        side=number(frame.side) if frame.has_side else "",
        ticks=draw_ticks(stage, writing),
        lanes=tuple(drawings),
        today=today,
        markers=tags,
        legend=legend_for(marks),
        has_agreed=any(mark.agreed and mark.agreed != mark.original for mark in marks),
    )


def _draw_lane(lane: LaneInput, keys: Iterator[str], stage: Stage, top: float) -> tuple[LaneDrawing, float]:
    """One lane below `top`, and its lower edge; as high as its labels need."""
    keyed = list(zip(lane.milestones, keys, strict=False))
    placed = place_marks(keyed, stage)
    spots = [one.spot for one in placed]
    title_lines, y = _draw_title(lane.title, stage.frame, top, spots)
    drawn = {one.key: draw_mark(one, stage.axis, y) for one in placed}
    bottom = max(y + 18 + ROW * max((spot.covers.stop for spot in spots), default=0), y + 26)
    undated_y = y
    for mark, key in keyed:
        if key not in drawn:
            drawn[key], end = draw_undated(mark, key, stage.frame, undated_y)
            undated_y = end + 8
            bottom = max(bottom, undated_y)
    done, ahead, arrow = _bars(lane, stage, y)
    base = polyline([(stage.frame.left, y), (stage.frame.right, y)])
    marks = tuple(drawn[key] for _, key in keyed)
    return LaneDrawing(lane.title, title_lines, done, ahead, arrow, base, marks), bottom


def _draw_title(title: str, frame: Frame, top: float, spots: Sequence[Spot]) -> tuple[tuple[TextLine, ...], float]:
    """The title's lines and the height of the lane's bar: beside the bar, or above it in narrow drawings."""
    above = ROW * max(0, *(-spot.row for spot in spots), 0)
    lines = wrapped(title, TITLE_SIZE, frame.title_width, bold=True)
    if frame.narrow:
        y = top + 16 * len(lines) + above + 16
        first = top + 13
        return tuple(TextLine("0", number(first + 16 * index), line) for index, line in enumerate(lines)), y
    y = top + above + max(16.0, 8.0 * len(lines) + 4)
    first = y + 4.5 - 8 * (len(lines) - 1)
    return tuple(TextLine("0", number(first + 16 * index), line) for index, line in enumerate(lines)), y


def _titles(frame: Frame, lanes: Sequence[LaneDrawing]) -> list[Title]:
    """What the titles cover where they stand above their lanes."""
    lines = [line for lane in lanes for line in lane.title_lines] if frame.narrow else []
    return [
        Title(text_width(line.text, TITLE_SIZE, bold=True), float(line.y) - 13, float(line.y) + 5) for line in lines
    ]


def _bars(lane: LaneInput, stage: Stage, y: float) -> tuple[str, str, str]:
    """Paths of the part behind us, the part before us, and the arrow of a phase that goes on."""
    axis, frame, last = stage.axis, stage.frame, lane.last_day
    if last is None and not lane.open_ended:
        return "", "", ""
    left = axis(lane.starts_on) if lane.starts_on else frame.left
    right = frame.right + 4 if lane.open_ended or last is None else max(axis(last), left)
    turn = min(max(axis.clamped(stage.day), left), right)
    done = rounded_bar(left, turn, y, BAR, round_right=turn == right and not lane.open_ended)
    ahead = rounded_bar(turn, right, y, BAR, round_left=turn == left, round_right=not lane.open_ended)
    return done, ahead, arrow_head(frame.right + 8, y, BAR / 2 + 2) if lane.open_ended else ""


def _keys() -> Iterator[str]:
    """Letters A, B, ... Z, AA, AB, ...: phases and packages already have numbers."""
    prefix = [""]
    while True:
        prefix = [before + letter for before in prefix for letter in ascii_uppercase]
        yield from prefix
