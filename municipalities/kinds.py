"""Kinds of local authorities, and what becomes of them. Pure."""

from __future__ import annotations

from enum import StrEnum

from ozgtracker.land import land

CALLED = land().kinds


class Kind(StrEnum):
    """The kinds of administration that Basic Law and official keys give every Land: districts, towns outside them, and
    in them what administrates several municipalities or one. Their words are the Land's (land.toml), here 24 + 12 +
    129 + 29 = 194; large towns within a district are a mark, not a kind of their own.
    """

    DISTRICT = CALLED.district.word
    INDEPENDENT_TOWN = CALLED.independent_town.word
    MUNICIPAL_ASSOCIATION = CALLED.municipal_association.word
    FREE_MUNICIPALITY = CALLED.free_municipality.word


SERVED = CALLED.served_municipality.word
"""The word of a municipality that another administration acts for: no kind, for it never reports."""


class Succeeded(StrEnum):
    """What happened to a body that has a successor, as the official directory's changes name it."""

    DISSOLVED = "aufloesung"
    RENAMED = "umbenennung"
    RESPELLED = "schreibweise"
