"""What several lines of forecasts say together (design, domain 4.1): risen at once, moved closer, crossed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from milestones.trend import Point
from ozgtracker.findings import Finding, found

FEWEST_LINES = 3
"""Fewer open lines than these cannot rise "together"."""
SHARE_TOGETHER = 0.6
SHARE_CLOSER = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """The expected dates of one milestone, oldest first, from the agreed one on.

    ended_on: the day it was reached (then it is actual, too), dropped or deferred.
    """

    code: str
    points: tuple[Point, ...]
    ended_on: date | None = None
    actual: date | None = None

    def expected_at(self, day: date) -> date | None:
        """What was expected at the end of that day; the actual day once it is reached."""
        if self.actual is not None and self.actual <= day:
            return self.actual
        known = [one.expected_on for one in self.points if one.said_on <= day]
        return known[-1] if known else None

    def was_open(self, day: date) -> bool:
        """Whether it had begun by that day and not ended."""
        has_begun = bool(self.points) and self.points[0].said_on <= day
        return has_begun and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True, slots=True)
class Link:
    """before has to be reached before after; is_hard: it blocks."""

    before: Line
    after: Line
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """Something that more than one line says: the codes of these lines, the day at which it shows, and its words."""

    codes: tuple[str, ...]
    on: date
    finding: Finding
    since: date | None = None


def risen_together(lines: Sequence[Line]) -> list[Joint]:
    """Every month in which at least 60 % of the milestones still open rose at once; the newest first.

    A month counts from its first report to its last: not everybody reports on the same day.
    """
    months: dict[date, list[date]] = {}
    for line in lines:
        for point in line.points[1:]:
            months.setdefault(point.said_on.replace(day=1), []).append(point.said_on)
    found_in = (_risen(lines, min(days), max(days)) for _month, days in sorted(months.items(), reverse=True))
    return [joint for joint in found_in if joint is not None]


def _risen(lines: Iterable[Line], first: date, last: date) -> Joint | None:
    before = date.fromordinal(first.toordinal() - 1)
    still_open = [line for line in lines if line.was_open(before) and line.was_open(last)]
    rose = tuple(line.code for line in still_open if _rose(line, before, last))
    if len(still_open) < FEWEST_LINES or len(rose) < SHARE_TOGETHER * len(still_open):
        return None
    finding = found("trend.together", month=last, rose=len(rose), of=len(still_open))
    return Joint(rose, last, finding, since=min(_rising_days(still_open, first, last)))


def _rising_days(lines: Iterable[Line], first: date, last: date) -> list[date]:
    moves = ((before, after) for line in lines for before, after in pairwise(line.points))
    return [
        after.said_on
        for before, after in moves
        if after.expected_on > before.expected_on and first <= after.said_on <= last
    ]


def _rose(line: Line, before: date, last: date) -> bool:
    then, now = line.expected_at(before), line.expected_at(last)
    return then is not None and now is not None and now > then


def moved_closer(links: Iterable[Link]) -> list[Joint]:
    """Couplings that kept less than 70 % of the days that lay between their milestones when they were agreed.

    Looked at until the first of the two is reached: from then on nothing waits any more.
    """
    return [joint for link in links if (joint := _closer(link)) is not None]


def _closer(link: Link) -> Joint | None:
    before, after = link.before, link.after
    if not before.points or not after.points:
        return None
    began = (after.points[0].expected_on - before.points[0].expected_on).days
    until = before.ended_on or max(before.points[-1].said_on, after.points[-1].said_on)
    first, second = before.expected_at(until), after.expected_at(until)
    if began <= 0 or first is None or second is None or not after.was_open(until):
        return None
    left = (second - first).days
    if left < 0 or left >= (1 - SHARE_CLOSER) * began:
        return None
    finding = found("trend.closer", before=before.code, after=after.code, left=left, began=began)
    return Joint((before.code, after.code), until, finding)


def crossed(links: Iterable[Link]) -> list[Joint]:
    """Couplings whose first milestone is still open and now expected after the second."""
    return [joint for link in links if (joint := _crossed(link)) is not None]


def _crossed(link: Link) -> Joint | None:
    before, after = link.before, link.after
    if before.ended_on is not None or not before.points or not after.points:
        return None
    expected, wanted = before.points[-1].expected_on, after.actual or after.points[-1].expected_on
    if expected <= wanted:
        return None
    code = "trend.crossed-hard" if link.is_hard else "trend.crossed-soft"
    by = expected - wanted
    return Joint(
        (before.code, after.code),
        _crossing(before, after),
        found(code, before=before.code, after=after.code, by=by),
    )


def _crossing(before: Line, after: Line) -> date:
    """The day on which it was said that brought the first behind the second."""
    said = {point.said_on for line in (before, after) for point in line.points}
    days = sorted(said if after.actual is None else said | {after.actual})
    behind = [_is_behind(before, after, day) for day in days]
    turned = [day for (was, now), day in zip(pairwise([False, *behind]), days, strict=True) if now and not was]
    return turned[-1]


def _is_behind(before: Line, after: Line, day: date) -> bool:
    first, second = before.expected_at(day), after.expected_at(day)
    return first is not None and second is not None and first > second
