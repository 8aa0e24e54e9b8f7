"""To which package each service belonged on a day: today's stands in the service, what held before beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, CharField, F, Field, IntegerField, Q, Value, When

from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from services.models import FormerAssignment, Service


@dataclass(frozen=True, slots=True)
class Assignments:
    """former: by primary key, the services that belonged elsewhere on the day; empty for today.

    service: how a query reaches the service ("service" of a rollout, "" of the services themselves).
    """

    former: Mapping[int, FormerAssignment]

    def in_package(self, number: int, service: str = "service") -> Q:
        """SQL: whose service belonged to that package."""
        here = [pk for pk, one in self.former.items() if one.package and one.package.number == number]
        return self._with_former(Q(**{_path(service, "package__number"): number}), here, service)

    def assigned(self, assignment: str, service: str = "service") -> Q:
        """SQL: whose service was assigned so ("unknown", "waits_for_lza")."""
        here = [pk for pk, one in self.former.items() if one.assignment == assignment]
        return self._with_former(Q(**{_path(service, "assignment"): assignment}), here, service)

    def number(self, service: str = "service") -> Case | F:
        """SQL: the number of the package, NULL for none."""
        today = F(_path(service, "package__number"))
        if not self.former:
            return today
        numbers = {pk: one.package.number if one.package else None for pk, one in self.former.items()}
        return _either(numbers, service, today, IntegerField())

    def assignment(self, service: str = "service") -> Case | F:
        """SQL: how the service is assigned: "package", or why it belongs to none ("unknown", "waits_for_lza")."""
        today = F(_path(service, "assignment"))
        if not self.former:
            return today
        return _either({pk: one.assignment for pk, one in self.former.items()}, service, today, CharField())

    def dated(self, services: Iterable[Service]) -> Iterator[Service]:
        """The services, each with the package and assignment of the day in place of today's."""
        for service in services:
            if (one := self.former.get(service.pk)) is not None:
                service.package, service.assignment, service.assignment_reason = one.package, one.assignment, one.reason
            yield service

    def _with_former(self, today: Q, here: list[int], service: str) -> Q:
        if not self.former:
            return today
        moved = Q(**{f"{_path(service, 'pk')}__in": list(self.former)})
        return (today & ~moved) | Q(**{f"{_path(service, 'pk')}__in": here})


def assignments_on(at: AsOf) -> Assignments:
    """Where every service belonged on that day; one query for a past day and none while nothing has changed, none for
    today."""
    if at.day >= at.today:
        return Assignments({})
    return recall(("assignments", at.day), partial(_assignments, at.day))


def _assignments(day: date) -> Assignments:
    found = FormerAssignment.objects.on(day).select_related("package", "service__package")
    return Assignments({one.service_id: one for one in found})


def _either(former: Mapping[int, Any], service: str, today: F, field: Field[Any, Any]) -> Case:
    """What held before for the services that have moved since, and today's value for all others."""
    cases = [When(**{_path(service, "pk"): pk}, then=Value(value)) for pk, value in former.items()]
    return Case(*cases, default=today, output_field=field)


def _path(service: str, field: str) -> str:
    return f"{service}__{field}" if service else field
