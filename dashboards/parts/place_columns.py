"""The columns that say which place a line is about: the keys other programs join by."""

from __future__ import annotations

from django.utils.translation import gettext as _

from municipalities.models import Authority
from ozgtracker.spreadsheet import Cell

type Line = tuple[Cell, ...]


def place_header(name: str) -> tuple[str, ...]:
    return (name, _("ARS"), _("Art der Verwaltung"), _("Landkreis"))


def place_cells(authority: Authority) -> tuple[str, ...]:
    district = authority.district.name if authority.district else ""
    return (authority.label, authority.ars, authority.kind_words, district)
