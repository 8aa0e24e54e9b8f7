"""How far a person has come with the access to this application. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PersonState(StrEnum):
    """Derived from what is stored: nobody sets it."""

    ACTIVE = "active"
    INVITED = "invited"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class PersonLook:
    """Slug of the pill, sign and German word."""

    slug: str
    sign: str
    label: str


LOOKS: Mapping[PersonState, PersonLook] = {
    PersonState.ACTIVE: PersonLook("live", "●", "aktiv"),
    PersonState.INVITED: PersonLook("planned", "○", "eingeladen"),
    PersonState.INACTIVE: PersonLook("not-competent", "–", "gesperrt"),
}
