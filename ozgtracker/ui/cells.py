"""Cells that are more than their value, put together without a template: for lists of many rows (docs/adr/0029).

class ShipCells(Cells):
    def __init__(self, context):
        super().__init__(context)
        self.since = _("seit")

    def state(self, ship):
        return filled("{} {} {}", pill(ship.state), self.since, german.day(ship.built))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ozgtracker import german
from ozgtracker.ui.filled import escaped, filled


class Counted(Protocol):
    """A number that opens the rows it counts."""

    @property
    def count(self) -> int: ...
    @property
    def href(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...


class Cells:
    """A method for each cell, called as the column says (`cell="state"`); gets the row and returns HTML.

    Made once for an answer: words and what depends on the request are looked up there and not for every row.
    """

    def __init__(self, context: Context) -> None:
        self.request: Any = context.get("request")
        self._of, self._in_all = _("von"), _("insgesamt")

    def counted_of(self, number: Counted, total: Counted, word: str, name: str) -> SafeString:
        """ "3 von 12", each opening the rows it counts: counted as what, and of whom, for those who only hear it."""
        all_of_it = counted(total, f"{self._in_all}, {name}")
        return filled("{} {} {}", counted(number, f"{word}, {name}"), self._of, all_of_it)


def counted(number: Counted, heard: str) -> SafeString:
    """A number as a link to what it counts; what is heard behind it says what that is, and of whom."""
    return filled(
        '<a href="{}" data-figure="{}" data-of="{}">{}<span class="kern-sr-only"> {}</span></a>',
        number.href,
        number.name,
        number.about,
        german.number(number.count),
        heard,
    )


def muted(words: Any) -> SafeString:
    """What stands back."""
    return filled('<span class="muted">{}</span>', words)


def small(words: Any) -> SafeString:
    """What stands back below something else."""
    return filled('<span class="muted small">{}</span>', words)


def link(href: str, words: Any) -> SafeString:
    """The words, as a link where there is anything to open."""
    return filled('<a href="{}">{}</a>', href, words) if href else conditional_escape(words)


def below(parts: Sequence[Any]) -> SafeString:
    """Each in a line of its own; where cells run on behind each other, a blank stands between them."""
    return SafeString("<br> ".join(map(escaped, parts)))
