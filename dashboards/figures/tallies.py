"""Rollouts counted without reading them: from the tallies, for a whole page at once (register.count)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboards.figures.criteria import Asked, Criteria, RolloutCriteria
from municipalities.coverage import Count
from municipalities.maturity import COMPLETE
from municipalities.rollout_states import RolloutState
from municipalities.tally_queries import Tallied, by_service
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service

NOTHING = Tallied()


@dataclass(frozen=True, slots=True)
class Counted:
    """A service, where it belonged on the day, and how many of its rollouts stood in which state."""

    pk: int
    ozg_id: str
    package: int | None
    assignment: str
    is_of_the_plan: bool
    tallied: Tallied = NOTHING


@dataclass(frozen=True, slots=True)
class StateTally:
    """Answers what asks for a service, a package or an assignment, and for a state, the level or the evidence of what
    is live; None for everything else."""

    services: tuple[Counted, ...]

    def answer(self, rows: Criteria) -> int | None:
        """How many these are."""
        if not isinstance(rows, RolloutCriteria):
            return None
        known = RolloutCriteria(
            service=rows.service, package=rows.package, assignment=rows.assignment, state=rows.state, asked=rows.asked,
            maturity=rows.maturity, evidence=rows.evidence,
        )  # fmt: skip
        return _number(self.of(rows), rows) if rows == known else None

    def of(self, rows: RolloutCriteria) -> Tallied:
        """Everything about that service, package or assignment, whatever its state."""
        return _sum(one.tallied for one in self.services if _is_about(one, rows))

    @property
    def total(self) -> Count:
        """All packages and none."""
        return _sum(one.tallied for one in self.services).count

    @property
    def counts(self) -> Mapping[int | None, Count]:
        """By the number of the package; None for services without one."""
        numbers = {one.package for one in self.services}
        found = {number: _sum(one.tallied for one in self.services if one.package == number) for number in numbers}
        return {number: tallied.count for number, tallied in found.items() if tallied.count.total}

    @property
    def by_service(self) -> Mapping[int, Tallied]:
        """By primary key, for which somebody is competent."""
        return {one.pk: one.tallied for one in self.services if one.tallied.count.total}

    def services_live(self, package: int) -> int:
        """How many services of the package are live anywhere."""
        return sum(one.package == package and one.tallied.count.live > 0 for one in self.services)

    @property
    def without_competence(self) -> int:
        """Services of the plan of which nobody knows who carries them out."""
        return sum(one.is_of_the_plan and not one.tallied.count.total for one in self.services)


def state_tally(at: AsOf) -> StateTally:
    """That of a day (four queries, for a past day one more; none while nothing has changed)."""
    return recall(("state tally", at), lambda: _read(at))


def _read(at: AsOf) -> StateTally:
    tallied = by_service(at)
    found = Service.objects.order_by().only("ozg_id", "package", "assignment", "is_municipal_or_state")
    dated = assignments_on(at).dated(found.select_related("package"))
    return StateTally(
        tuple(
            Counted(
                pk=service.pk,
                ozg_id=service.ozg_id,
                package=service.package.number if service.package else None,
                assignment=service.assignment,
                is_of_the_plan=service.is_municipal_or_state,
                tallied=tallied.get(service.pk, NOTHING),
            )
            for service in dated
        )
    )


def _sum(tallied: Iterable[Tallied]) -> Tallied:
    return sum(tallied, NOTHING)


def _is_about(one: Counted, rows: RolloutCriteria) -> bool:
    if rows.service and one.ozg_id != rows.service:
        return False
    if rows.package and one.package != rows.package:
        return False
    return not rows.assignment or one.assignment == rows.assignment


def _number(tallied: Tallied, rows: RolloutCriteria) -> int | None:
    """What is kept of all states, or of one, or of what is live; not of two of these at once."""
    narrowed = [rows.asked, rows.maturity, rows.evidence]
    if rows.maturity == COMPLETE and rows.state is RolloutState.LIVE and not (rows.asked or rows.evidence):
        return tallied.complete
    if rows.evidence == "nein" and not (rows.asked or rows.maturity or rows.state):
        return tallied.by_word
    if rows.asked is Asked.UNDER_WAY and not (rows.state or rows.maturity or rows.evidence):
        return tallied.count.ready + tallied.count.in_progress
    if any(narrowed):
        return None
    return tallied.count.of(rows.state) if rows.state else tallied.count.total
