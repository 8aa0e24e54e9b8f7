"""What the first format stored of the lanes: drawings, with every place as finished text. Never changed again. Pure.

`templates/reports/issue/lanes_1.html` shows it as it was. The charts draw lanes in another way today (ADR 0023).
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.issue.parts import ShownIssue

_LIGHTS = {
    "reached": "#0b6e4f",
    "green": "#0b6e4f",
    "yellow": "#a85b00",
    "red": "#b3122b",
    "grey": "#5f6673",
    "undated": "#5f6673",
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `muted` for the quieter second line."""

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
        """The colour of its light on paper."""
        return _LIGHTS[self.light]


@dataclass(frozen=True, slots=True)
class LightDrawing:
    """A light in the legend, 16 pixels square."""

    slug: str
    colour: str
    solid: str
    sign: str


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """A phase, drawn: its title, the bar of what lies behind (`done`) and before (`ahead`) the day, its marks."""

    title: str
    title_lines: tuple[TextLine, ...]
    done: str
    ahead: str
    arrow: str
    base: str
    marks: tuple[MarkDrawing, ...]


@dataclass(frozen=True, slots=True)
class FirstLanes:
    """One drawing of the plan; `variant` is wide (names at the marks) or narrow (letters, and names in a list)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstIssue(ShownIssue):
    """An issue of the first format: its lanes for paper and page, and for a telephone."""

    lanes: FirstLanes
    lanes_narrow: FirstLanes
