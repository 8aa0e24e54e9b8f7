"""Who is made to say what: authorities, their services, and what one of them says on a day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from municipalities.reporting import RolloutInput

PACKAGE_1_OPENS = date(2022, 6, 7)


@dataclass(frozen=True, slots=True)
class Offer:
    """A service the authority carries out: its package, if any, and from when the gate lets it go live, if known."""

    ozg_id: str
    package: int | None
    gate_opens_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """One authority: its key, its district's key (or its own), and its services."""

    ars: str
    district: str
    services: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one authority says on one day; everything reported before and not named is confirmed as unchanged."""

    on: date
    ars: str
    said: tuple[tuple[str, RolloutInput], ...]
