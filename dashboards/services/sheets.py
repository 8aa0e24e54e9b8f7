"""The catalogue as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from dashboards.parts.place_columns import Line
from dashboards.services.rows import ServiceRow


def service_header() -> tuple[str, ...]:
    """The heads of the columns service_lines fills."""
    return (
        _("Leistung"),
        _("OZG-ID"),
        _("Themenfeld"),
        _("Lebens- oder Geschäftslage"),
        _("Paket oder Zuordnung"),
        _("Vorrang"),
        _("zuständige Verwaltungen"),
        _("davon live"),
        _("davon bereit"),
        _("davon in Arbeit"),
        _("davon nicht zuständig"),
        _("davon nicht digitalisierbar"),
        _("davon ohne Meldung"),
        _("live ohne Nachweis"),
    )


def service_lines(rows: Iterable[ServiceRow]) -> Iterator[Line]:
    """One service a line; where no competence is known there is no denominator, and the numbers stay empty."""
    for row in rows:
        service, numbers = row.service, row.numbers
        counted = (
            numbers.total, numbers.live, numbers.ready, numbers.in_progress, numbers.not_competent,
            numbers.not_digitisable, numbers.unknown, row.without_evidence,
        )  # fmt: skip
        yield (
            service.name,
            service.ozg_id,
            service.topic_area.name,
            service.life_event.name,
            row.assignment,
            service.priority,
            *(one.count if numbers.total.count else None for one in counted),
        )
