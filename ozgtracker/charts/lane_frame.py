"""The frame of the lanes chart: its time axis, and the tags at its foot.

Across, everything stands at a share of the width ("43.2%") and keeps what it needs beside that place in pixels:
so the drawing fills any place that is at least as wide as it was laid out for, and its writing keeps its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from ozgtracker.charts.labels import Band, Wish, place_labels
from ozgtracker.charts.lane_inputs import LaneInput, MarkerInput
from ozgtracker.charts.scales import DateScale, month_ceiling, month_floor, month_ticks
from ozgtracker.charts.shapes import number
from ozgtracker.charts.text import shortened, text_width
from ozgtracker.charts.writing import Writing

MONTH_ROOM = 39.0
"""For the name of a month with its year, at TICK_SIZE."""
WIDE = 672.0
"""From this width on (42rem, as charts.css says) the finer grid lines show."""
HEAD = 26.0
TITLE_SIZE = 13.0
LABEL_SIZE = 12.0
TICK_SIZE = 11.0
LONGEST_LOOK_AHEAD = timedelta(days=400)
"""A Stichtag further than this from all dates does not stretch the axis; its tag stands at the edge with an arrow."""

_EDGE = 12.0
_LINE_TOP = HEAD - 6
_TAG_ROW, _TAG_HEIGHT = 24.0, 19.0


@dataclass(frozen=True, slots=True)
class Stage:
    """The width it is laid out for, its time axis, the day (Stichtag) and the statutory dates."""

    width: float
    axis: DateScale
    day: date
    markers: tuple[MarkerInput, ...]

    @property
    def band(self) -> Band:
        """Where labels may stand: on the whole width, clear of the upright lines."""
        days = (self.day, *(marker.on for marker in self.markers))
        return Band(0, self.width, tuple(self.axis(on) for on in days if self.axis.holds(on)))

    def share(self, x: float) -> str:
        """The place as a share of the width."""
        return f"{number(100 * x / self.width, places=2)}%"


@dataclass(frozen=True, slots=True)
class TickDrawing:
    """A grid line and what stands beside it; one without room has no label. A `fine` one is for wide places only."""

    x: str
    label: str
    fine: bool = False


@dataclass(frozen=True, slots=True)
class TagDrawing:
    """An upright line with a tag at its foot. `line` is empty when the day lies beyond the axis.

    `shift` leads from the line to the middle of the tag, `left` to its edge, in pixels.
    """

    label: str
    x: str
    line: str
    shift: str
    left: str
    width: str
    height: str
    top: str
    y: str


def stage_for(width: float, lanes: Sequence[LaneInput], markers: Sequence[MarkerInput], day: date) -> Stage:
    """Lays the axis."""
    return Stage(width, _axis(width, lanes, markers, day), day, tuple(markers))


def draw_ticks(stage: Stage, writing: Writing) -> tuple[TickDrawing, ...]:
    """Grid lines with the month beside them, and between them those that a place of WIDE pixels has room for.

    A label without room loses its year, or is left out at the end.
    """
    coarse = month_ticks(stage.axis, room=MONTH_ROOM, months=writing.months)
    fine = month_ticks(stage.axis, room=MONTH_ROOM * stage.width / max(WIDE, stage.width), months=writing.months)
    ends = [stage.axis(tick.on) for tick in coarse[1:]] + [stage.width]
    drawn = {tick.on: TickDrawing(stage.share(stage.axis(tick.on)), tick.label.split()[0], fine=True) for tick in fine}
    for tick, end in zip(coarse, ends, strict=True):
        x = stage.axis(tick.on)
        texts = (tick.label, tick.label.split()[0])
        fitting = [text for text in texts if x + 3 + text_width(text, TICK_SIZE) <= end]
        drawn[tick.on] = TickDrawing(stage.share(x), fitting[0] if fitting else "")
    return tuple(drawn[on] for on in sorted(drawn))


def draw_tags(stage: Stage, bottom: float, writing: Writing) -> tuple[TagDrawing, tuple[TagDrawing, ...], float]:
    """The tag of the day, the tags of the statutory dates, and the lower edge of all."""
    axis, width = stage.axis, stage.width
    days = [stage.day, *(marker.on for marker in stage.markers)]
    labels = [_day_words(stage, writing), *(shortened(marker.label, TICK_SIZE, width - 15) for marker in stage.markers)]
    wishes = [
        Wish(axis.clamped(on), min(text_width(label, TICK_SIZE) + (2 if index else 14), width))
        for index, (on, label) in enumerate(zip(days, labels, strict=True))
    ]
    spots = place_labels(wishes, Band(0, width, lines=len(wishes), leaders=False))
    tags, end = [], bottom
    for on, label, wish, spot in zip(days, labels, wishes, spots, strict=True):
        if spot is None:  # cannot be: there are as many rows as tags
            continue
        top = bottom + 4 + spot.row * _TAG_ROW
        end = max(end, top + _TAG_ROW)
        tags.append(
            TagDrawing(
                label=label,
                x=stage.share(wish.x),
                line=number(top) if axis.holds(on) else "",
                shift=number(spot.middle - wish.x),
                left=number(spot.left - wish.x),
                width=number(wish.width),
                height=number(_TAG_HEIGHT),
                top=number(top),
                y=number(top + 13.5),
            )
        )
    return tags[0], tuple(tags[1:]), end


def _axis(width: float, lanes: Sequence[LaneInput], markers: Sequence[MarkerInput], day: date) -> DateScale:
    """A time axis of whole months that holds all dates, and the day unless it is very far away."""
    dates = [*chain.from_iterable(lane.dates for lane in lanes), *(marker.on for marker in markers)] or [day]
    first, last = min(dates), max(dates)
    if first - LONGEST_LOOK_AHEAD <= day <= last + LONGEST_LOOK_AHEAD:
        first, last = min(first, day), max(last, day)
    return DateScale(month_floor(first), month_ceiling(last), _EDGE, width - _EDGE)


def _day_words(stage: Stage, writing: Writing) -> str:
    """The day as a date, with an arrow towards it when it lies beyond the axis."""
    words = writing.day(stage.day)
    if stage.axis.holds(stage.day):
        return words
    return f"{words} →" if stage.day > stage.axis.last else f"← {words}"
