"""How many rollouts stand in which state, from the tallies: by service, by authority, and who has reported in a month.

Each answers a past day as well as today, and costs the same for one Land and for all of Germany.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from municipalities.coverage import Count
from municipalities.models import (
    STATE_COLUMNS,
    AuthorityQuerySet,
    Competence,
    GroupedService,
    MonthTally,
    PlaceTally,
    Rollout,
    ServiceTally,
)
from municipalities.months import Reporting
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service

NOTHING = Count()
# SQL: everything that counts, whatever its state.
ALL_STATES = reduce(add, (F(name) for name in STATE_COLUMNS))


@dataclass(frozen=True, slots=True)
class Tallied:
    """A count, and how much of what is live is complete (Reifegrad 3 and more), or is so by word alone."""

    count: Count = NOTHING
    complete: int = 0
    by_word: int = 0

    def __add__(self, other: Tallied) -> Tallied:
        """Two disjoint sets together."""
        return Tallied(self.count + other.count, self.complete + other.complete, self.by_word + other.by_word)


def by_service(at: AsOf, service: int | None = None) -> dict[int, Tallied]:
    """Of every service for which somebody was competent, or of one, by its primary key (three queries)."""
    rows = ServiceTally.objects.on(at.day)
    if service is not None:
        rows = rows.filter(service=service)
    barred = waiting_services(at.day)
    found = {
        pk: Tallied(
            Count(**{name: sums[name] for name in STATE_COLUMNS}, barred=sums["unknown"] if pk in barred else 0),
            complete=sums["complete"],
            by_word=sums["by_word"],
        )
        for pk, sums in rows.summed("service").items()
    }
    return {pk: tallied for pk, tallied in found.items() if tallied.count.total}


def waiting_services(day: date) -> frozenset[int]:
    """Services whose gate was closed on that day, by primary key (one query; no report changes them)."""
    return recall(("waiting services", day), lambda: _waiting_services(day))


def _waiting_services(day: date) -> frozenset[int]:
    return frozenset(Service.objects.waiting_on(day).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Groups:
    """Services that count alike on every day, each group by the primary key of its first: what holds of it on a day."""

    packages: Mapping[int, int | None]
    waiting: frozenset[int]
    taken_over: frozenset[int]

    def in_package(self, number: int) -> frozenset[int]:
        """Those whose services belonged to that package."""
        return frozenset(group for group, package in self.packages.items() if package == number)


def groups_on(at: AsOf) -> Groups:
    """All of them on that day (at most four queries; no report changes them)."""
    return recall(("groups", at), lambda: _groups(at))


def _groups(at: AsOf) -> Groups:
    grouped = GroupedService.objects
    first = Service.objects.filter(Q(pk__in=grouped.values("group")) | ~Q(pk__in=grouped.values("service")))
    packages = first.order_by().annotate(package_then=assignments_on(at).number("")).values_list("pk", "package_then")
    taken_over = Competence.objects.taken_over().values_list("service", flat=True)
    return Groups(dict(packages), waiting_services(at.day), frozenset(taken_over))


def by_authority(
    at: AsOf, groups: Collection[int], waiting: Collection[int], authorities: Collection[int] | None = None
) -> dict[int, Count]:
    """Of these groups, of every authority that is competent for anything of them, or of these (two queries)."""
    rows = PlaceTally.objects.on(at.day).filter(group__in=groups)
    if authorities is not None:
        rows = rows.filter(authority__in=authorities)
    sums = {f"n_{name}": Sum(name) for name in STATE_COLUMNS}
    barred = Sum("unknown", filter=Q(group__in=[*waiting]), default=0)
    found = _bare(rows.order_by().values_list("authority").annotate(**sums, barred=barred))
    counts = {authority: Count(*numbers) for authority, *numbers in found}
    return {authority: count for authority, count in counts.items() if count.total}


def bits_by_authority(
    at: AsOf, services: Sequence[int], authorities: Collection[int] | None = None
) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """What every authority, or these, is competent for of these services, what of it is live and what unknown: numbers
    with one bit for each service, in their order (three queries)."""
    rows: QuerySet[Any] = PlaceTally.objects.on(at.day).filter(group__in=services)
    of_state: dict[str, Any] = {name: F(name) for name in ("live", "unknown")}
    competent: Any = ALL_STATES
    key = "group"
    if not _stand_alone(services):
        rows = Rollout.objects.competent_on(at).as_of(at).filter(service__in=services)
        key, competent = "service", Value(1)
        of_state = {name: Case(When(state_then=name, then=1), default=0) for name in of_state}
    if authorities is not None:
        rows = rows.filter(authority__in=authorities)
    bit = Case(*(When(**{key: pk}, then=1 << place) for place, pk in enumerate(services)), default=0)
    sums = {f"n_{name}": Sum(bit * column) for name, column in (("competent", competent), *of_state.items())}
    for authority, whole, live, unknown in _bare(rows.order_by().values_list("authority").annotate(**sums)):
        yield authority, (int(whole), int(live), int(unknown))


def _bare(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """What the database answers: Django looks at each of the hundred thousand numbers of a map of Germany twice."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:  # of no group, or of no authority
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _stand_alone(services: Sequence[int]) -> bool:
    """Whether each is counted apart from all others, as those of bundles are after sync_rollouts (one query)."""
    groups = GroupedService.objects.filter(service__in=services).values("group")
    shared = GroupedService.objects.filter(group__in=groups)
    return set(shared.values_list("service", "group")) <= {(pk, pk) for pk in services}


