"""What the lanes chart is told: phases, their milestones with four dates each, and statutory dates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MarkInput:
    """A milestone. `short` is written in the drawing, `label` in tooltip and list, `words` is its date in words.

    `light` is reached, green, yellow, red, grey or undated. Without any date it stands in the column beside the axis;
    `continuous` marks a stream without end ("fortlaufend").
    """

    label: str
    short: str
    href: str
    original: date | None
    agreed: date | None
    forecast: date | None
    actual: date | None
    light: str
    words: str
    continuous: bool = False

    @property
    def shown_on(self) -> date | None:
        """The day that counts now: actual, else forecast, else agreed, else original."""
        return self.actual or self.forecast or self.agreed or self.original

    @property
    def dates(self) -> tuple[date, ...]:
        """All days that this milestone needs on the axis."""
        return tuple(day for day in (self.original, self.agreed, self.shown_on) if day)


@dataclass(frozen=True, slots=True)
class LaneInput:
    """A phase; phases run side by side. `open_ended`: it goes on after the axis ends."""

    title: str
    starts_on: date | None
    ends_on: date | None
    open_ended: bool
    milestones: tuple[MarkInput, ...]

    @property
    def dates(self) -> tuple[date, ...]:
        """All days that this lane needs on the axis."""
        own = tuple(day for day in (self.starts_on, self.ends_on) if day)
        return own + tuple(day for mark in self.milestones for day in mark.dates)

    @property
    def last_day(self) -> date | None:
        """The end of the phase; where none is told, the last date of its milestones."""
        return self.ends_on or max((day for mark in self.milestones for day in mark.dates), default=None)


@dataclass(frozen=True, slots=True)
class MarkerInput:
    """A fixed day that binds all lanes, such as the statutory date 31.12.2022; `label` says it in words."""

    on: date
    label: str
