"""What happens at the door: who came in, from where, and who was turned away. Pure."""

from __future__ import annotations

from enum import StrEnum


class SignInEvent(StrEnum):
    """What may concern somebody whose access is misused; kept for settings.SIGN_IN_DAYS, never in the trail."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    ENDED = "ended"
    LINK_REQUESTED = "link_requested"
    PASSWORD_SET = "password_set"  # noqa: S105 - what happened, not one
