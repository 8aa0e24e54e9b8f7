"""How figures, days and findings are written, in every template."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from operator import attrgetter

from django import template

from ozgtracker import german, saying
from ozgtracker.findings import Finding
from ozgtracker.land import land

register = template.Library()


@register.simple_tag(name="land")
def land_words(path: str) -> str:
    """What stands in land.toml, or is made of it: "name", "product", "law.accessibility"."""
    return str(attrgetter(path)(land()))


@register.filter
def tag(value: date | None) -> str:
    """31.05.2022, or an en dash for no date."""
    return german.day(value)


@register.filter
def zahl(value: int | None) -> str:
    """1.204, or an en dash for no figure."""
    return german.number(value)


@register.filter
def prozent(value: float | Decimal | None) -> str:
    """12,5 %, or an en dash for no figure; the value is a share from 0 to 1."""
    return german.percent(value)


@register.filter
def say(told: Finding | Enum | str | None) -> str:
    """The sentence for what a rule found, the word of a code; words stay as they are."""
    return "" if told is None else saying.in_words(told)
