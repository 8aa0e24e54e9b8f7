"""Takes over the catalogue that ships with the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from ozgtracker.damaged_tables import damage_refused
from ozgtracker.former import first_day
from ozgtracker.former_links import links_held
from ozgtracker.locks import AdvisoryLock
from ozgtracker.saying import say
from ozgtracker.sorting import sort_key
from services.actions.former import LINKED, belonging, keep_former, keep_links
from services.catalogue.reading import DATA, read_catalogue
from services.catalogue.rows import Catalogue, FactsRow, WithoutKeyRow
from services.loading import LoadResult, Step, TableResult, Watch, keys, synchronise
from services.models import (
    Bundle,
    BundleService,
    Component,
    LeikaEntry,
    LifeEvent,
    Package,
    Service,
    ServiceNeed,
    TopicArea,
)
from services.packages import Assignment
from services.permissions import check_maintain_catalogue
from services.signals import catalogue_loaded

# Of a service that service_facts.csv does not name.
UNKNOWN: dict[str, Any] = {
    "needs_known": False,
    "efa_land": "",
    "addressee": "",
    "priority": None,
    "priority_reason": "",
    "user_benefit": "",
    "facts_source": "",
    "facts_are_assumption": True,
}


@transaction.atomic
def load_catalogue(
    *,
    by: User | None = None,
    on: date,
    valid_from: date | None = None,
    directory: Path = DATA,
    watch: Watch = iter,
) -> LoadResult:
    """Bring topic areas, services, LeiKa entries, components, packages and bundles to what the files say.

    valid_from: the day from which a service belongs to another package or bundle or needs something else (the day it
    is loaded); pages of earlier days stay what they were, and the result names every move. Idempotent. Raises
    InvalidInput("valid_from") for a day to come or one before the last change; DamagedTable before anything is written.
    What was reported about components stays as it is.
    """
    check_maintain_catalogue(by)
    since = first_day(valid_from, on)
    AdvisoryLock.LOAD_FILES.acquire()
    with damage_refused():
        catalogue = read_catalogue(directory)
    before, links = belonging(), [links_held(former) for former in LINKED]
    tables = tuple(step() for step in watch(_steps(catalogue)))
    result = LoadResult(tables, (*keep_former(before, since), *keep_links(links, since, is_first=not before)))
    if result.touched:
        record(
            by=by,
            on=on,
            verb="catalogue_loaded",
            subject=Subject("service", "alle", _("Katalog der Leistungen")),
            sentence=_("Der Katalog wurde eingelesen."),
            after=result.figures | ({_("andere Zuordnung"): list(result.moves)} if result.moves else {}),
            source="command",
        )
        catalogue_loaded.send(sender=load_catalogue)
    return result


def _steps(catalogue: Catalogue) -> tuple[Step, ...]:
    """In the order in which they refer to each other."""
    steps = (_topic_areas, _life_events, _packages, _components, _services, _needs)
    links = (_leika, _leika_without_key, _bundles, _bundle_services)
    return tuple(partial(step, catalogue) for step in (*steps, *links))


def _topic_areas(catalogue: Catalogue) -> TableResult:
    rows = (row.model_dump() for row in catalogue.topic_areas)
    return synchronise(TopicArea.objects.all(), rows, key=["code"])


def _life_events(catalogue: Catalogue) -> TableResult:
    areas = keys(TopicArea, "name")
    rows = (
        {"slug": slug(row.name), "name": row.name, "topic_area_id": areas[row.topic_area]}
        for row in catalogue.life_events
    )
    return synchronise(LifeEvent.objects.all(), rows, key=["slug"])


def _packages(catalogue: Catalogue) -> TableResult:
    return synchronise(Package.objects.all(), (row.model_dump() for row in catalogue.packages), key=["number"])


def _components(catalogue: Catalogue) -> TableResult:
    rows = (row.model_dump() | {"ordinal": ordinal} for ordinal, row in enumerate(catalogue.components, start=1))
    return synchronise(Component.objects.all(), rows, key=["slug"])


def _services(catalogue: Catalogue) -> TableResult:
    areas, events, packages = keys(TopicArea, "name"), keys(LifeEvent, "name"), keys(Package, "number")
    assignments = catalogue.assignments()
    rows = (
        {
            **row.model_dump(exclude={"topic_area", "life_event"}),
            "sort_key": sort_key(row.name),
            "topic_area_id": areas[row.topic_area],
            "life_event_id": events[row.life_event],
            **_known(catalogue.facts.get(row.ozg_id)),
            **_assigned(assignments[row.ozg_id], packages),
        }
        for row in catalogue.services
    )
    return synchronise(Service.objects.all(), rows, key=["ozg_id"])


def _known(facts: FactsRow | None) -> dict[str, Any]:
    """What is known or assumed of a service beyond the catalogue, as its fields."""
    if facts is None:
        return UNKNOWN
    source = {"facts_source": facts.source, "facts_are_assumption": facts.is_assumption}
    return facts.model_dump(exclude={"ozg_id", "source", "is_assumption"}) | source


def _assigned(assignment: Assignment, packages: dict[int, int]) -> dict[str, Any]:
    """The package the rule derives and its reason, as fields of the service; packages are keys by number."""
    return {
        "package_id": None if assignment.package is None else packages[assignment.package],
        "assignment": assignment.assigned,
        "assignment_reason": say(assignment.reason),
    }


def _needs(catalogue: Catalogue) -> TableResult:
    services, components = keys(Service, "ozg_id"), keys(Component, "slug")
    rows = (
        {
            "service_id": services[row.ozg_id],
            "component_id": components[row.component],
            **row.model_dump(include={"source", "is_assumption"}),
        }
        for row in catalogue.needs
    )
    return synchronise(ServiceNeed.objects.all(), rows, key=["service_id", "component_id"], prune=True)


def _leika(catalogue: Catalogue) -> TableResult:
    return synchronise(LeikaEntry.objects.exclude(key=""), _entries(catalogue.leika), key=["key"])


def _leika_without_key(catalogue: Catalogue) -> TableResult:
    rows = _entries(catalogue.leika_without_key)
    table = _("Leistungen ohne LeiKa-Schlüssel")
    return synchronise(LeikaEntry.objects.filter(key=""), rows, key=["service_id", "name"], table=table)


def _entries(rows: Iterable[WithoutKeyRow]) -> Iterator[dict[str, Any]]:
    services = keys(Service, "ozg_id")
    for row in rows:
        yield row.model_dump(exclude={"ozg_id"}) | {"service_id": services[row.ozg_id] if row.ozg_id else None}


def _bundles(catalogue: Catalogue) -> TableResult:
    return synchronise(Bundle.objects.all(), (row.model_dump() for row in catalogue.bundles), key=["slug"])


def _bundle_services(catalogue: Catalogue) -> TableResult:
    bundles, services = keys(Bundle, "slug"), keys(Service, "ozg_id")
    rows = (
        {
            "bundle_id": bundles[row.bundle],
            "service_id": services[row.ozg_id],
            **row.model_dump(exclude={"bundle", "ozg_id"}),
        }
        for row in catalogue.bundle_services
    )
    return synchronise(BundleService.objects.all(), rows, key=["bundle_id", "service_id"], prune=True)


def slug(name: str) -> str:
    """The key of a Lage, made from its name."""
    return sort_key(name).replace(" ", "-")
