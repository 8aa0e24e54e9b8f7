"""How the forecasts of one milestone moved, in words: the reading rules of the milestone trend analysis. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Point:
    """On said_on the milestone was expected on expected_on."""

    said_on: date
    expected_on: date


@dataclass(frozen=True, slots=True)
class Trend:
    """The shape, the days it moved in all, and, once the milestone is reached, whether that was late."""

    pattern: Pattern
    slip_days: int
    was_late: bool | None = None


def describe(said: Sequence[Point], *, agreed: Point | None = None, actual: date | None = None) -> Trend:
    """The shape of the forecasts, oldest first, seen from agreed: the original date on the day it was agreed. That
    date is no report: with fewer than two of these there is no shape, however far the only one lies from it."""
    points = said if agreed is None else [agreed, *said]
    pattern = _pattern(points) if len(said) > 1 else Pattern.NONE
    last = actual or (points[-1].expected_on if points else None)
    slip = (last - points[0].expected_on).days if points and last else 0
    was_late = working_days_between(points[0].expected_on, actual) > 0 if actual is not None and points else None
    return Trend(pattern, slip, was_late)


def _pattern(points: Sequence[Point]) -> Pattern:
    moves = [move for before, after in pairwise(points) if (move := (after.expected_on - before.expected_on).days)]
    turns = sum((one > 0) != (two > 0) for one, two in pairwise(moves))
    if turns >= 2:
        return Pattern.ZIGZAG
    if _recedes(points):
        return Pattern.RECEDING
    if _jumped_late(points):
        return Pattern.LATE_JUMP
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
    """Three or more equal forecasts, then more than thirty days in the last fifth of the run."""
    if len(points) < 4 or len({point.expected_on for point in points[-4:-1]}) > 1:
        return False
    before, jump = points[-2], points[-1]
    run = (before.expected_on - points[0].said_on).days
    left = (before.expected_on - jump.said_on).days
    return left <= run * LAST_PART_OF_RUN and (jump.expected_on - before.expected_on).days > LATE_JUMP_DAYS
