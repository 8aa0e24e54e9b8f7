"""Kinds of local authorities, and which of them carry out what. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The four kinds of administration: in this Land 24 + 12 + 129 + 29 = 194.

    Eight of the 29 are large towns within a district (große kreisangehörige Städte): a mark, not a kind of their own.
    """

    DISTRICT = "landkreis"
    INDEPENDENT_TOWN = "kreisfreie_stadt"
    MUNICIPAL_ASSOCIATION = "verbandsgemeinde"
    FREE_MUNICIPALITY = "verbandsfreie_gemeinde"


class Succeeded(StrEnum):
    """What happened to a body that has a successor, as the official directory's changes name it."""

    DISSOLVED = "aufloesung"
    RENAMED = "umbenennung"
    RESPELLED = "schreibweise"
