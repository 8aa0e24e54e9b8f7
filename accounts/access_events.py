"""What happens to somebody's access and is told to that person by mail. Pure."""

from __future__ import annotations

from enum import StrEnum


class AccessEvent(StrEnum):
    """Whoever did not cause it must be able to notice it."""

    PASSWORD = "password"  # noqa: S105 - what changed, not one
    ROLE = "role"
    CLOSED = "closed"
    REOPENED = "reopened"
