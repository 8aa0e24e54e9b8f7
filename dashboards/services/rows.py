"""Services as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.services import assignment_words
from dashboards.figures.tallies import NOTHING, state_tally
from dashboards.parts.numbers import Number, StateNumbers
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of the list. numbers.total is 0 where no competence is known: then coverage is unknown, not zero."""

    service: Service
    assignment: str
    numbers: StateNumbers
    without_evidence: Number
    href: str


def service_rows(services: Iterable[Service], at: AsOf) -> list[ServiceRow]:
    """Rows for services that have their package at hand (three queries more, however many there are)."""
    listed = list(assignments_on(at).dated(services))
    tallied = state_tally(at).by_service
    return [
        ServiceRow(
            service=service,
            assignment=assignment_words(service),
            numbers=StateNumbers(tallied.get(service.pk, NOTHING).count, RolloutCriteria(service=service.ozg_id), at),
            without_evidence=Number(
                tallied.get(service.pk, NOTHING).by_word, RolloutCriteria(service=service.ozg_id, evidence="nein"), at
            ),
            href=at.href("service", service.ozg_id),
        )
        for service in listed
    ]
