"""Packages on a day: how far each is, what holds it up, and how it grew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.roles import Side
from accounts.words import SIDES
from dashboards.figures.tallies import StateTally, state_tally
from milestones.models import Milestone
from milestones.states import State
from milestones.words import STATES
from municipalities import coverage
from municipalities.tally_queries import Groups, authorities_by_package, groups_on, live_by_day
from ozgtracker import german
from ozgtracker.former_links import ended_since, kept_since
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import BADGES, Badge
from services.assignments import assignments_on
from services.models import Component, FormerNeed, Package, Service
from services.readiness import readiness

NOTHING = coverage.Count()


@dataclass(frozen=True, slots=True)
class Need:
    """A base component some services wait for, as it stood on the Stichtag."""

    component: Component
    services: int
    ready_on: date | None
    forecast_on: date | None
    day: date

    @property
    def is_ready(self) -> bool:
        """Whether it was ready by the Stichtag."""
        return self.ready_on is not None and self.ready_on <= self.day

    @property
    def is_late(self) -> bool:
        """Whether the day it was promised for has passed, or nobody has promised one."""
        is_promised = self.forecast_on is not None and self.forecast_on >= self.day
        return self.component.in_scope and not self.is_ready and not is_promised

    @property
    def look(self) -> Badge:
        """Sign and word, as the list of components shows it."""
        code = readiness(
            in_scope=self.component.in_scope, ready_on=self.ready_on, forecast_on=self.forecast_on, day=self.day
        )
        return BADGES[code]

    @property
    def side(self) -> str:
        """Who provides it."""
        return SIDES[Side(self.component.responsible)]

    @property
    def when(self) -> str:
        """ "seit 02.05.2022", "erwartet 28.10.2022", "ohne Termin"."""
        if self.is_ready:
            return _("seit %(day)s") % {"day": german.day(self.ready_on)}
        if self.forecast_on is None:
            return _("ohne Termin")
        return _("erwartet %(day)s") % {"day": german.day(self.forecast_on)}

    @property
    def word(self) -> str:
        """Its state in the word of its look."""
        return self.look.label


@dataclass(frozen=True, slots=True)
class PackageFigures:
    """Everything a page says about one package."""

    package: Package
    opened_on: date | None
    expected_on: date | None
    count: coverage.Count
    authorities_live: int
    authorities: int
    services_live: int
    services: int
    needs: tuple[Need, ...]
    growth: tuple[tuple[date, int], ...]
    dropped: str = ""

    @property
    def unmet(self) -> tuple[Need, ...]:
        """What is not ready yet."""
        return tuple(need for need in self.needs if not need.is_ready)

    @property
    def is_stream(self) -> bool:
        """Package 3 comes continuously, without an end (letter, item 3, last sentence)."""
        return self.package.number == 3

    @property
    def opening(self) -> str:
        """When it opened or is expected to, in words; a day before its last component is not left to stand alone."""
        if self.opened_on:
            return _("eröffnet am %(day)s") % {"day": german.day(self.opened_on)}
        if self.dropped:
            return self.dropped
        if self.expected_on:
            words = _("Eröffnung erwartet %(day)s") % {"day": german.day(self.expected_on)}
            later = [(need.forecast_on, need.component.name) for need in self.unmet if need.forecast_on]
            last_on, name = max(later, default=(self.expected_on, ""))
            if last_on <= self.expected_on:
                return words
            return _("%(words)s, %(name)s aber erst %(day)s") % {
                "words": words,
                "name": name,
                "day": german.day(last_on),
            }
        return _("fortlaufend, ohne Schlusstermin") if self.is_stream else _("noch nicht eröffnet")


def package_figures(
    at: AsOf, tally: StateTally | None = None, groups: Groups | None = None
) -> tuple[PackageFigures, ...]:
    """All packages, in a number of queries that does not depend on how many rollouts there are.

    tally, groups: what a page has asked for already.
    """
    tally, groups = tally or state_tally(at), groups or groups_on(at)
    packages = list(_packages(at))
    counts, reach = tally.counts, authorities_by_package(at, groups)
    services = assignment_counts(at)
    needs = _needs(at, services)
    growth = live_growth(at)
    return tuple(
        PackageFigures(
            package=package,
            opened_on=promised(package)[0],
            expected_on=promised(package)[1],
            count=counts.get(package.number, NOTHING),
            authorities_live=reach.get(package.number, (0, 0))[1],
            authorities=reach.get(package.number, (0, 0))[0],
            services_live=tally.services_live(package.number),
            services=services.get(("package", package.number), 0),
            needs=needs.get(package.number, ()),
            growth=growth.get(package.number, ()),
            dropped=_dropped(package),
        )
        for package in packages
    )


def _packages(at: AsOf) -> QuerySet[Package]:
    """With the state of the milestone that opens each."""
    opening: QuerySet[Any] = Milestone.objects.as_of(at.day).filter(opens_package=OuterRef("pk"))
    return Package.objects.as_of(at.day).annotate(opening_state=Subquery(opening.values("state_then")[:1]))


def _dropped(package: Package) -> str:
    """ "entfallen", "zurückgestellt": what became of the milestone that was to open it; "" where it still is to."""
    state = State(vars(package)["opening_state"] or State.OPEN)
    return STATES[state].label if state in {State.CANCELLED, State.DEFERRED} else ""


def assignment_counts(at: AsOf) -> dict[tuple[str, int | None], int]:
    """How many services the rule assigned to what: {("package", 1): 20, ("unknown", None): 300, …} (one query, and one
    more for a past day)."""
    rows = Service.objects.order_by().values_list("assignment", "package__number").annotate(n=Count("pk"))
    counts = Counter({(assignment, number): n for assignment, number, n in rows})
    for one in assignments_on(at).former.values():
        counts[one.service.assignment, one.service.package.number if one.service.package else None] -= 1
        counts[one.assignment, one.package.number if one.package else None] += 1
    return {key: n for key, n in counts.items() if n}


def live_growth(at: AsOf) -> dict[int | None, tuple[tuple[date, int], ...]]:
    """How many rollouts were live after each day on which that changed, by package number (one query)."""
    changes: dict[int | None, dict[date, int]] = {}
    for number, day, change in live_by_day(at):
        changes.setdefault(number, {})[day] = change
    return {number: tuple(zip(by_day, accumulate(by_day.values()), strict=True)) for number, by_day in changes.items()}


def promised(row: Component | Package) -> tuple[date | None, date | None]:
    """Ready since and expected on, as they stood on the Stichtag: reads what as_of annotated."""
    annotated = vars(row)
    return annotated["ready_then"], annotated["forecast_then"]


def component_needs(at: AsOf, services: Mapping[int, int]) -> tuple[Need, ...]:
    """Every component as it stood on the Stichtag, with the number of services given for it (one query)."""
    return tuple(
        Need(component, services.get(component.pk, 0), *promised(component), at.day)
        for component in Component.objects.as_of(at.day)
    )


def _needs(at: AsOf, services: Mapping[tuple[str, int | None], int]) -> dict[int, tuple[Need, ...]]:
    package = assignments_on(at).number()
    needing: Counter[tuple[int | None, int]] = Counter()
    for needs in (kept_since(FormerNeed, at.day), ended_since(FormerNeed, at.day)):
        rows = needs.order_by().annotate(package_then=package).values_list("package_then", "component")
        needing.update({(number, component): n for number, component, n in rows.annotate(n=Count("pk"))})
    stands = component_needs(at, {})
    found = {}
    for number in {number for kind, number in services if number is not None}:
        everybody = services["package", number]
        counted = {
            need.component.pk: everybody if need.component.is_platform else needing.get((number, need.component.pk), 0)
            for need in stands
        }
        found[number] = tuple(
            Need(need.component, counted[need.component.pk], need.ready_on, need.forecast_on, at.day)
            for need in stands
            if counted[need.component.pk]
        )
    return found
