"""What needs attention and what changed, as tables to take away: the columns of the overview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from dashboards.overview.attention import Attention
from dashboards.overview.changes import Change
from ozgtracker.spreadsheet import Cell


def attention_header() -> tuple[str, ...]:
    """The heads of the columns attention_lines fills."""
    return (_("Ampel"), _("verantwortlich"), _("Was"), _("Grund"))


def attention_lines(found: Iterable[Attention]) -> Iterator[tuple[Cell, ...]]:
    """One duty a line, the most serious first."""
    for one in found:
        yield (one.look.label, one.side_label, one.title, one.text)


def change_header() -> tuple[str, ...]:
    """The heads of the columns change_lines fills."""
    return (_("Was"), _("vorher"), _("jetzt"), _("Abstand"), _("Grund"), _("Seite"))


def change_lines(changes: Iterable[Change]) -> Iterator[tuple[Cell, ...]]:
    """One change a line, in the order of the overview."""
    for one in changes:
        yield (one.what, one.before, one.now, _distance(one.note), one.reason, one.side)


def _distance(note: str) -> str:
    """ "+20 Arbeitstage" in words: a cell that begins with a sign is a formula to the program that opens it."""
    if not note:
        return ""
    words = _("{days} später") if note.startswith("+") else _("{days} früher")
    return words.format(days=note[1:])
