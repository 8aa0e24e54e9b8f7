"""What two people must want before it counts: kinds and states of a request about somebody's access. Pure."""

from __future__ import annotations

from enum import StrEnum

from accounts.roles import Role

# Who appoints others, or reads everything: no one gives or takes these roles alone (docs/adr/0008).
FOUR_EYES: frozenset[Role] = frozenset({Role.MINISTRY, Role.AUDITOR, Role.ADMIN})
# Of these, who watches over the others: here a second administrator is asked before the ministry.
OVERSIGHT: frozenset[Role] = frozenset({Role.AUDITOR, Role.ADMIN})


class RequestKind(StrEnum):
    """What is asked for."""

    INVITATION = "invitation"
    ROLE = "role"
    REOPENING = "reopening"


class RequestState(StrEnum):
    """How far it is. ALONE: it counts although nobody else was there who could have confirmed it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    ALONE = "alone"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def needs_two(*roles: str) -> bool:
    """Whether giving or taking one of these roles needs a second person."""
    return not FOUR_EYES.isdisjoint(roles)
