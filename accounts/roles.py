"""The seven roles, as declared data. Rooms name the roles that may do a thing; nothing else grants a right. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class RoleDescription:
    """What a role is called, what it does, and for which side it speaks."""

    label: str
    description: str
    side: Side | None


ROLES: Mapping[Role, RoleDescription] = {
    Role.MINISTRY: RoleDescription(
        "Ministerium",
        "Meldet zu Meilensteinen und Basiskomponenten des Landes, lädt Personen ein, benennt Ansprechpersonen"
        " und pflegt den Verteiler der Berichte.",
        Side.LAND,
    ),
    Role.ASSOCIATION: RoleDescription(
        "Kommunaler Spitzenverband",
        "Sieht den ganzen Plan, meldet zu Meilensteinen der Kommunen und im Auftrag der eigenen Mitglieder und"
        " bestätigt, wer für diese spricht.",
        Side.KOMMUNEN,
    ),
    Role.AUTHORITY: RoleDescription(
        "Verwaltung (IT-Verantwortliche)",
        "Meldet den Stand der eigenen Verwaltung und sieht die eigene Geschichte und landesweite Zahlen.",
        Side.KOMMUNEN,
    ),
    Role.OPERATOR: RoleDescription(
        "Plattformbetrieb (LDI)",
        "Betreibt die Plattform und meldet zu Meilensteinen und Basiskomponenten des LDI.",
        Side.LDI,
    ),
    Role.STEERING: RoleDescription(
        "Lenkungsausschuss", "Liest alles Gemeinsame: Übersicht, Plan, Ausspielung und Berichte.", None
    ),
    Role.AUDITOR: RoleDescription("Prüfung (Rechnungshof, Datenschutz)", "Liest alles, auch das Protokoll.", None),
    Role.ADMIN: RoleDescription(
        "Technische Administration", "Verwaltet Personen; meldet nichts in fremdem Namen.", None
    ),
}

SIDES: Mapping[Side, str] = {
    Side.LAND: "Land",
    Side.KOMMUNEN: "Kommunen",
    Side.LDI: "LDI",
    Side.JOINT: "Land und Kommunen",
    Side.EXTERNAL: "andere Länder",
}

EVERYONE: frozenset[Role] = frozenset(Role)
# Who lets people in and appoints who speaks for a body.
PEOPLE_MANAGERS: frozenset[Role] = frozenset({Role.MINISTRY, Role.ADMIN})
# Who reads what any authority said in confidence: reasons, remarks, evidence, history, and their trail (adr/0010).
CONFIDANTS: frozenset[Role] = frozenset({Role.MINISTRY, Role.AUDITOR})
