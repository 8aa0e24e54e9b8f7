"""The columns that say which place a line is about: the keys other programs join by. They stand in the CSV only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from municipalities.models import Authority
from ozgtracker.ui.columns import Column

type AuthorityOf = Callable[[Any], Authority]


def ars(authority_of: AuthorityOf) -> Column:
    """The ARS of a row's authority."""
    return Column(_("ARS"), lambda row: authority_of(row).ars, shown=False)


def kind(authority_of: AuthorityOf) -> Column:
    """Its kind, in words."""
    return Column(_("Art der Verwaltung"), lambda row: authority_of(row).kind_words, shown=False)


def district(authority_of: AuthorityOf) -> Column:
    """Its Landkreis, by name."""
    return Column(_("Landkreis"), lambda row: district_name(authority_of(row)), shown=False)


def district_name(authority: Authority) -> str:
    """The Landkreis of an authority; nothing where it has none."""
    return authority.district.name if authority.district else ""
