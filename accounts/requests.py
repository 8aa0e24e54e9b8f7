"""A request of somebody who is signed in."""

from __future__ import annotations

from accounts.models import User
from ozgtracker.ui.requests import Request


class MemberRequest(Request):
    """The access middleware has let this person in."""

    user: User
