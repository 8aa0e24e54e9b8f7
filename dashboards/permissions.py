"""Who may read the joint pages: everybody who is signed in. What stands behind them follows from visible_to()."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import EVERYONE, Role
from municipalities.models import Authority

# Lists and counts are state-wide and open to officers too; foreign remarks and reasons are not (design, interface).
READERS = EVERYONE


@dataclass(frozen=True, slots=True)
class Openable:
    """Which authorities' own pages somebody may open; None means all of them."""

    keys: frozenset[int] | None

    def includes(self, authority_id: int) -> bool:
        """Whether a link to this authority leads anywhere for this person."""
        return self.keys is None or authority_id in self.keys


def opens_all(user: User) -> bool:
    """Officers open the pages of their own authorities only, everybody else those of all."""
    return user.role != Role.AUTHORITY


def openable_by(user: User, on: date) -> Openable:
    """Which ones this person opens (one query for officers)."""
    if opens_all(user):
        return Openable(None)
    return Openable(frozenset(Authority.objects.visible_to(user, on).values_list("pk", flat=True)))
