"""Who waits for confirmation, and by whom it is expected: rows for the page of mandates and for the person waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.models import Association, Representative
from ozgtracker.sorting import sort_key


@dataclass(frozen=True, slots=True)
class WaitingMandate:
    """One proposed mandate; confirmers says in words who decides, is_mine whether the reader does."""

    mandate: Representative
    confirmers: str
    is_mine: bool = False


def waiting_for(user: User, on: date) -> list[WaitingMandate]:
    """What this person decides on, oldest first (two queries)."""
    return _rows(Representative.objects.confirmable_by(user, on), on, is_mine=True)


def waiting_for_others(user: User, on: date) -> list[WaitingMandate]:
    """What else waits, oldest first (two queries)."""
    mine = Representative.objects.confirmable_by(user, on).values("pk")
    return _rows(Representative.objects.proposed().exclude(pk__in=mine), on)


def own_mandates(user: User, on: date) -> list[WaitingMandate]:
    """What somebody was appointed for and waits to speak for (two queries)."""
    return _rows(Representative.objects.proposed().filter(user=user), on)


def _rows(found: Any, on: date, *, is_mine: bool = False) -> list[WaitingMandate]:
    rows = found.with_confirmers(on).with_names().order_by("appointed_on", "pk")
    return [WaitingMandate(row, _confirmers(row), is_mine) for row in rows]


def _confirmers(row: Any) -> str:
    """ "Stadt Koblenz oder Städtetag"; where nobody speaks for them yet, a second person."""
    names = [str(row.body)] if row.has_own else []
    if row.authority and row.has_association:
        names += [one.short_name for one in _by_name(row.authority.associations.all())]
    if names:
        return _(" oder ").join(names)
    return _("eine zweite Person aus Ministerium oder Technischer Administration")


def _by_name(associations: Any) -> list[Association]:
    return sorted(associations, key=lambda one: sort_key(one.short_name))
