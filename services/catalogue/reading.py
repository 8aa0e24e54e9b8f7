"""Reads the catalogue's tables: all of them whole, sound and fitting to each other, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ozgtracker.land import land
from ozgtracker.tables import read_table
from services.catalogue.rows import (
    BUNDLES,
    COMPONENTS,
    LIFE_EVENTS,
    SERVICES,
    TOPIC_AREAS,
    BundleRow,
    BundleServiceRow,
    Catalogue,
    ComponentRow,
    FactsRow,
    LeikaRow,
    LifeEventRow,
    NeedRow,
    PackageRow,
    ServiceRow,
    TopicAreaRow,
    WithoutKeyRow,
)

DATA = land().folder / "services"


def read_catalogue(directory: Path = DATA) -> Catalogue:
    """Everything, or Damage naming file, line and reason of the first thing that is wrong."""
    known: dict[str, Collection[object]] = {}
    areas = read_table(directory / TOPIC_AREAS, TopicAreaRow)
    known[TOPIC_AREAS] = {area.name for area in areas}
    events = read_table(directory / LIFE_EVENTS, LifeEventRow, known=known)
    known[LIFE_EVENTS] = {event.name for event in events}
    components = read_table(directory / COMPONENTS, ComponentRow)
    known[COMPONENTS] = {component.slug for component in components}
    services = read_table(directory / SERVICES, ServiceRow, known=known)
    known[SERVICES] = {service.ozg_id for service in services}
    bundles = read_table(directory / BUNDLES, BundleRow)
    known[BUNDLES] = {bundle.slug for bundle in bundles}
    facts = read_table(directory / "service_facts.csv", FactsRow, known=known)
    return Catalogue(
        topic_areas=areas,
        life_events=events,
        packages=read_table(directory / "packages.csv", PackageRow),
        components=components,
        services=services,
        facts={row.ozg_id: row for row in facts},
        needs=read_table(directory / "service_needs.csv", NeedRow, known=known),
        leika=read_table(directory / "leika_leistungen.csv", LeikaRow, known=known),
        leika_without_key=read_table(directory / "ozg_einzelleistungen_ohne_leika.csv", WithoutKeyRow, known=known),
        bundles=bundles,
        bundle_services=read_table(directory / "bundle_services.csv", BundleServiceRow, known=known),
    )
