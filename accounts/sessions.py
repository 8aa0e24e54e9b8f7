"""Where somebody is signed in at this moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.devices import device
from accounts.idle import SEEN
from accounts.models import User
from accounts.requests import MemberRequest
from ozgtracker import clock


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One of the sessions of whoever asks; `is_here` for the one that asks."""

    row: UserSession
    is_here: bool

    @property
    def device(self) -> str:
        """Browser and system, as far as the browser names them."""
        return device(self.row.user_agent)


def own_sessions(request: MemberRequest) -> list[OwnSession]:
    """The sessions of this person that can still be continued: this one first, then by last use.

    Two queries, however many there are. Not those from before a new password or a closed access, nor idle ones.
    """
    rows = {row.session_key: row for row in UserSession.objects.filter(user=request.user)}
    alive = Session.objects.filter(session_key__in=rows, expire_date__gt=clock.instant())
    kept = [rows[one.session_key] for one in alive if _continues(one.get_decoded(), request.user)]
    here = request.session.session_key
    found = [OwnSession(row, is_here=row.session_key == here) for row in kept]
    return sorted(found, key=lambda one: (not one.is_here, -one.row.last_seen_at.timestamp()))


def _continues(kept: Mapping[str, Any], person: User) -> bool:
    idle = clock.instant().timestamp() - kept.get(SEEN, 0)
    return kept.get(HASH_SESSION_KEY) == person.get_session_auth_hash() and idle <= settings.IDLE_MINUTES * 60
