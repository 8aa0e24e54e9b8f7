"""The seven roles, as declared data. Rooms name the roles that may do a thing; nothing else grants a right. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Who somebody is in the joint steering of the plan."""

    MINISTRY = "ministry"
    ASSOCIATION = "association"
    AUTHORITY = "authority"
    OPERATOR = "operator"
    STEERING = "steering"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Side(StrEnum):
    """Which side owes a thing. Duties are shared, so a thing has one responsible side, and contributors (letter)."""

    LAND = "land"
    KOMMUNEN = "kommunen"
    LDI = "ldi"
    JOINT = "joint"
    EXTERNAL = "external"


SPEAKS_FOR: Mapping[Role, Side | None] = {
    Role.MINISTRY: Side.LAND,
    Role.ASSOCIATION: Side.KOMMUNEN,
    Role.AUTHORITY: Side.KOMMUNEN,
    Role.OPERATOR: Side.LDI,
    Role.STEERING: None,
    Role.AUDITOR: None,
    Role.ADMIN: None,
}
"""The side for which a role speaks, if any."""

EVERYONE: frozenset[Role] = frozenset(Role)
# Who lets people in and appoints who speaks for a body.
PEOPLE_MANAGERS: frozenset[Role] = frozenset({Role.MINISTRY, Role.ADMIN})
# Who reads what any authority said in confidence: reasons, remarks, evidence, history, and their trail (adr/0010).
CONFIDANTS: frozenset[Role] = frozenset({Role.MINISTRY, Role.AUDITOR})
