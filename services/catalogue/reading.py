"""Reads the catalogue's tables: all of them whole, sound and fitting to each other, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from accounts.roles import Side
from ozgtracker.land import land
from ozgtracker.tables import Row, digits, flag, number, one_of, optional, read_table, text
from services.catalogue.rows import (
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
)
from services.packages import Addressee

DATA = land().folder / "services"


def known(row: Row, column: str, words: Collection[str], table: str) -> str:
    """A reference into another table. Raises ValueError where that table has no such key."""
    cell = text(row, column)
    if cell not in words:
        raise ValueError(f"Spalte „{column}“: „{cell}“ kommt in {table} nicht vor.")
    return cell


def read_catalogue(directory: Path = DATA) -> Catalogue:
    """Everything, or DamagedTable naming file, line and reason of the first thing that is wrong."""
    areas = read_table(directory / "ozg_themenfelder.csv", _topic_area, key=("code",))
    names = {area.name for area in areas}
    events = read_table(
        directory / "ozg_lagen.csv",
        lambda row: LifeEventRow(
            text(row, "lage", longest=200), known(row, "themenfeld", names, "ozg_themenfelder.csv")
        ),
        key=("lage",),
    )
    lagen = {event.name for event in events}
    components = read_table(directory / "components.csv", _component, key=("slug",))
    slugs = {component.slug for component in components}
    services = read_table(directory / "ozg_leistungen.csv", lambda row: _service(row, names, lagen), key=("ozg_id",))
    ids = {service.ozg_id for service in services}
    facts = read_table(directory / "service_facts.csv", lambda row: _facts(row, ids), key=("ozg_id",))
    bundles = read_table(directory / "bundles.csv", _bundle, key=("slug",))
    bundle_slugs = {bundle.slug for bundle in bundles}
    return Catalogue(
        topic_areas=areas,
        life_events=events,
        packages=read_table(directory / "packages.csv", _package, key=("number",)),
        components=components,
        services=services,
        facts={row.ozg_id: row for row in facts},
        needs=read_table(
            directory / "service_needs.csv", lambda row: _need(row, ids, slugs), key=("ozg_id", "component")
        ),
        leika=(
            *read_table(directory / "leika_leistungen.csv", lambda row: _leika(row, ids), key=("leika_schluessel",)),
            *read_table(directory / "ozg_einzelleistungen_ohne_leika.csv", lambda row: _without_key(row, ids)),
        ),
        bundles=bundles,
        bundle_services=read_table(
            directory / "bundle_services.csv",
            lambda row: _bundle_service(row, bundle_slugs, ids),
            key=("bundle", "ozg_id"),
        ),
    )


def _topic_area(row: Row) -> TopicAreaRow:
    return TopicAreaRow(text(row, "code", longest=50), text(row, "themenfeld", longest=100))


def _package(row: Row) -> PackageRow:
    return PackageRow(
        number=_small(row, "number"),
        name=text(row, "name", longest=100),
        short_rule=text(row, "short_rule", longest=100),
        rule_text=text(row, "rule_text"),
        letter_ref=text(row, "letter_ref", longest=100),
        opens_words=text(row, "opens_words", longest=60),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _component(row: Row) -> ComponentRow:
    return ComponentRow(
        slug=text(row, "slug", longest=50),
        name=text(row, "name", longest=120),
        responsible=one_of(row, "responsible", Side),
        in_scope=flag(row, "in_scope"),
        is_platform=flag(row, "is_platform"),
        description=text(row, "description", blank=True),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _service(row: Row, areas: Collection[str], events: Collection[str]) -> ServiceRow:
    return ServiceRow(
        ozg_id=digits(row, "ozg_id", 5),
        name=text(row, "name", longest=300),
        topic_area=known(row, "themenfeld", areas, "ozg_themenfelder.csv"),
        life_event=known(row, "lage", events, "ozg_lagen.csv"),
        leika_types=text(row, "leika_typen", blank=True, longest=60),
        is_municipal_or_state=flag(row, "vollzug_land_kommune"),
        sdg1=flag(row, "sdg1"),
        sdg2=flag(row, "sdg2"),
    )


def _facts(row: Row, ids: Collection[str]) -> FactsRow:
    return FactsRow(
        ozg_id=known(row, "ozg_id", ids, "ozg_leistungen.csv"),
        needs_known=flag(row, "needs_known"),
        efa_land=text(row, "efa_land", blank=True, longest=60),
        addressee=one_of(row, "addressee", Addressee).value,
        priority=optional(_small, row, "priority"),
        priority_reason=text(row, "priority_reason", blank=True, longest=300),
        user_benefit=text(row, "user_benefit", blank=True, longest=300),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _need(row: Row, ids: Collection[str], components: Collection[str]) -> NeedRow:
    return NeedRow(
        ozg_id=known(row, "ozg_id", ids, "ozg_leistungen.csv"),
        component=known(row, "component", components, "components.csv"),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _leika(row: Row, ids: Collection[str]) -> LeikaRow:
    return LeikaRow(
        key=digits(row, "leika_schluessel", 14),
        name=text(row, "bezeichnung", longest=500),
        leika_type=text(row, "leika_typ", blank=True, longest=10),
        legal_basis=text(row, "rechtsgrundlage_kurz", blank=True, longest=500),
        ozg_id=known(row, "ozg_id", ids, "ozg_leistungen.csv") if row["ozg_id"] else "",
    )


def _without_key(row: Row, ids: Collection[str]) -> LeikaRow:
    return LeikaRow(
        key="",
        name=text(row, "bezeichnung", longest=500),
        leika_type=text(row, "leika_typ", blank=True, longest=10),
        legal_basis="",
        ozg_id=known(row, "ozg_id", ids, "ozg_leistungen.csv") if row["ozg_id"] else "",
    )


def _bundle(row: Row) -> BundleRow:
    return BundleRow(
        slug=text(row, "slug", longest=50),
        name=text(row, "title", longest=100),
        description=text(row, "description", blank=True),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _bundle_service(row: Row, bundles: Collection[str], ids: Collection[str]) -> BundleServiceRow:
    return BundleServiceRow(
        bundle=known(row, "bundle", bundles, "bundles.csv"),
        ozg_id=known(row, "ozg_id", ids, "ozg_leistungen.csv"),
        position=_small(row, "position"),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _small(row: Row, column: str) -> int:
    """A rank or an ordinal: whole, and small enough for any column."""
    if (found := number(row, column)) > 32_000:
        raise ValueError(f"Spalte „{column}“: {found} ist zu groß.")
    return found
