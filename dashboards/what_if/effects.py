"""What moves with what: dates before and after, the chain that decides, and how much waits longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboards.figures.gates import Gate, Waiting, gates_on, waiting_at
from dashboards.what_if.shifts import Shifts
from milestones.deadlines import working_days_between
from milestones.follow_on import FollowOn, chain
from milestones.graph import Graph, Part, opened_by
from milestones.status import PlanStatus
from municipalities.tally_queries import groups_on
from ozgtracker.ui.as_of import AsOf
from services.models import Component

type Expected = Mapping[str, FollowOn]


@dataclass(frozen=True, slots=True)
class Move:
    """A part, when it is expected now and when it would be, and what decides that: the names of its chain."""

    part: Part
    now_on: date | None
    then_on: date | None
    chain: tuple[str, ...]
    buffer: int | None
    buffer_now: int | None

    @property
    def days(self) -> int | None:
        """Calendar days between the two; None where one is not known."""
        return (self.then_on - self.now_on).days if self.now_on and self.then_on else None

    @property
    def working_days(self) -> int | None:
        """The same in working days of the Land."""
        return working_days_between(self.now_on, self.then_on) if self.now_on and self.then_on else None

    @property
    def is_moved(self) -> bool:
        """Whether it would be expected on another day."""
        return self.now_on != self.then_on


@dataclass(frozen=True, slots=True)
class Effects:
    """Every part with its dates, those that move, and what waits for another day at its gate."""

    moves: tuple[Move, ...]
    waiting: Waiting | None

    @property
    def moved(self) -> tuple[Move, ...]:
        """Those that would be expected on another day."""
        return tuple(move for move in self.moves if move.is_moved)

    @property
    def moved_milestones(self) -> tuple[Move, ...]:
        """The milestones among them."""
        return tuple(move for move in self.moved if move.part.status is not None)


def effects(plan: PlanStatus, graph: Graph, shifts: Shifts, at: AsOf, frist: date | None) -> Effects:
    """Compared with today's dates, soft dependencies counted on both sides or on neither."""
    now = graph.expected({}, with_soft=shifts.with_soft)
    then = graph.expected(shifts.moved, with_soft=shifts.with_soft)
    moves = tuple(_move(part, now, then, graph, frist) for part in graph.parts.values())
    is_moved = any(move.is_moved for move in moves)
    return Effects(moves, _waiting(opened_by(plan, at), now, then, at) if is_moved else None)


def _move(part: Part, now: Expected, then: Expected, graph: Graph, frist: date | None) -> Move:
    names = tuple(graph.parts[slug].short for slug in chain(part.slug, then) if slug in graph.parts)
    now_on, then_on = now[part.slug].expected_on, then[part.slug].expected_on
    return Move(part, now_on, then_on, names, _left(then_on, frist), _left(now_on, frist))


def _left(day: date | None, frist: date | None) -> int | None:
    return working_days_between(day, frist) if day and frist else None


def _waiting(opening: Mapping[int, str], now: Expected, then: Expected, at: AsOf) -> Waiting:
    """Services whose gate would open on another day."""
    groups = groups_on(at)
    slugs = dict(Component.objects.values_list("pk", "slug"))
    wanted = {group: _wanted(gate, opening, slugs) for group, gate in gates_on(at, groups).items()}
    touched = [group for group, names in wanted.items() if _opens(names, now) != _opens(names, then)]
    return waiting_at(touched, at, groups)


def _wanted(gate: Gate, opening: Mapping[int, str], slugs: Mapping[int, str]) -> list[str]:
    opens = [slug for package, slug in opening.items() if package == gate.package]
    return [*opens, *(slugs[pk] for pk in gate.components)]


def _opens(wanted: Sequence[str], expected: Expected) -> date | None:
    """When the last of what is waited for is expected: None where one of it has no date."""
    days = [expected[slug].expected_on for slug in wanted if slug in expected]
    known = [day for day in days if day is not None]
    return max(known, default=date.min) if len(known) == len(days) else None


@dataclass(frozen=True, slots=True)
class Tip:
    """A shift by so many weeks: when the target would be expected, and how many working days are left then."""

    weeks: int
    target_on: date | None
    left: int | None


def tips(graph: Graph, shifts: Shifts, steps: Sequence[int], frist: date | None, *, of: str, target: str) -> list[Tip]:
    """All shifts of one part at once, the others as they are."""
    found = []
    for weeks in steps:
        moved = dict(shifts.moved) | {of: timedelta(weeks=weeks)}
        day = graph.expected(moved, with_soft=shifts.with_soft)[target].expected_on
        found.append(Tip(weeks, day, _left(day, frist)))
    return found
