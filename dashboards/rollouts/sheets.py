"""Rollouts as a table to take away.

States and days only, of everybody; reasons and remarks stay on the pages of those they are for (adr/0004, 0009).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from dashboards.figures.rollouts import status_of
from dashboards.figures.services import assignment_words
from dashboards.parts.place_columns import Line, place_cells, place_header
from municipalities.models import Rollout
from municipalities.rollout_states import STATES, RolloutState
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on


def rollout_header() -> tuple[str, ...]:
    """The heads of the columns rollout_lines fills."""
    return (
        *place_header(_("Verwaltung")),
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
            *place_cells(rollout.authority),
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
