"""Why a mandate counts, and what is told about it: nobody's word is spoken by somebody one side named alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Confirmation(StrEnum):
    """By whom a mandate was confirmed. ALONE: it counts although nobody else was there who could have done it."""

    SYSTEM = "system"
    BODY = "body"
    ASSOCIATION = "association"
    SECOND = "second"
    ALONE = "alone"


CONFIRMATIONS: Mapping[Confirmation, str] = {
    Confirmation.SYSTEM: "eingerichtet",
    Confirmation.BODY: "von der Stelle selbst bestätigt",
    Confirmation.ASSOCIATION: "vom Spitzenverband bestätigt",
    Confirmation.SECOND: "von einer zweiten Person bestätigt",
    Confirmation.ALONE: "ohne Gegenbestätigung",
}


class MandateEvent(StrEnum):
    """What the people concerned are told by mail."""

    APPOINTED = "appointed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ENDED = "ended"


EVENTS: Mapping[MandateEvent, str] = {
    MandateEvent.APPOINTED: "Ansprechperson benannt, bitte bestätigen",
    MandateEvent.CONFIRMED: "Benennung bestätigt",
    MandateEvent.DECLINED: "Benennung abgelehnt",
    MandateEvent.ENDED: "Benennung beendet",
}


@dataclass(frozen=True, slots=True)
class MandateLook:
    """Slug of the pill, sign and German word."""

    slug: str
    sign: str
    label: str


WAITING = MandateLook("planned", "○", "wartet auf Bestätigung")
DECLINED = MandateLook("red", "!", "abgelehnt")
ENDED = MandateLook("not-competent", "–", "beendet")
IN_FORCE = MandateLook("reached", "✓", "bestätigt")
UNCONFIRMED = MandateLook("yellow", "▲", "ohne Gegenbestätigung")
