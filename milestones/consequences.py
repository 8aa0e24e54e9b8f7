"""What a report changes beside what it is about, and what it contradicts: shown before it is stored. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from ozgtracker.findings import Finding, found


class Touched(StrEnum):
    """What can change, in the order in which it is told."""

    COMPONENT = "component"
    MILESTONE = "milestone"
    PACKAGE = "package"
    ROLLOUTS = "rollouts"


type Key = tuple[Touched, int]


@dataclass(frozen=True, slots=True)
class Thing:
    """A component, milestone or package as it stands: in words; contradiction: what its date cannot be true beside."""

    kind: Touched
    key: int
    name: str
    words: str
    contradiction: Finding | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """What rollouts wait for, until when (None: no date); is_over: nothing is waited for any more."""

    name: str
    until: date | None
    is_over: bool

    def told(self, number: int) -> Finding:
        """ "2.345 warten, bis 28.10.2022", "keine wartet darauf"."""
        if self.is_over or not number:
            return found("wait.nobody")
        if self.until is None:
            return found("wait.undated", number=number)
        return found("wait.until", number=number, day=self.until)


@dataclass(frozen=True, slots=True)
class Stand:
    """Everything a report may touch, on one day: things, and what rollouts wait for, by kind and key."""

    things: Mapping[Key, Thing]
    waits: Mapping[Key, Wait] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes: how it stands, and how it would."""

    kind: Touched
    name: str
    before: Finding | str
    after: Finding | str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes, and what does not fit together; false where there is nothing to be shown."""

    lines: tuple[Line, ...] = ()
    warnings: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.warnings)

    @property
    def key(self) -> str:
        """What a form hands back to say that exactly this was seen."""
        told = [*((line.kind.value, line.name, line.before, line.after) for line in self.lines), *self.warnings]
        return sha256(repr(told).encode()).hexdigest()[:32]


def moved_waits(before: Stand, after: Stand) -> tuple[Key, ...]:
    """Where rollouts wait until another day than before: whose number has to be counted."""
    return tuple(key for key in before.waits if before.waits[key] != after.waits.get(key, before.waits[key]))


def compare(before: Stand, after: Stand, about: Key | None, numbers: Mapping[Key, int]) -> Consequences:
    """What is another thing afterwards, but for what the report is about, with the numbers of rollouts that wait; and
    every contradiction that is new, or that the report keeps up itself. about None: what is said changes nothing that
    its form shows, so all of it is told."""
    pairs = [(key, before.things[key], after.things[key]) for key in before.things if key in after.things]
    changed = [
        Line(was.kind, was.name, was.words, now.words)
        for key, was, now in pairs
        if key != about and was.words != now.words
    ]
    waits = [
        Line(Touched.ROLLOUTS, was.name, was.told(number), after.waits[key].told(number))
        for key, number in numbers.items()
        if (was := before.waits[key]).told(number) != after.waits[key].told(number)
    ]
    warnings = [
        found("contradiction.stays" if was.contradiction else "contradiction.new", name=now.name, why=now.contradiction)
        for key, was, now in pairs
        if now.contradiction and (key == about or now.contradiction != was.contradiction)
    ]
    order = list(Touched)
    return Consequences(tuple(sorted((*changed, *waits), key=lambda line: order.index(line.kind))), tuple(warnings))
