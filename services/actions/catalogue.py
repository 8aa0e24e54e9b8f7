"""Takes over the catalogue that ships with the project."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from ozgtracker.errors import InvalidInput
from ozgtracker.german import sort_key
from ozgtracker.locks import AdvisoryLock
from services.actions.former import belonging, keep_former
from services.catalogue.reading import DATA, read_catalogue
from services.catalogue.rows import Catalogue, FactsRow, LeikaRow
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

UNKNOWN = FactsRow(
    "",
    needs_known=False,
    efa_land="",
    addressee="",
    priority=None,
    priority_reason="",
    user_benefit="",
    source="",
    is_assumption=True,
)

# What a later catalogue may say differently: of the service itself, of what is known about it, of its package.
SERVICE_FIELDS = [
    *("name", "sort_key", "topic_area_id", "life_event_id", "leika_types", "is_municipal_or_state", "sdg1", "sdg2"),
    *("needs_known", "efa_land", "addressee", "priority", "priority_reason", "user_benefit"),
    *("facts_source", "facts_are_assumption"),
    *("package_id", "assignment", "assignment_reason"),
]


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

    valid_from: the day from which a service belongs to another package (the day it is loaded); pages of earlier days
    stay what they were, and the result names every move. Idempotent. Raises InvalidInput("valid_from") for a day to
    come or one before the last change; DamagedTable before anything is written. What was reported about components
    stays as it is.
    """
    check_maintain_catalogue(by)
    since = valid_from or on
    if since > on:
        raise InvalidInput(_("Der Tag, von dem an es gilt, liegt in der Zukunft."), field="valid_from")
    AdvisoryLock.LOAD_FILES.acquire()
    catalogue = read_catalogue(directory)
    before = belonging()
    tables = tuple(step() for step in watch(_steps(catalogue)))
    result = LoadResult(tables, keep_former(before, since))
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
    return result


def _steps(catalogue: Catalogue) -> tuple[Step, ...]:
    """In the order in which they refer to each other."""
    steps = (_topic_areas, _life_events, _packages, _components, _services, _needs)
    links = (_leika, _leika_without_key, _bundles, _bundle_services)
    return tuple(partial(step, catalogue) for step in (*steps, *links))


def _topic_areas(catalogue: Catalogue) -> TableResult:
    rows = (TopicArea(code=row.code, name=row.name) for row in catalogue.topic_areas)
    return synchronise(TopicArea.objects.all(), rows, key=["code"], fields=["name"])


def _life_events(catalogue: Catalogue) -> TableResult:
    areas = keys(TopicArea, "name")
    rows = (
        LifeEvent(slug=slug(row.name), name=row.name, topic_area_id=areas[row.topic_area])
        for row in catalogue.life_events
    )
    return synchronise(LifeEvent.objects.all(), rows, key=["slug"], fields=["name", "topic_area_id"])


def _packages(catalogue: Catalogue) -> TableResult:
    rows = (
        Package(
            number=row.number,
            name=row.name,
            short_rule=row.short_rule,
            rule_text=row.rule_text,
            letter_ref=row.letter_ref,
            opens_words=row.opens_words,
            source=row.source,
            is_assumption=row.is_assumption,
        )
        for row in catalogue.packages
    )
    fields = ["name", "short_rule", "rule_text", "letter_ref", "opens_words", "source", "is_assumption"]
    return synchronise(Package.objects.all(), rows, key=["number"], fields=fields)


def _components(catalogue: Catalogue) -> TableResult:
    rows = (
        Component(
            slug=row.slug,
            name=row.name,
            description=row.description,
            responsible=row.responsible.value,
            in_scope=row.in_scope,
            is_platform=row.is_platform,
            source=row.source,
            is_assumption=row.is_assumption,
            ordinal=ordinal,
        )
        for ordinal, row in enumerate(catalogue.components, start=1)
    )
    fields = ["name", "description", "responsible", "in_scope", "is_platform", "source", "is_assumption", "ordinal"]
    return synchronise(Component.objects.all(), rows, key=["slug"], fields=fields)