def live_by_day(at: AsOf) -> Any:
    """Package number, day, and how many more were live from that day on, in the order of the days."""
    changes = ServiceTally.objects.filter(is_balance=False, day__lte=at.day).order_by()
    rows = changes.annotate(package_then=assignments_on(at).number()).values_list("package_then", "day")
    return rows.annotate(change=Sum("live")).exclude(change=0).order_by("day")


def authorities_by_package(at: AsOf, groups: Groups) -> dict[int | None, tuple[int, int]]:
    """How many authorities were competent for something of a package, and where something of it was live (two
    queries)."""
    numbers = {number for number in groups.packages.values() if number is not None}
    each = PlaceTally.objects.on(at.day).order_by().values_list("authority")
    of_package = {number: Q(group__in=groups.in_package(number)) for number in sorted(numbers)}
    columns: dict[str, Any] = {}
    for number, those in of_package.items():
        columns[f"live_{number}"] = Sum("live", filter=those, default=0)
        columns[f"all_{number}"] = Sum(ALL_STATES, filter=those, default=0)
    if not columns:
        return {}
    sql, values = each.annotate(**columns).query.sql_with_params()
    filters = [f"{what}_{number} > 0" for number in of_package for what in ("all", "live")]
    counted = ", ".join(f"count(*) FILTER (WHERE {one})" for one in filters)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted} FROM ({sql}) AS each", values)  # noqa: S608 - numbers of packages
        row = cursor.fetchone()
    return {number: (row[2 * place], row[2 * place + 1]) for place, number in enumerate(of_package)}


def reporting(authorities: AuthorityQuerySet, at: AsOf) -> Reporting:
    """How many of these have reported everything, something, nothing in the month of the day, up to it (two
    queries)."""
    asked = PlaceTally.objects.on(at.day).order_by().filter(authority__in=authorities.order_by().values("pk"))
    asked_sql, values = asked.values_list("authority").annotate(asked=Sum(ALL_STATES)).query.sql_with_params()
    in_month = MonthTally.objects.filter(month=at.month_start, day__lte=at.day).order_by().values_list("authority")
    said_sql, more = in_month.annotate(said_in_month=Sum("said")).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_REPORTING.format(asked=asked_sql, said=said_sql), (*values, *more))
        complete, partly, nothing = cursor.fetchone()
    return Reporting(complete, partly, nothing)


# The rule municipalities.months.reported_class, in SQL.
_REPORTING = """
SELECT count(*) FILTER (WHERE reported >= asked), count(*) FILTER (WHERE reported > 0 AND reported < asked),
  count(*) FILTER (WHERE coalesce(reported, 0) = 0)
FROM ({asked}) AS each (authority_id, asked)
LEFT JOIN ({said}) AS word (authority_id, reported) USING (authority_id) WHERE asked > 0
"""
