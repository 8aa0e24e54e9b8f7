"""The base components as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from municipalities.component_rows import ComponentRow
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
        _("Berichtigung"),
        _("berichtigt am"),
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
            row.correction,
            row.corrected_on,
            row.component.source,
        )
