"""What must come before what: circles are refused by name, and the distance is counted in working days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from milestones.deadlines import working_days_between

type Edge = tuple[str, str]


def find_cycle(edges: Iterable[Edge], new: Edge) -> tuple[str, ...]:
    """The circle that the new edge (predecessor, successor) would close, first name repeated at the end; () if none.

    Shortest circle first, and among equals the first by name, so that the sentence is always the same.
    """
    start, goal = new[1], new[0]
    if start == goal:
        return (start, start)
    after: dict[str, list[str]] = {}
    for before, behind in sorted(edges):
        after.setdefault(before, []).append(behind)
    came_from: dict[str, str] = {}
    queue = [start]
    for place in queue:
        for following in after.get(place, []):
            if following in came_from or following == start:
                continue
            came_from[following] = place
            if following == goal:
                return (goal, *_path(came_from, start, goal))
            queue.append(following)
    return ()


def _path(came_from: dict[str, str], start: str, goal: str) -> tuple[str, ...]:
    steps = [goal]
    while steps[-1] != start:
        steps.append(came_from[steps[-1]])
    return tuple(reversed(steps))


def buffer_days(predecessor_on: date | None, successor_on: date | None, *, lag: int = 0) -> int | None:
    """Working days between the two beyond those that have to lie there. 0: every slip goes through; negative: the
    successor comes too early; None: no date."""
    if predecessor_on is None or successor_on is None:
        return None
    return working_days_between(predecessor_on, successor_on) - lag
