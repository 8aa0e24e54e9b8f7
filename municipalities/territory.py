"""Reads the territory's tables: all of them whole, sound and fitting to each other, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from municipalities.kinds import SERVED, Kind, Succeeded
from ozgtracker.land import land
from ozgtracker.tables import (
    Blank,
    Day,
    Flag,
    Point,
    Sourced,
    TableRow,
    Text,
    Whole,
    digits,
    listed_in,
    matching,
    read_table,
    refused,
)

DATA = land().folder / "municipalities"
UNITS = "verwaltungseinheiten.csv"
ASSOCIATIONS = "associations.csv"
SUCCESSIONS = "gebietsaenderungen.csv"
SERVICES = "ozg_leistungen.csv"
FREE = "free"
LAND = "land"
WORDS = (*Kind, SERVED, LAND)


def _word(cell: str) -> str:
    if cell not in WORDS:
        raise refused("enum", expected=", ".join(f"'{kind}'" for kind in Kind))
    return cell


def _area(area: Decimal) -> Decimal:
    if not 0 < area < 1_000_000:
        raise refused("no_area")
    return area.quantize(Decimal("0.01"))


type Ars = Annotated[str, digits(12)]
type OptionalArs = Annotated[str, digits(12, blank=True)]
Count = Annotated[Whole, Field(le=100_000_000)]


class Unit(TableRow):
    """One unit of the official directory; an administration where its word is a Kind."""

    KEY = ("ars",)
    word: Annotated[str, AfterValidator(_word)] = Field(alias="typ")
    has_administration: Flag = Field(alias="eigene_verwaltung")
    ars: Ars
    ags: Annotated[str, digits(8, blank=True)]
    name: Text = Field(max_length=120)
    label: Text = Field(alias="bezeichnung", max_length=160)
    is_town: Flag = Field(alias="stadt")
    district: OptionalArs = Field(alias="kreis_ars")
    association: OptionalArs = Field(alias="verband_ars")
    seat: Blank = Field(alias="verwaltungssitz", max_length=120)
    population: Count = Field(alias="bevoelkerung")
    area_km2: Annotated[Point, AfterValidator(_area)] = Field(alias="flaeche_km2")
    municipality_count: Count = Field(alias="gemeinden")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.has_administration != (self.kind is not None):
            raise refused("no_administration", column="eigene_verwaltung", value=self.word)
        if not self.ags and self.kind is not Kind.MUNICIPAL_ASSOCIATION:
            raise refused("digits", column="ags", value=self.ags, length=8)
        if not self.association and self.word == SERVED:
            raise refused("digits", column="verband_ars", value=self.association, length=12)
        return self

    @property
    def kind(self) -> Kind | None:
        """None for the Land and for a municipality others act for: neither has an administration that reports."""
        return None if self.word in {SERVED, LAND} else Kind(self.word)

    @property
    def is_municipality(self) -> bool:
        """Gemeinde in the sense of the law: everything but Land, district and association of municipalities."""
        return self.word == SERVED or self.kind in {Kind.INDEPENDENT_TOWN, Kind.FREE_MUNICIPALITY}

    @property
    def authority(self) -> str:
        """ARS of the administration that does this municipality's business."""
        return self.association if self.word == SERVED else self.ars


class LargeTownRow(Sourced):
    """A large town within a district."""

    KEY = ("ars",)
    ars: Annotated[Ars, listed_in(FREE, "not_free")]


class AssociationRow(Sourced):
    """Kommunaler Spitzenverband."""

    KEY = ("slug",)
    slug: Text = Field(max_length=50)
    name: Text = Field(max_length=160)
    short_name: Text = Field(max_length=60)


class MembershipRow(Sourced):
    """An authority is a member of an association."""

    KEY = ("association", "ars")
    association: Annotated[Text, listed_in(ASSOCIATIONS)]
    ars: Annotated[Ars, listed_in(UNITS, "no_authority")]


