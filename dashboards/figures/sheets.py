"""The joint lists as tables to take away: the columns of the page, with the keys other programs join by.

States and days only, of everybody; reasons and remarks stay on the pages of those they are for (adr/0004, 0009).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from dashboards.figures.authority_rows import AuthorityRow, MunicipalityRow
from dashboards.figures.rollouts import status_of
from dashboards.figures.services import ServiceRow, assignment_words
from municipalities.models import Authority, Rollout
from municipalities.rollout_states import STATES, RolloutState
from ozgtracker.spreadsheet import Cell
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on

type Line = tuple[Cell, ...]


def rollout_header() -> tuple[str, ...]:
    """The heads of the columns rollout_lines fills."""
    return (
        *_place_header(_("Verwaltung")),
        _("Leistung"),
        _("OZG-ID"),
        _("Paket oder Zuordnung"),
        _("Stand"),
        _("live seit"),
        _("erwartet am"),
        _("Reifegrad (Modell 1.1)"),
        _("ohne Nachweis"),
        _("eigene Lösung"),
        _("Adresse der eigenen Lösung"),
        _("zuletzt gemeldet"),
    )


def rollout_lines(rollouts: Iterable[Rollout], at: AsOf) -> Iterator[Line]:
    """One by one, for rollouts that carry their state on the Stichtag and have authority and service at hand."""
    belongs = assignments_on(at.day, at.today)
    for rollout in rollouts:
        now, (service,) = status_of(rollout), belongs.dated([rollout.service])
        is_live = now.state is RolloutState.LIVE
        yield (
            *_place(rollout.authority),
            service.name,
            service.ozg_id,
            assignment_words(service),
            STATES[now.state].label,
            now.live_on if is_live else None,
            None if is_live else now.forecast_on,
            now.maturity,
            now.lacks_evidence,
            now.is_own_solution,
            now.own_address,
            now.said_on,
        )


def authority_header(at: AsOf) -> tuple[str, ...]:
    """The heads of the columns authority_lines fills."""
    return (
        *_place_header(_("Verwaltung")),
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
        yield (*_place(row.authority), row.authority.population, *numbers, row.said_on, *reported)


def municipality_header() -> tuple[str, ...]:
    """The heads of the columns municipality_lines fills."""
    return (
        _("Gemeinde"),
        _("ARS der Gemeinde"),
        _("AGS"),
        *_place_header(_("es handelt")),
        _("Menschen"),
        _("es fehlt"),
        _("nicht gemeldet"),
    )


def municipality_lines(rows: Iterable[MunicipalityRow]) -> Iterator[Line]:
    """One municipality a line; what is missing, and what nobody reported, is that of the bundle asked for."""
    for row in rows:
        one = row.municipality
        lacking = (", ".join(row.lacking.missing), ", ".join(row.lacking.unreported))
        yield (one.name, one.ars, one.ags, *_place(one.authority), one.population, *lacking)


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


def _place_header(name: str) -> tuple[str, ...]:
    return (name, _("ARS"), _("Art der Verwaltung"), _("Landkreis"))


def _place(authority: Authority) -> tuple[str, ...]:
    district = authority.district.name if authority.district else ""
    return (authority.label, authority.ars, authority.kind_words, district)
