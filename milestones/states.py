"""States of a milestone, kinds, commitment, and which state may follow which: one total table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """What was last reported. Overdue is no state: it is derived from dates."""

    OPEN = "open"
    STARTED = "started"
    REACHED = "reached"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"


_O, _S, _R, _D, _C = State
_ACTIVE = frozenset({_O, _S, _R, _D, _C})

# Leaving "reached" or "cancelled" is a correction; it is possible, and needs_reason() demands why.
TRANSITIONS: Mapping[State, frozenset[State]] = {
    _O: _ACTIVE,
    _S: frozenset({_S, _R, _D, _C}),
    _R: frozenset({_R, _S}),
    _D: _ACTIVE,
    _C: frozenset({_C, _O}),
}


def may_follow(before: State, after: State) -> bool:
    """Whether a report may lead from one state to the other."""
    return after in TRANSITIONS[before]


def needs_reason(before: State, after: State) -> bool:
    """Corrections, deferrals and cancellations are never made without saying why."""
    return (before != after) and (before in {_R, _C} or after in {_D, _C})


class MilestoneKind(StrEnum):
    """What reaching it means."""

    DECLARATION = "declaration"
    REVIEW = "review"
    DELIVERABLE = "deliverable"
    START = "start"
    AGGREGATE = "aggregate"
    STREAM = "stream"
    OPEN = "open"
    STATUTORY = "statutory"


# What "n of N milestones reached" counts: a stream never ends, an undated one has no promise to keep,
# and the statutory day is a marker, not something somebody delivers (design, domain 1.2 no. 34, 36).
COUNTED_KINDS = frozenset(
    {
        MilestoneKind.DECLARATION,
        MilestoneKind.REVIEW,
        MilestoneKind.DELIVERABLE,
        MilestoneKind.START,
        MilestoneKind.AGGREGATE,
    }
)


# What has no promise of anybody's: never overdue, whatever day it is.
UNPROMISED_KINDS = frozenset({MilestoneKind.STREAM, MilestoneKind.STATUTORY})

# What ends the promise: nothing can be late after it.
CLOSED_STATES = frozenset({State.REACHED, State.DEFERRED, State.CANCELLED})


class Commitment(StrEnum):
    """How firmly the letter says it: the paper mixes "wird", "geplant" and "soll"."""

    AGREED = "agreed"
    PLANNED = "planned"
    INTENT = "intent"


class DependencyKind(StrEnum):
    """A hard dependency blocks; a soft one warns."""

    HARD = "hard"
    SOFT = "soft"
