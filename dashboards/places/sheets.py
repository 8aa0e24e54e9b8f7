"""Authorities and municipalities as tables to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from dashboards.parts.place_columns import Line, place_cells, place_header
from dashboards.places.rows import AuthorityRow, MunicipalityRow
from ozgtracker.ui.as_of import AsOf


def authority_header(at: AsOf) -> tuple[str, ...]:
    """The heads of the columns authority_lines fills."""
    return (
        *place_header(_("Verwaltung")),
        _("Menschen"),
        _("Leistungen"),
        _("davon live"),
        _("live ohne Nachweis"),
        _("davon ohne Meldung"),
        _("zuletzt gemeldet"),
        _("davon im {month} gemeldet").format(month=at.month_name),
        _("Meldung im {month}").format(month=at.month_name),
    )


def authority_lines(rows: Iterable[AuthorityRow]) -> Iterator[Line]:
    """One authority a line."""
    for row in rows:
        numbers = (row.total.count, row.live.count, row.without_evidence.count, row.unknown.count)
        reported = (row.reported.count, row.reported_words)
        yield (*place_cells(row.authority), row.authority.population, *numbers, row.said_on, *reported)


def municipality_header() -> tuple[str, ...]:
    """The heads of the columns municipality_lines fills."""
    return (
        _("Gemeinde"),
        _("ARS der Gemeinde"),
        _("AGS"),
        *place_header(_("es handelt")),
        _("Menschen"),
        _("es fehlt"),
        _("nicht gemeldet"),
    )


def municipality_lines(rows: Iterable[MunicipalityRow]) -> Iterator[Line]:
    """One municipality a line; what is missing, and what nobody reported, is that of the bundle asked for."""
    for row in rows:
        one = row.municipality
        lacking = (", ".join(row.lacking.missing), ", ".join(row.lacking.unreported))
        yield (one.name, one.ars, one.ags, *place_cells(one.authority), one.population, *lacking)
