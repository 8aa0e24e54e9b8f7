"""The frame of the lanes chart: how its width is shared out, its time axis, and the tags at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from ozgtracker.charts.labels import Band, Wish, place_labels
from ozgtracker.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from ozgtracker.charts.scales import DateScale, month_ceiling, month_floor, month_ticks
from ozgtracker.charts.shapes import number, polygon, polyline
from ozgtracker.charts.text import shortened, text_width
from ozgtracker.charts.writing import Writing

MONTH_ROOM = 39.0
"""For the name of a month with its year, at TICK_SIZE."""
NARROW_BELOW = 480
"""Drawings narrower than this write letters at the marks and names in a list below."""
HEAD = 26.0
TITLE_SIZE = 13.0
TICK_SIZE = 11.0
LONGEST_LOOK_AHEAD = timedelta(days=400)
"""A Stichtag further than this from all dates does not stretch the axis; its tag stands at the edge with an arrow."""

_TITLE_SHARE = 0.27
_TITLE_GAP = 14.0
_LEAST_SIDE, _MOST_SIDE, _SIDE_SYMBOL = 72.0, 124.0, 30.0
_LINE_TOP = HEAD - 6
_TAG_ROW = 24.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How the width is shared: titles, axis from `left` to `right`, from `side` on the column of what has no date."""

    width: float
    narrow: bool
    left: float
    right: float
    side: float
    has_side: bool

    @property
    def label_size(self) -> float:
        return 11.5 if self.width < 700 else 12

    @property
    def title_width(self) -> float:
        return self.width if self.narrow else self.left - _TITLE_GAP + 1


@dataclass(frozen=True, slots=True)
class Stage:
    """The frame with its time axis, the day (Stichtag) and the statutory dates: what every lane is drawn on."""

    frame: Frame
    axis: DateScale
    day: date
    markers: tuple[MarkerInput, ...]

    @property
    def band(self) -> Band:
        """Where labels may stand: on the axis, clear of the upright lines."""
        days = (self.day, *(marker.on for marker in self.markers))
        walls = tuple(self.axis(on) for on in days if self.axis.holds(on))
        return Band(self.frame.left, self.frame.right, walls)


@dataclass(frozen=True, slots=True)
class Title:
    """What a lane's title covers in a narrow drawing, where it stands above its lane."""

    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TickDrawing:
    """A grid line and what stands beside it; one without room has no label."""

    x: str
    label_x: str
    label: str


@dataclass(frozen=True, slots=True)
class TagDrawing:
    """An upright line with a tag at its foot. `line` is empty when the day lies beyond the axis."""

    label: str
    line: str
    box: str
    x: str
    y: str


def stage_for(width: float, lanes: Sequence[LaneInput], markers: Sequence[MarkerInput], day: date) -> Stage:
    """Shares out the width and lays the axis."""
    frame = _frame(width, lanes)
    return Stage(frame, _axis(frame, lanes, markers, day), day, tuple(markers))


def draw_ticks(stage: Stage, writing: Writing) -> tuple[TickDrawing, ...]:
    """Grid lines with the month beside them. A label without room loses its year, or is left out at the end."""
    room = MONTH_ROOM if stage.frame.narrow else 30
    ticks = month_ticks(stage.axis, room=room, months=writing.months)
    ends = [stage.axis(tick.on) for tick in ticks[1:]] + [stage.frame.right + 10]
    drawings = []
    for tick, end in zip(ticks, ends, strict=True):
        x = stage.axis(tick.on)
        texts = (tick.label, tick.label.split()[0])
        fitting = [text for text in texts if x + 3 + text_width(text, TICK_SIZE) <= end]
        drawings.append(TickDrawing(number(x), number(x + 4), fitting[0] if fitting else ""))
    return tuple(drawings)


def draw_tags(
    stage: Stage, bottom: float, titles: Sequence[Title], writing: Writing
) -> tuple[TagDrawing, tuple[TagDrawing, ...], float]:
    """The tag of the day, the tags of the statutory dates, and the lower edge of all. The lines pause at titles."""
    axis, width = stage.axis, stage.frame.width
    days = [stage.day, *(marker.on for marker in stage.markers)]
    labels = [_day_words(stage, writing), *(shortened(marker.label, TICK_SIZE, width - 15) for marker in stage.markers)]
    wishes = [
        Wish(axis.clamped(on), min(text_width(label, TICK_SIZE) + 14, width))
        for on, label in zip(days, labels, strict=True)
    ]
    spots = place_labels(wishes, Band(0, width, above=False))
    tags = []
    for on, label, spot in zip(days, labels, spots, strict=True):
        top = bottom + 4 + spot.row * _TAG_ROW
        box = polygon([(spot.left, top), (spot.right, top), (spot.right, top + 19), (spot.left, top + 19)])
        line = _upright(axis(on), top, titles) if axis.holds(on) else ""
        tags.append(TagDrawing(label, line, box, number(spot.middle), number(top + 13.5)))
    return tags[0], tuple(tags[1:]), bottom + 4 + (max(spot.row for spot in spots) + 1) * _TAG_ROW


def _frame(width: float, lanes: Sequence[LaneInput]) -> Frame:
    """The titles get what they need, up to about a quarter; the column exists only if something has no date."""
    narrow = width < NARROW_BELOW
    undated = [mark for lane in lanes for mark in lane.milestones if mark.shown_on is None]
    titles = max((text_width(lane.title, TITLE_SIZE, bold=True) for lane in lanes), default=0.0)
    words = [text_width(word, TITLE_SIZE, bold=True) for lane in lanes for word in lane.title.split()]
    left = min(titles, max(*words, width * _TITLE_SHARE, 0.0), width / 3) + _TITLE_GAP
    column = _side_column(undated, narrow=narrow)
    right = width - 10 - column
    return Frame(width, narrow, 8.0 if narrow else left, right, right + 20, bool(undated))


def _side_column(undated: Sequence[MarkInput], *, narrow: bool) -> float:
    """As wide as its longest word, within bounds: time matters more than what has none."""
    if narrow or not undated:
        return 52.0 if undated else 0.0
    words = [text_width(word, 12) for mark in undated for word in (*mark.short.split(), mark.words)]
    return min(max(*words, _LEAST_SIDE), _MOST_SIDE) + _SIDE_SYMBOL


def _axis(frame: Frame, lanes: Sequence[LaneInput], markers: Sequence[MarkerInput], day: date) -> DateScale:
    """A time axis of whole months that holds all dates, and the day unless it is very far away."""
    dates = [*chain.from_iterable(lane.dates for lane in lanes), *(marker.on for marker in markers)] or [day]
    first, last = min(dates), max(dates)
    if first - LONGEST_LOOK_AHEAD <= day <= last + LONGEST_LOOK_AHEAD:
        first, last = min(first, day), max(last, day)
    return DateScale(month_floor(first), month_ceiling(last), frame.left, frame.right)


def _day_words(stage: Stage, writing: Writing) -> str:
    """The day as a date, with an arrow towards it when it lies beyond the axis."""
    words = writing.day(stage.day)
    if stage.axis.holds(stage.day):
        return words
    return f"{words} →" if stage.day > stage.axis.last else f"← {words}"


def _upright(x: float, bottom: float, titles: Sequence[Title]) -> str:
    """A line from the head down to `bottom` that leaves out the titles it would strike through."""
    pieces, start = [], _LINE_TOP
    for title in titles:
        if title.right + 3 > x:
            pieces.append(polyline([(x, start), (x, title.top)]))
            start = title.bottom
    return "".join([*pieces, polyline([(x, start), (x, bottom)])])
