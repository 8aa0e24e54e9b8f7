"""How days, figures and lists are written: Django's formats of the active language, German first (docs/adr/0018)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ozgtracker.charts.writing import Writing

DASH = "–"


def day(value: date | None) -> str:
    """31.05.2022, or an en dash for no date."""
    return DASH if value is None else _date(value, "SHORT_DATE_FORMAT", get_language())


def month(value: date) -> str:
    """ "Juni"."""
    return _date(value, "F", get_language())


def number(value: int | None) -> str:
    """1.204, or an en dash for no figure."""
    return DASH if value is None else _number(value, 0, get_language())


def percent(share: float | Decimal | None) -> str:
    """A share from 0 to 1 as "38 %" or, below ten percent, "3,4 %".

    Never "100 %" for less than all and never "0 %" for more than none: that would be a lie by rounding.
    """
    if share is None:
        return DASH
    exact = Decimal(str(share)) * 100
    places = Decimal("0.1") if 0 < exact < 10 or 99 < exact < 100 else Decimal(1)
    shown = exact.quantize(places, ROUND_HALF_UP)
    if exact < 100 <= shown:
        shown = Decimal("99.9")
    if exact > 0 >= shown:
        return _("unter %(share)s") % {"share": _percent(Decimal("0.1"))}
    return _percent(shown)


def days(count: int) -> str:
    """ "1 Tag", "15 Tage"."""
    return ngettext("%(count)s Tag", "%(count)s Tage", count) % {"count": number(count)}


def listing(parts: Sequence[str]) -> str:
    """ "A, B und C"."""
    return get_text_list(list(parts), _("und"))


def writing() -> Writing:
    """The same for drawings."""
    months = [_date(date(2000, number, 1), "M", get_language()) for number in range(1, 13)]
    return Writing(day=day, number=number, months=months)


def _percent(shown: Decimal) -> str:
    places = 0 if shown == shown.to_integral_value() else 1
    return _("%(number)s %%") % {"number": _number(shown, places, get_language())}


# A list of 8,752 rows writes the same few days and figures over and over: Django needs 15 to 50 µs for each.
@lru_cache(maxsize=4096)
def _date(value: date, how: str, language: str | None) -> str:
    return date_format(value, how)


@lru_cache(maxsize=4096)
def _number(value: int | Decimal, places: int, language: str | None) -> str:
    return number_format(value, places, force_grouping=True)
