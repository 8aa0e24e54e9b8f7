"""How far a person has come with the access to this application. Pure."""

from __future__ import annotations

from enum import StrEnum


class PersonState(StrEnum):
    """Derived from what is stored: nobody sets it."""

    ACTIVE = "active"
    INVITED = "invited"
    INACTIVE = "inactive"
