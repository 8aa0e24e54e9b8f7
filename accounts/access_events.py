"""What happens to somebody's access and is told to that person by mail. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class AccessEvent(StrEnum):
    """Whoever did not cause it must be able to notice it."""

    PASSWORD = "password"  # noqa: S105 - what changed, not one
    ROLE = "role"
    CLOSED = "closed"
    REOPENED = "reopened"


EVENTS: Mapping[AccessEvent, str] = {
    AccessEvent.PASSWORD: "Ihr Passwort wurde geändert",
    AccessEvent.ROLE: "Ihre Rolle wurde geändert",
    AccessEvent.CLOSED: "Ihr Zugang wurde gesperrt",
    AccessEvent.REOPENED: "Ihr Zugang wurde wieder freigegeben",
}
