"""The lists of this room as tables to take away: base components, and the authorities somebody reports for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from municipalities.components_page import ComponentRow
from ozgtracker.spreadsheet import Cell


def component_header() -> tuple[str, ...]:
    """The heads of the columns component_lines fills."""
    return (
        _("Komponente"),
        _("Stand"),
        _("bereit seit"),
        _("erwartet am"),
        _("verantwortlich"),
        _("Leistungen, die sie brauchen"),
        _("Ausspielungen, die darauf warten"),
        _("Ausspielungen, die ohne sie live sind"),
        _("zuletzt gemeldet"),
        _("Begründung"),
        _("Quelle"),
    )


def component_lines(rows: Iterable[ComponentRow]) -> Iterator[tuple[Cell, ...]]:
    """One base component a line, as it stood on the Stichtag."""
    for row in rows:
        yield (
            row.component.name,
            row.look.label,
            row.ready_on,
            row.forecast_on,
            row.component.get_responsible_display(),
            row.needed_by,
            None if row.ready_on else row.waiting,
            row.live_anyway,
            row.last.said_on if row.last else None,
            row.last.reason_words if row.last else "",
            row.component.source,
        )


def member_header() -> tuple[str, ...]:
    """The heads of the columns member_lines fills."""
    return (_("Verwaltung"), _("ARS"), _("Art"), _("offen"), _("Leistungen"), _("zuletzt gemeldet"))


def member_lines(members: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
    """One authority a line, from rows that AuthorityQuerySet.with_missing annotated."""
    for one in members:
        yield (one.label, one.ars, one.kind_words, one.missing, one.services, one.said_last)