class CompetenceRow(Sourced):
    """A kind of authority carries out a service; large_towns_instead: in large towns the town, not the Landkreis."""

    KEY = ("ozg_id", "kind")
    ozg_id: Annotated[str, digits(5), listed_in(SERVICES)]
    kind: Kind
    large_towns_instead: Flag = Field(alias="large_towns")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.large_towns_instead and self.kind is not Kind.DISTRICT:
            raise refused("only_district", column="large_towns")
        return self


class SuccessionRow(TableRow):
    """A body that was dissolved or renamed between two editions of the directory. Keys are AGS, of a Verbandsgemeinde
    nine digits."""

    KEY = ("schluessel_alt", "schluessel_neu", "von_stand")
    after: Day = Field(alias="von_stand")
    by: Day = Field(alias="bis_stand")
    kind: Succeeded = Field(alias="art")
    old_key: Annotated[str, matching("[0-9]{8,9}", "old_key")] = Field(alias="schluessel_alt")
    predecessor_name: Text = Field(alias="name_alt", max_length=160)
    new_key: Annotated[str, matching("[0-9]{8,9}", "old_key")] = Field(alias="schluessel_neu")
    successor_name: Text = Field(alias="name_neu", max_length=160)
    association: Annotated[str, digits(9)] = Field(alias="verband")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.by <= self.after:
            raise refused("not_later", column="bis_stand", value=self.by)
        return self

    @property
    def predecessor_ars(self) -> str:
        """Its key of twelve digits."""
        return self._ars(self.old_key)

    @property
    def successor_ars(self) -> str:
        """Its key of twelve digits."""
        return self._ars(self.new_key)

    def _ars(self, key: str) -> str:
        return f"{key}000" if len(key) == len(self.association) else f"{self.association}{key[5:]}"


@dataclass(frozen=True, slots=True)
class Territory:
    """All tables together."""

    units: tuple[Unit, ...]
    large_towns: frozenset[str]
    associations: tuple[AssociationRow, ...]
    memberships: tuple[MembershipRow, ...]
    successions: tuple[SuccessionRow, ...]

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
    """Everything, or Damage naming file, line and reason of the first thing that is wrong."""
    kinds = {unit.ars: unit.kind for unit in read_table(directory / UNITS, Unit)}
    # Read again, now that each can be looked up: a unit names its district and its Verbandsgemeinde.
    units = read_table(directory / UNITS, Unit, check=partial(_check_references, kinds))
    free = {unit.ars for unit in units if unit.kind is Kind.FREE_MUNICIPALITY and unit.district}
    large_towns = read_table(directory / "large_towns.csv", LargeTownRow, known={FREE: free})
    associations = read_table(directory / ASSOCIATIONS, AssociationRow)
    known: dict[str, Collection[object]] = {
        ASSOCIATIONS: {association.slug for association in associations},
        UNITS: {ars for ars, kind in kinds.items() if kind is not None},
    }
    memberships = read_table(directory / "memberships.csv", MembershipRow, known=known)
    towns = frozenset(town.ars for town in large_towns)
    return Territory(units, towns, associations, memberships, _successions(directory, kinds.keys()))


def _successions(directory: Path, units: Collection[str]) -> tuple[SuccessionRow, ...]:
    """A Land without such a change has no such table. Whoever followed must be there."""

    def check(row: SuccessionRow) -> None:
        if row.successor_ars not in units:
            raise refused("not_in_table", column="schluessel_neu", value=row.new_key, table=UNITS)

    path = directory / SUCCESSIONS
    return read_table(path, SuccessionRow, check=check) if path.exists() else ()


def read_competences(directory: Path, services: Collection[str]) -> tuple[CompetenceRow, ...]:
    """Which kind carries out what; services are the OZG-IDs that exist. Raises Damage."""
    return read_table(directory / "competences.csv", CompetenceRow, known={SERVICES: services})


def _check_references(kinds: dict[str, Kind | None], unit: Unit) -> None:
    if unit.district and kinds.get(unit.district) is not Kind.DISTRICT:
        raise refused("no_district", column="kreis_ars", value=unit.district)
    if unit.word == SERVED and kinds.get(unit.association) is not Kind.MUNICIPAL_ASSOCIATION:
        raise refused("no_municipal_association", column="verband_ars", value=unit.association)
