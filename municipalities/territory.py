"""Reads the territory's tables: all of them whole, sound and fitting to each other, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from municipalities.kinds import Kind
from ozgtracker.land import land
from ozgtracker.tables import DamagedTable, Row, decimal, digits, flag, number, one_of, read_table, text

DATA = land().folder / "municipalities"
UNITS = "verwaltungseinheiten.csv"
COMPETENCES = "competences.csv"
VILLAGE = "ortsgemeinde"
LAND = "land"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the official directory. kind is None for the Land and for an Ortsgemeinde (no administration)."""

    ars: str
    ags: str
    word: str
    kind: Kind | None
    name: str
    label: str
    is_town: bool
    district: str
    association: str
    seat: str
    population: int
    area_km2: Decimal
    municipality_count: int

    @property
    def is_municipality(self) -> bool:
        """Gemeinde in the sense of the law: everything but Land, Landkreis and Verbandsgemeinde."""
        return self.word == VILLAGE or self.kind in {Kind.INDEPENDENT_TOWN, Kind.FREE_MUNICIPALITY}

    @property
    def authority(self) -> str:
        """ARS of the administration that does this municipality's business."""
        return self.association if self.word == VILLAGE else self.ars


@dataclass(frozen=True, slots=True)
class AssociationRow:
    """Kommunaler Spitzenverband."""

    slug: str
    name: str
    short_name: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """An authority is a member of an association."""

    association: str
    ars: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """A kind of authority carries out a service; large_towns_instead: in large towns the town, not the Landkreis."""

    ozg_id: str
    kind: Kind
    large_towns_instead: bool
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class Territory:
    """All tables together."""

    units: tuple[Unit, ...]
    large_towns: frozenset[str]
    associations: tuple[AssociationRow, ...]
    memberships: tuple[MembershipRow, ...]

    @property
    def authorities(self) -> tuple[Unit, ...]:
        """The 194, districts first: the others refer to them."""
        found = [unit for unit in self.units if unit.kind is not None]
        return tuple(sorted(found, key=lambda unit: (unit.kind is not Kind.DISTRICT, unit.ars)))

    @property
    def municipalities(self) -> tuple[Unit, ...]:
        """The 2,300."""
        return tuple(unit for unit in self.units if unit.is_municipality)


def read_territory(directory: Path = DATA) -> Territory:
    """Everything, or DamagedTable naming file, line and reason of the first thing that is wrong."""
    units = read_table(directory / UNITS, _unit, key=("ars",))
    _check_references(units)
    authorities = {unit.ars for unit in units if unit.kind is not None}
    free = {unit.ars for unit in units if unit.kind is Kind.FREE_MUNICIPALITY and unit.district}
    large_towns = read_table(directory / "large_towns.csv", lambda row: _large_town(row, free), key=("ars",))
    associations = read_table(directory / "associations.csv", _association, key=("slug",))
    slugs = {association.slug for association in associations}
    memberships = read_table(
        directory / "memberships.csv", lambda row: _membership(row, slugs, authorities), key=("association", "ars")
    )
    return Territory(units, frozenset(large_towns), associations, memberships)


def read_competences(directory: Path, services: Collection[str]) -> tuple[CompetenceRow, ...]:
    """Which kind carries out what; services are the OZG-IDs that exist. Raises DamagedTable."""
    return read_table(directory / COMPETENCES, lambda row: _competence(row, services), key=("ozg_id", "kind"))


def _check_references(units: tuple[Unit, ...]) -> None:
    """A unit names its district and its Verbandsgemeinde; both must be there. Line 1 is the header."""
    kinds = {unit.ars: unit.kind for unit in units}
    for line, unit in enumerate(units, start=2):
        if unit.district and kinds.get(unit.district) is not Kind.DISTRICT:
            raise DamagedTable(UNITS, line, f"Spalte „kreis_ars“: „{unit.district}“ ist kein Landkreis der Tabelle.")
        if unit.word == VILLAGE and kinds.get(unit.association) is not Kind.MUNICIPAL_ASSOCIATION:
            raise DamagedTable(
                UNITS, line, f"Spalte „verband_ars“: „{unit.association}“ ist keine Verbandsgemeinde der Tabelle."
            )


def _unit(row: Row) -> Unit:
    word = row["typ"]
    kind = None if word in {VILLAGE, LAND} else one_of(row, "typ", Kind)
    if flag(row, "eigene_verwaltung") != (kind is not None):
        raise ValueError(f"Spalte „eigene_verwaltung“ passt nicht zu „{word}“.")
    return Unit(
        ars=digits(row, "ars", 12),
        ags=digits(row, "ags", 8, blank=kind is Kind.MUNICIPAL_ASSOCIATION),
        word=word,
        kind=kind,
        name=text(row, "name", longest=120),
        label=text(row, "bezeichnung", longest=160),
        is_town=flag(row, "stadt"),
        district=digits(row, "kreis_ars", 12, blank=True),
        association=digits(row, "verband_ars", 12, blank=word != VILLAGE),
        seat=text(row, "verwaltungssitz", blank=True, longest=120),
        population=_count(row, "bevoelkerung"),
        area_km2=_area(row),
        municipality_count=_count(row, "gemeinden"),
    )


def _count(row: Row, column: str) -> int:
    if (found := number(row, column)) > 100_000_000:
        raise ValueError(f"Spalte „{column}“: {found} ist zu groß.")
    return found


def _area(row: Row) -> Decimal:
    if not 0 < (area := decimal(row, "flaeche_km2")) < 1_000_000:
        raise ValueError(f"Spalte „flaeche_km2“: {area} ist keine Fläche in Quadratkilometern.")
    return area.quantize(Decimal("0.01"))


def _large_town(row: Row, free: Collection[str]) -> str:
    """The key of a large town within a district. That its source is named is checked with the shipped tables."""
    if (ars := digits(row, "ars", 12)) not in free:
        raise ValueError(f"Spalte „ars“: „{ars}“ ist keine verbandsfreie Gemeinde oder Stadt in {UNITS}.")
    return ars


def _association(row: Row) -> AssociationRow:
    return AssociationRow(
        slug=text(row, "slug", longest=50),
        name=text(row, "name", longest=160),
        short_name=text(row, "short_name", longest=60),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _membership(row: Row, associations: Collection[str], authorities: Collection[str]) -> MembershipRow:
    association, ars = text(row, "association"), digits(row, "ars", 12)
    if association not in associations:
        raise ValueError(f"Spalte „association“: „{association}“ kommt in associations.csv nicht vor.")
    if ars not in authorities:
        raise ValueError(f"Spalte „ars“: „{ars}“ ist keine Verwaltung in {UNITS}.")
    return MembershipRow(association, ars, text(row, "source", longest=300), flag(row, "assumption"))


def _competence(row: Row, services: Collection[str]) -> CompetenceRow:
    ozg_id = digits(row, "ozg_id", 5)
    if ozg_id not in services:
        raise ValueError(f"Spalte „ozg_id“: „{ozg_id}“ kommt in ozg_leistungen.csv nicht vor.")
    kind, instead = one_of(row, "kind", Kind), flag(row, "large_towns")
    if instead and kind is not Kind.DISTRICT:
        raise ValueError(
            "Spalte „large_towns“: nur beim Landkreis kann die große kreisangehörige Stadt an seine Stelle treten."
        )
    return CompetenceRow(ozg_id, kind, instead, text(row, "source", longest=300), flag(row, "assumption"))
