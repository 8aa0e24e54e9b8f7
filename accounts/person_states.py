"""How far a person has come with the access to this application. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ozgtracker.ui.badges import BADGES, Badge


class PersonState(StrEnum):
    """Derived from what is stored: nobody sets it."""

    ACTIVE = "active"
    INVITED = "invited"
    INACTIVE = "inactive"


LOOKS: Mapping[PersonState, Badge] = {state: BADGES[f"person.{state.value}"] for state in PersonState}
