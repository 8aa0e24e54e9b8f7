"""States of one rollout (authority x service), and which may follow which: one total table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: always sign and word, colour only beside them. slug is the CSS class."""

    slug: str
    sign: str
    label: str
    needs_reason: bool = False


STATES: Mapping[RolloutState, StateLook] = {
    RolloutState.UNKNOWN: StateLook("unknown", "?", "keine Meldung"),
    RolloutState.PLANNED: StateLook("planned", "○", "geplant"),
    RolloutState.IN_PROGRESS: StateLook("in-progress", "◐", "in Arbeit"),
    RolloutState.READY: StateLook("ready", "◕", "bereit"),
    RolloutState.LIVE: StateLook("live", "●", "live"),
    RolloutState.LATER: StateLook("later", "⏸", "bewusst später", needs_reason=True),
    RolloutState.WITHDRAWN: StateLook("withdrawn", "⨯", "zurückgenommen", needs_reason=True),
    RolloutState.NOT_COMPETENT: StateLook("not-competent", "–", "nicht zuständig", needs_reason=True),
    RolloutState.NOT_DIGITISABLE: StateLook("not-digitisable", "⊘", "nicht digitalisierbar", needs_reason=True),
}

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
