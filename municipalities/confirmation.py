"""Why a mandate counts, and what is told about it: nobody's word is spoken by somebody one side named alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ozgtracker.ui.badges import BADGES


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


WAITING = BADGES["request.open"]
DECLINED = BADGES["request.declined"]
ENDED = BADGES["mandate.ended"]
IN_FORCE = BADGES["request.confirmed"]
UNCONFIRMED = BADGES["request.alone"]
