"""What is offered at one place, package by package: figures of all of it, and of many rows only the first ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.rollouts import rollouts_on
from dashboards.parts.numbers import Number
from dashboards.parts.rollout_rows import RolloutRow, rollout_rows
from dashboards.permissions import Openable
from dashboards.places.tables import WAITING, OfferedTable
from municipalities import coverage
from municipalities.coverage import Count
from municipalities.eligibility import OWN_SOLUTION, Gate
from municipalities.models import Authority
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import waits_for
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.packages import Assigned
from services.words import ASSIGNED

# What is read of hundreds of rows besides how each stood on the day: whole services take half as long again.
_READ = (
    *("authority__ars", "authority__label", "service__ozg_id", "service__name"),
    *("service__assignment", "service__package__number", "service__package__name"),
)
# A group of more rows than MANY shows the first ones; all of them are one link away.
MANY, FIRST = 60, 30


@dataclass(frozen=True, slots=True)
class Group:
    """The rollouts of one package at one authority, and how the components some of them wait for stand."""

    title: str
    rows: tuple[RolloutRow, ...]
    missing: tuple[str, ...]
    live: Number
    total: Number
    csv: str

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown here; the list of them all is one link away (total)."""
        return len(self.rows) < self.total.count

    @property
    def table(self) -> OfferedTable:
        """The rows as they are drawn."""
        return OfferedTable(self.rows, without=() if self.missing else WAITING, sorts=False)


class Standing(NamedTuple):
    """What the figures ask of one rollout and its service, read without the rest of them: there may be hundreds."""

    pk: int
    authority: int
    service: int
    package: int | None
    assignment: str
    needs_known: bool
    efa_land: str
    state: str
    own: bool
    maturity: int | None
    evidence: str
    said_on: date | None

    @property
    def is_live(self) -> bool:
        """Live on the day."""
        return self.state == RolloutState.LIVE

    def gate(self, gates: Mapping[int, Gate]) -> Gate:
        """The gate it has to pass: none where it runs on an own solution."""
        return OWN_SOLUTION if self.own else gates[self.service]

    def waits(self, gates: Mapping[int, Gate]) -> bool:
        """Whether it waits for a component."""
        return not self.is_live and self.state not in WITHOUT_WORK and not self.gate(gates).is_open


class Needing(NamedTuple):
    """What the gate asks of a service."""

    pk: int
    needs_known: bool
    efa_land: str


def standing(authority: Authority, at: AsOf) -> tuple[list[Standing], list[Standing]]:
    """All that are offered here, in the order of the page: its own, then those of its Landkreis."""
    belongs = assignments_on(at)
    found = (
        rollouts_on(at)
        .offered_to(Authority.objects.as_of(at).filter(pk=authority.pk))
        .annotate(package_then=belongs.number(), assignment_then=belongs.assignment())
        .order_by("package_then", "service__sort_key", "service__ozg_id")
        .values_list("pk", "authority_id", "service_id", "package_then", "assignment_then", "service__needs_known",
                     "service__efa_land", "state_then", "own_then", "maturity_then", "evidence_then", "said_then")
    )  # fmt: skip
    own: list[Standing] = []
    district: list[Standing] = []
    for one in map(Standing._make, found):
        (own if one.authority == authority.pk else district).append(one)
    return own, district


def _grouped(standing: Iterable[Standing]) -> dict[tuple[int | None, str], list[Standing]]:
    grouped: dict[tuple[int | None, str], list[Standing]] = {}
    for one in standing:
        grouped.setdefault((one.package, one.assignment), []).append(one)
    return grouped


def keys_shown(standing: Iterable[Standing]) -> Iterator[int]:
    """The keys of those that are shown: of each group the first ones."""
    for group in _grouped(standing).values():
        yield from (one.pk for one in _cut(group))


def _cut(group: Sequence[Standing]) -> Sequence[Standing]:
    return group if len(group) <= MANY else group[:FIRST]


def rows_shown(keys: Sequence[int], at: AsOf, openable: Openable) -> dict[int, RolloutRow]:
    """The rows of these rollouts, by key."""
    found = rollouts_on(at).filter(pk__in=keys).select_related("authority", "service__package").only(*_READ)
    return {row.rollout.pk: row for row in rollout_rows(found, at, openable)}


def count_of(found: Iterable[Standing], gates: Mapping[int, Gate]) -> Count:
    """How many of them are in which state."""
    return coverage.count((RolloutState(one.state), gates[one.service].is_open) for one in found)


def groups_of(
    standing: Iterable[Standing], gates: Mapping[int, Gate], shown: Mapping[int, RolloutRow], at: AsOf
) -> tuple[Group, ...]:
    return tuple(_group(group, gates, shown, at) for group in _grouped(standing).values())


def _group(group: Sequence[Standing], gates: Mapping[int, Gate], shown: Mapping[int, RolloutRow], at: AsOf) -> Group:
    rows = tuple(
        replace(shown[one.pk], waits_for=waits_for(one.gate(gates))) if one.waits(gates) else shown[one.pk]
        for one in _cut(group)
    )
    rollout = rows[0].rollout
    package = rollout.service.package
    same = RolloutCriteria(
        authority=rollout.authority.ars,
        package=package.number if package else None,
        assignment="" if package else rollout.service.assignment,
    )
    live = sum(one.is_live for one in group)
    return Group(
        package.name if package else str(ASSIGNED[Assigned(rollout.service.assignment)]),
        rows,
        missing=_missing(group, gates),
        live=Number(live, replace(same, state=RolloutState.LIVE), at),
        total=Number(len(group), same, at),
        csv=same.csv(at),
    )


def _missing(group: Iterable[Standing], gates: Mapping[int, Gate]) -> tuple[str, ...]:
    """Each missing component once, in words, whatever the number of rows that wait for it."""
    unmet = (condition for one in group if one.waits(gates) for condition in one.gate(gates).unmet)
    return tuple(say(finding) for finding in dict.fromkeys(condition.finding for condition in unmet))
