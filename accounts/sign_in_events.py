"""What happens at the door: who came in, from where, and who was turned away. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class SignInEvent(StrEnum):
    """What may concern somebody whose access is misused; kept for settings.SIGN_IN_DAYS, never in the trail."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    ENDED = "ended"
    LINK_REQUESTED = "link_requested"
    PASSWORD_SET = "password_set"  # noqa: S105 - what happened, not one


SIGN_IN_EVENTS: Mapping[SignInEvent, str] = {
    SignInEvent.SIGNED_IN: "angemeldet",
    SignInEvent.REFUSED: "Anmeldung abgewiesen",
    SignInEvent.SIGNED_OUT: "abgemeldet",
    SignInEvent.ENDED: "Anmeldung an anderem Gerät beendet",
    SignInEvent.LINK_REQUESTED: "Link für ein neues Passwort angefordert",
    SignInEvent.PASSWORD_SET: "neues Passwort gesetzt",
}
