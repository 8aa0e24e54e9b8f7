"""What the chart of a milestone trend analysis is told: a line for each milestone, and what several of them say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rebased:
    """From that day on another date was agreed; `label` names the baseline."""

    on: date
    old: date
    new: date
    label: str


@dataclass(frozen=True, slots=True)
class TrendLineInput:
    """The expected dates of one milestone, oldest first: (said on, expected on), beginning with the agreed one.

    `short` is written at its beginning, `label` at its end with `words`. `ends`: on the diagonal when reached, with a
    cross when dropped, with a bar when deferred, else it runs on until today: dashed from the last report where nobody
    has said anything for too long (`is_stale`). `light` is the mark of an open one (green, yellow, red, grey).
    `rough`: from when to when the agreed date means, None for "from then on". `is_new`: agreed after the first plan.
    """

    short: str
    label: str
    words: str
    href: str
    points: Sequence[tuple[date, date]]
    ends: Literal["reached", "dropped", "deferred", "open"]
    ended_on: date | None
    light: str
    rough: tuple[date, date | None] | None = None
    rebased: Sequence[Rebased] = ()
    continued_on: date | None = None
    continued_words: str = ""
    is_stale: bool = False
    is_new: bool = False
    is_faded: bool = False


@dataclass(frozen=True, slots=True)
class JointInput:
    """A numbered finding over several lines: where it stands, and, of a month, since when."""

    number: int
    on: date
    expected_on: date | None
    since: date | None = None
