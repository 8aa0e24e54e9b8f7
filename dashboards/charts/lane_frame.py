"""The frame of the lanes chart: how its width is shared out, its time axis, and the tags at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from dashboards.charts.labels import place_labels, Wish
from dashboards.charts.lane_inputs import LaneInput, MarkerInput
from dashboards.charts.scales import DateScale, month_ceiling, month_floor, month_ticks
from dashboards.charts.shapes import number, polygon, polyline
from dashboards.charts.text import shortened, text_width
from ozgtracker import german

NARROW_BELOW = 480
"""Drawings narrower than this write letters at the marks and names in a list below."""
HEAD = 26.0
TITLE_SIZE = 13.0
_TITLE_SHARE = 0.27
_TITLE_GAP = 14.0
LONGEST_LOOK_AHEAD = timedelta(days=400)
"""A Stichtag further than this from all dates of the plan does not stretch the axis; its tag then stands at the edge with an arrow."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the width is shared: titles, time axis, column for what has no date (`side`, None if nothing needs it)."""

    width: float
    narrow: bool
    left: float
    right: float
    side: float | None

    @property
    def label_size(self) -> float:
        return 11.5 if self.width < 700 else 12

    @property
    def title_width(self) -> float:
        return self.width if self.narrow else self.left - _TITLE_GAP + 1


@dataclass(frozen=True, slots=True)
class TickDrawing:
    """A grid line and what stands beside it; a minor one has no label."""

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


@dataclass(frozen=True, slots=True)
class Title:
    """What a lane's title covers in a narrow drawing, where it stands above its lane."""

    right: float
    top: float
    bottom: float


def frame_for(width: float, lanes: Sequence[LaneInput]) -> Frame:
    """Shares out the width: the titles get what they need, up to about a quarter."""
    narrow = width < NARROW_BELOW
    undated = any(mark.shown_on is None for lane in lanes for mark in lane.milestones)
    titles = max((text_width(lane.title, TITLE_SIZE, bold=True) for lane in lanes), default=0.0)
    words = max((text_width(word, TITLE_SIZE, bold=True) for lane in lanes for word in lane.title.split()), default=0.0)
    left = 8.0 if narrow else min(titles, max(words, width * _TITLE_SHARE), width / 3) + _TITLE_GAP
    column = (52.0 if narrow else 112.0) if undated else 0.0
    right = width - 10 - column
    return Frame(width, narrow, left, right, right + 20 if undated else None)


def axis_for(frame: Frame, lanes: Sequence[LaneInput], markers: Sequence[MarkerInput], day: date) -> DateScale:
    """A time axis of whole months that holds all dates, and the day unless it is very far away."""
    dates = sorted({*chain.from_iterable(lane.dates for lane in lanes), *(marker.on for marker in markers)}) or [day]
    first, last = dates[0], dates[-1]
    if first - LONGEST_LOOK_AHEAD <= day <= last + LONGEST_LOOK_AHEAD:
        first, last = min(first, day), max(last, day)
    return DateScale(month_floor(first), month_ceiling(last), frame.left, frame.right)


def draw_ticks(frame: Frame, axis: DateScale, months: Sequence[str]) -> tuple[TickDrawing, ...]:
    """Grid lines with the month beside them. A label without room loses its year (the next tick says one), or is left out at the end."""
    ticks = month_ticks(axis, room=text_width("Mär 22", 11) + 4 if frame.narrow else 30, months=months)
    ends = [axis(tick.on) for tick in ticks[1:]] + [frame.right + 10]
    drawings = []
    for tick, end in zip(ticks, ends, strict=True):
        x = axis(tick.on)
        fitting = [text for text in (tick.label, tick.label.split()[0]) if x + 5 + text_width(text, 11) <= end]
        drawings.append(TickDrawing(number(x), number(x + 4), fitting[0] if fitting else ""))
    return tuple(drawings)


def wall_lines(axis: DateScale, markers: Sequence[MarkerInput], day: date) -> tuple[float, ...]:
    """Where upright lines stand that no label may cross."""
    return tuple(axis(on) for on in (day, *(marker.on for marker in markers)) if axis.holds(on))


def draw_tags(
    frame: Frame, axis: DateScale, markers: Sequence[MarkerInput], day: date, bottom: float, titles: Sequence[Title] = ()
) -> tuple[TagDrawing, tuple[TagDrawing, ...], float]:
    """The tag of the day, the tags of the statutory dates, and the lower edge of them all. Upright lines pause at `titles`."""
    written = german.day(day)
    beyond = "" if axis.holds(day) else ("→" if day > axis.last else "←")
    labels = [f"{written} {beyond}".strip(), *(marker.label for marker in markers)]
    days = [day, *(marker.on for marker in markers)]
    labels = [shortened(label, 11, frame.width - 15, bold=True) for label in labels]
    wishes = [Wish(axis.clamped(on), text_width(label, 11, bold=True) + 14) for on, label in zip(days, labels, strict=True)]
    spots = place_labels(wishes, left=0, right=frame.width, above=False)
    tags = []
    for on, label, spot in zip(days, labels, spots, strict=True):
        top = bottom + 4 + spot.row * 24
        box = polygon([(spot.left, top), (spot.right, top), (spot.right, top + 19), (spot.left, top + 19)])
        x = axis.clamped(on)
        line = _upright(x, top, titles) if axis.holds(on) else ""
        tags.append(TagDrawing(label, line, box, number(spot.middle), number(top + 13.5)))
    return tags[0], tuple(tags[1:]), bottom + 4 + (max(spot.row for spot in spots) + 1) * 24


def _upright(x: float, bottom: float, titles: Sequence[Title]) -> str:
    """A line from the head down to `bottom` that leaves out the titles it would strike through."""
    pieces, start = [], HEAD - 6
    for title in titles:
        if title.right + 3 > x:
            pieces.append(polyline([(x, start), (x, title.top)]))
            start = title.bottom
    return "".join([*pieces, polyline([(x, start), (x, bottom)])])
