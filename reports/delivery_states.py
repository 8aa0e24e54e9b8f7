"""States of what leaves the house, and which may follow which: one total table. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class DeliveryState(StrEnum):
    """Killed at any point, a mail is sent once or shown as unknown: it is never sent twice by itself."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


_Q, _G, _S, _F, _U = DeliveryState

# The order in which the outbox lists them: what a person must decide on comes first.
WORST_FIRST = (_U, _F, _G, _Q, _S)

# Only a person leads out of unknown or failed: by queueing again, or by confirming that it arrived.
TRANSITIONS: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    _Q: frozenset({_G}),
    _G: frozenset({_S, _F, _U, _Q}),
    _S: frozenset(),
    _F: frozenset({_Q}),
    _U: frozenset({_Q, _S}),
}


# What a person may decide about; a mail that is being sent is nobody's to decide on.
TO_DECIDE = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN})


def may_decide(before: DeliveryState, after: DeliveryState) -> bool:
    """Whether a person may lead one state to the other: send again, or confirm that it arrived."""
    return before in TO_DECIDE and may_follow(before, after)


def may_follow(before: DeliveryState, after: DeliveryState) -> bool:
    """Whether one state may lead to the other."""
    return after in TRANSITIONS[before]
