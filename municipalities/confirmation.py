"""Why a mandate counts, and what is told about it: nobody's word is spoken by somebody one side named alone. Pure."""

from __future__ import annotations

from enum import StrEnum


class Confirmation(StrEnum):
    """By whom a mandate was confirmed. ALONE: it counts although nobody else was there who could have done it."""

    SYSTEM = "system"
    BODY = "body"
    ASSOCIATION = "association"
    SECOND = "second"
    ALONE = "alone"


class MandateEvent(StrEnum):
    """What the people concerned are told by mail."""

    APPOINTED = "appointed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ENDED = "ended"
