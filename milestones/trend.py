"""How the forecasts of one milestone moved, in words: the reading rules of the milestone trend analysis. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from milestones.deadlines import working_days_between

TOLERANCE_WORKING_DAYS = 10
LATE_JUMP_DAYS = 30
LAST_PART_OF_RUN = 0.2


class Pattern(StrEnum):
    """The shapes a line of forecasts can have (design, domain 4.1)."""

    NONE = "none"
    LEVEL = "level"
    RISING = "rising"
    FALLING = "falling"
    RECEDING = "receding"
    ZIGZAG = "zigzag"
    LATE_JUMP = "late_jump"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Point:
    """On said_on the milestone was expected on expected_on."""

    said_on: date
    expected_on: date


@dataclass(frozen=True, slots=True)
class Trend:
    """The shape, the days it moved in all, whether it was late once the milestone is reached, and when it would be
    reached if it went on rising as before: a hint, never a plan (None where it does not rise)."""

    pattern: Pattern
    slip_days: int
    was_late: bool | None = None
    continued_on: date | None = None


def describe(
    said: Sequence[Point], *, agreed: Point | None = None, actual: date | None = None, is_stopped: bool = False
) -> Trend:
    """The shape of the forecasts, oldest first, seen from agreed: the original date on the day it was agreed. That
    date is no report: with fewer than two of these there is no shape, however far the only one lies from it.

    is_stopped: nobody has said anything for longer than a report may be old; that is what such a line shows first.
    """
    points = said if agreed is None else [agreed, *said]
    pattern = _pattern(points) if len(said) > 1 else Pattern.NONE
    if is_stopped and actual is None and pattern is not Pattern.NONE:
        pattern = Pattern.STOPPED
    last = actual or (points[-1].expected_on if points else None)
    slip = (last - points[0].expected_on).days if points and last else 0
    was_late = working_days_between(points[0].expected_on, actual) > 0 if actual is not None and points else None
    rises_on = pattern is Pattern.RISING and actual is None
    return Trend(pattern, slip, was_late, continued(points) if rises_on else None)


def continued(points: Sequence[Point]) -> date | None:
    """Where the line of the last three would meet its own day (design, domain 4.1): None where it never does, or falls.

    With slope m and last point (r, f): (f - m r) / (1 - m).
    """
    first, last = points[-3:][0], points[-1]
    passed, moved = (last.said_on - first.said_on).days, (last.expected_on - first.expected_on).days
    ahead = (last.expected_on - last.said_on).days
    if not 0 < moved < passed or ahead < 0:
        return None
    return last.said_on + timedelta(days=round(ahead * passed / (passed - moved)))


def _pattern(points: Sequence[Point]) -> Pattern:
    moves = [move for before, after in pairwise(points) if (move := (after.expected_on - before.expected_on).days)]
    turns = sum((one > 0) != (two > 0) for one, two in pairwise(moves))
    if turns >= 2:
        return Pattern.ZIGZAG
    # A single jump after a long silence is told as that, even where it is longer than the time that passed.
    if _jumped_late(points):
        return Pattern.LATE_JUMP
    if _recedes(points):
        return Pattern.RECEDING
    return _level_or_not([point.expected_on for point in points[-3:]])


def _level_or_not(recent: Sequence[date]) -> Pattern:
    slip = working_days_between(recent[0], recent[-1])
    if slip > TOLERANCE_WORKING_DAYS:
        return Pattern.RISING
    if slip < -TOLERANCE_WORKING_DAYS:
        return Pattern.FALLING
    # There and back again is where it was, but nobody may call that a date that stands.
    wide = working_days_between(min(recent), max(recent)) > TOLERANCE_WORKING_DAYS
    return Pattern.ZIGZAG if wide else Pattern.LEVEL


def _recedes(points: Sequence[Point]) -> bool:
    """Over the last three reports every day that passed pushed the date back by a day or more."""
    if len(points) < 3:
        return False
    first, last = points[-3], points[-1]
    passed = (last.said_on - first.said_on).days
    return passed > 0 and (last.expected_on - first.expected_on).days >= passed


def _jumped_late(points: Sequence[Point]) -> bool:
    """Three or more equal forecasts, then thirty days or more in the last fifth of the run."""
    if len(points) < 4 or len({point.expected_on for point in points[-4:-1]}) > 1:
        return False
    before, jump = points[-2], points[-1]
    run = (before.expected_on - points[0].said_on).days
    left = (before.expected_on - jump.said_on).days
    return left <= run * LAST_PART_OF_RUN and (jump.expected_on - before.expected_on).days >= LATE_JUMP_DAYS
