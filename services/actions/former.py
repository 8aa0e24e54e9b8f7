"""What a service belonged to before a load stays known, from which day on it does not, and is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.former_links import FormerLink, Pair, keep_former_links
from services.models import Bundle, Component, FormerAssignment, FormerBundleService, FormerNeed, Service
from services.packages import Assigned
from services.words import ASSIGNED

# What a load may link otherwise: the services of the bundles, and what services need.
LINKED: tuple[type[FormerLink], ...] = (FormerBundleService, FormerNeed)


def belonging() -> dict[int, Service]:
    """Every service with its package, as it stands, by primary key."""
    return {service.pk: service for service in Service.objects.select_related("package")}


def keep_former(before: Mapping[int, Service], since: date) -> tuple[str, ...]:
    """Keep what held before of each service that belongs elsewhere now, and say every move.

    Raises InvalidInput("valid_from") where a service has moved on a later day already: what came after would be lost.
    """
    moved = [now for pk, now in belonging().items() if pk in before and _place(before[pk]) != _place(now)]
    later = FormerAssignment.objects.filter(service__in=moved, valid_until__gt=since).order_by("-valid_until").first()
    if later is not None:
        raise InvalidInput(found("catalogue.moved-later", day=later.valid_until), field="valid_from")
    # Of two loads of one day the first knows what held before it.
    FormerAssignment.objects.bulk_create([_former(before[now.pk], since) for now in moved], ignore_conflicts=True)
    _drop_what_never_changed(moved, since)
    return tuple(_words(before[now.pk], now, since) for now in moved)


def _drop_what_never_changed(moved: list[Service], since: date) -> None:
    """Moved there and back on one day is not moved at all."""
    for service in moved:
        same = service.former_assignments.filter(valid_until=since)
        same.filter(package=service.package, assignment=service.assignment).delete()


def _former(service: Service, since: date) -> FormerAssignment:
    return FormerAssignment(
        service=service,
        package=service.package,
        assignment=service.assignment,
        reason=service.assignment_reason,
        valid_until=since,
    )


def _place(service: Service) -> tuple[int | None, str]:
    return service.package_id, service.assignment


def _words(before: Service, now: Service, since: date) -> str:
    words = {
        "id": now.ozg_id,
        "name": now.name,
        "before": _title(before),
        "now": _title(now),
        "day": german.day(since),
    }
    return _("%(id)s %(name)s: %(before)s → %(now)s, ab %(day)s") % words


def _title(service: Service) -> str:
    return service.package.name if service.package else ASSIGNED[Assigned(service.assignment)]


def keep_links(before: Sequence[dict[Pair, dict[str, Any]]], since: date, *, is_first: bool) -> tuple[str, ...]:
    """Keep which links began and ended, of each table of LINKED, and say them; the first load of all says none.

    Raises InvalidInput("valid_from") where one has changed on a later day already.
    """
    bundles, needs = (
        keep_former_links(former, held, since, is_first=is_first) for former, held in zip(LINKED, before, strict=True)
    )
    said = [*_bundle_words(*bundles), *_need_words(*needs)]
    return tuple(_("%(what)s, ab %(day)s") % {"what": what, "day": german.day(since)} for what in said)


def _bundle_words(began: set[Pair], ended: set[Pair]) -> Iterator[str]:
    names, services = Bundle.objects.in_bulk(), Service.objects.in_bulk({service for _bundle, service in began | ended})
    for bundle, service in sorted(began):
        yield _("„%(bundle)s“: %(service)s kommt dazu") % {"bundle": names[bundle], "service": services[service]}
    for bundle, service in sorted(ended):
        yield _("„%(bundle)s“: %(service)s entfällt") % {"bundle": names[bundle], "service": services[service]}


def _need_words(began: set[Pair], ended: set[Pair]) -> Iterator[str]:
    components = Component.objects.in_bulk()
    services = Service.objects.in_bulk({service for service, _component in began | ended})
    for service, component in sorted(began):
        words = {"service": services[service], "component": components[component]}
        yield _("%(service)s braucht %(component)s") % words
    for service, component in sorted(ended):
        words = {"service": services[service], "component": components[component]}
        yield _("%(service)s braucht %(component)s nicht mehr") % words
