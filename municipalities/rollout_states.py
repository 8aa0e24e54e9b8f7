"""States of one rollout (authority x service), and which may follow which: one total table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class RolloutState(StrEnum):
    """Unknown is not offline: it means that nobody has reported. Deliberately later is not late.

    Not competent is the word of the authority until the ministry has answered; it is neither unknown nor offline.
    """

    UNKNOWN = "unknown"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    READY = "ready"
    LIVE = "live"
    LATER = "later"
    WITHDRAWN = "withdrawn"
    NOT_COMPETENT = "not-competent"
    NOT_DIGITISABLE = "not-digitisable"


# Whoever says so says why.
NEEDS_REASON = frozenset(
    {RolloutState.LATER, RolloutState.WITHDRAWN, RolloutState.NOT_COMPETENT, RolloutState.NOT_DIGITISABLE}
)

_U, _P, _I, _R, _L, _D, _W, _N, _X = RolloutState
_WORKING = frozenset({_P, _I, _R, _L, _D})
# Nothing is under way here: no day is expected, and no component is waited for.
WITHOUT_WORK = frozenset({_N, _X})
_ANYTHING = _WORKING | WITHOUT_WORK

# A report may keep the state ("unverändert"); nothing leads back to unknown; what was live can only be
# withdrawn, visibly: a de-listing is an event of its own, not a quiet step back.
TRANSITIONS: Mapping[RolloutState, frozenset[RolloutState]] = {
    _U: _ANYTHING,
    _P: _ANYTHING,
    _I: _ANYTHING,
    _R: _ANYTHING,
    _D: _ANYTHING,
    _L: frozenset({_L, _W}),
    _W: _ANYTHING | {_W},
    _N: _ANYTHING,
    _X: _ANYTHING,
}


def may_follow(before: RolloutState, after: RolloutState) -> bool:
    """Whether a report may lead from one state to the other."""
    return after in TRANSITIONS[before]
