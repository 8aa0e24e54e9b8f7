"""When what waits can be expected: the latest of its own date and of what has to come before. Pure.

Nothing is moved by it: the date somebody gave stays as it was said, and this one stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.deadlines import add_working_days


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone, component or package. own_on: the day it was reached, else the one it is expected on by itself.

    is_done: reached or ready, so that it waits no more. is_computed: it has no date of its own, only that of what comes
    before, of all of it.
    """

    key: str
    own_on: date | None
    is_done: bool = False
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """after comes `lag` working days after before at the earliest; a soft one only should."""

    before: str
    after: str
    is_hard: bool = True
    lag: int = 0


@dataclass(frozen=True, slots=True)
class FollowOn:
    """expected_on: None where nobody knows; driver: what decides it, "" where its own date does; undated: what it waits
    for without a date."""

    expected_on: date | None
    driver: str = ""
    undated: tuple[str, ...] = ()


def follow_on(nodes: Iterable[Node], waits: Iterable[Wait], *, with_soft: bool = False) -> dict[str, FollowOn]:
    """Of every node; waits on unknown nodes are left out. In a circle each counts with its own date alone.

    The time grows with nodes and waits: each is looked at once, after all that come before it.
    """
    known = {node.key: node for node in nodes}
    before: dict[str, list[Wait]] = {key: [] for key in known}
    for wait in waits:
        if wait.before in known and wait.after in known and (wait.is_hard or with_soft):
            before[wait.after].append(wait)
    found: dict[str, FollowOn] = {}
    for key in _in_order(before):
        found[key] = _expected(known[key], before[key], found)
    for key, node in known.items():
        found.setdefault(key, FollowOn(node.own_on))
    return found


def chain(key: str, found: Mapping[str, FollowOn]) -> tuple[str, ...]:
    """What decides the date of this one, from where it begins to itself."""
    steps = [key]
    while (driver := found[steps[-1]].driver) and driver not in steps:
        steps.append(driver)
    return tuple(reversed(steps))


def waiting_for(key: str, waits: Iterable[Wait]) -> tuple[str, ...]:
    """Everything that waits for this one, directly or through others, nearest first."""
    after: dict[str, list[str]] = {}
    for wait in waits:
        after.setdefault(wait.before, []).append(wait.after)
    queue = [key]
    seen = {key}
    for place in queue:
        fresh = [one for one in after.get(place, []) if one not in seen]
        seen.update(fresh)
        queue += dict.fromkeys(fresh)
    return tuple(queue[1:])


def _expected(node: Node, waits: Sequence[Wait], found: Mapping[str, FollowOn]) -> FollowOn:
    if node.is_done:
        return FollowOn(node.own_on)
    days = [(found[wait.before].expected_on if wait.before in found else None, wait) for wait in waits]
    undated = tuple(wait.before for day, wait in days if day is None)
    if node.is_computed and undated:
        return FollowOn(None, undated=undated)
    latest, driver = node.own_on, ""
    for day, wait in days:
        if day is None:
            continue
        earliest = add_working_days(day, wait.lag)
        if latest is None or earliest > latest:
            latest, driver = earliest, wait.before
    return FollowOn(latest, driver, undated)


def _in_order(before: Mapping[str, Sequence[Wait]]) -> list[str]:
    """Each after all it waits for; what is part of a circle, or waits for one, is left out."""
    after: dict[str, list[str]] = {key: [] for key in before}
    left = {key: len(waits) for key, waits in before.items()}
    for key, waits in before.items():
        for wait in waits:
            after[wait.before].append(key)
    order = [key for key, number in left.items() if not number]
    for key in order:
        for following in after[key]:
            left[following] -= 1
            if not left[following]:
                order.append(following)
    return order