def _services(catalogue: Catalogue) -> TableResult:
    areas, events, packages = keys(TopicArea, "name"), keys(LifeEvent, "name"), keys(Package, "number")
    assignments = catalogue.assignments()
    rows = (
        Service(
            ozg_id=row.ozg_id,
            name=row.name,
            sort_key=sort_key(row.name),
            topic_area_id=areas[row.topic_area],
            life_event_id=events[row.life_event],
            leika_types=row.leika_types,
            is_municipal_or_state=row.is_municipal_or_state,
            sdg1=row.sdg1,
            sdg2=row.sdg2,
            **_known(catalogue.facts.get(row.ozg_id, UNKNOWN)),
            **_assigned(assignments[row.ozg_id], packages),
        )
        for row in catalogue.services
    )
    return synchronise(Service.objects.all(), rows, key=["ozg_id"], fields=SERVICE_FIELDS)


def _known(facts: FactsRow) -> dict[str, Any]:
    """What is known or assumed of a service beyond the catalogue, as its fields."""
    return {
        "needs_known": facts.needs_known,
        "efa_land": facts.efa_land,
        "addressee": facts.addressee,
        "priority": facts.priority,
        "priority_reason": facts.priority_reason,
        "user_benefit": facts.user_benefit,
        "facts_source": facts.source,
        "facts_are_assumption": facts.is_assumption,
    }


def _assigned(assignment: Assignment, packages: dict[int, int]) -> dict[str, Any]:
    """The package the rule derives and its reason, as fields of the service; packages are keys by number."""
    return {
        "package_id": None if assignment.package is None else packages[assignment.package],
        "assignment": assignment.assigned.value,
        "assignment_reason": assignment.reason,
    }


def _needs(catalogue: Catalogue) -> TableResult:
    services, components = keys(Service, "ozg_id"), keys(Component, "slug")
    rows = (
        ServiceNeed(
            service_id=services[row.ozg_id],
            component_id=components[row.component],
            source=row.source,
            is_assumption=row.is_assumption,
        )
        for row in catalogue.needs
    )
    return synchronise(
        ServiceNeed.objects.all(),
        rows,
        key=["service_id", "component_id"],
        fields=["source", "is_assumption"],
        prune=True,
    )


def _leika(catalogue: Catalogue) -> TableResult:
    rows = _leika_entries([row for row in catalogue.leika if row.key])
    fields = ["name", "leika_type", "legal_basis", "service_id"]
    return synchronise(LeikaEntry.objects.exclude(key=""), rows, key=["key"], fields=fields)


def _leika_without_key(catalogue: Catalogue) -> TableResult:
    rows = _leika_entries([row for row in catalogue.leika if not row.key])
    return synchronise(
        LeikaEntry.objects.filter(key=""),
        rows,
        key=["service_id", "name"],
        fields=["leika_type", "legal_basis"],
        table=_("Leistungen ohne LeiKa-Schlüssel"),
    )


def _leika_entries(rows: list[LeikaRow]) -> list[LeikaEntry]:
    services = keys(Service, "ozg_id")
    return [
        LeikaEntry(
            key=row.key,
            name=row.name,
            leika_type=row.leika_type,
            legal_basis=row.legal_basis,
            service_id=services[row.ozg_id] if row.ozg_id else None,
        )
        for row in rows
    ]


def _bundles(catalogue: Catalogue) -> TableResult:
    rows = (
        Bundle(
            slug=row.slug,
            name=row.name,
            description=row.description,
            source=row.source,
            is_assumption=row.is_assumption,
        )
        for row in catalogue.bundles
    )
    fields = ["name", "description", "source", "is_assumption"]
    return synchronise(Bundle.objects.all(), rows, key=["slug"], fields=fields)


def _bundle_services(catalogue: Catalogue) -> TableResult:
    bundles, services = keys(Bundle, "slug"), keys(Service, "ozg_id")
    rows = (
        BundleService(
            bundle_id=bundles[row.bundle],
            service_id=services[row.ozg_id],
            position=row.position,
            source=row.source,
            is_assumption=row.is_assumption,
        )
        for row in catalogue.bundle_services
    )
    return synchronise(
        BundleService.objects.all(),
        rows,
        key=["bundle_id", "service_id"],
        fields=["position", "source", "is_assumption"],
        prune=True,
    )


def slug(name: str) -> str:
    """The key of a Lage, made from its name."""
    return sort_key(name).replace(" ", "-")
