"""What the chart of a milestone trend analysis is told: a line for each milestone, and what several of them say."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rebased:
    """From that day on another date was agreed; `label` names the baseline."""

    on: date
    old: date
    new: date
    label: str


@dataclass(frozen=True, slots=True)
class Rough:
    """From when to when a date that is no day means; until None: from then on."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class TrendLineInput:
    """The expected dates of one milestone, oldest first: (said on, expected on), beginning with the agreed one.

    `short` is written at its beginning, and before `label` and `words` at its end. `ends`: on the diagonal when
    "reached", with a cross when "dropped", with a bar when "deferred"; "open" runs on until today, dashed from the last
    report where nobody has said anything for too long (`is_stale`). `light` is the mark of an open one (green, yellow,
    red, grey). `rough`: what the agreed date means where it is no day. `is_new`: agreed after the first plan.
    Nothing but plain data: an issue of the report stores it.
    """

    short: str
    label: str
    words: str
    href: str
    points: tuple[tuple[date, date], ...]
    ends: str
    ended_on: date | None
    light: str
    rough: Rough | None = None
    rebased: tuple[Rebased, ...] = ()
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
