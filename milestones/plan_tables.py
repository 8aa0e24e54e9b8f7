"""The plan as it ships: four tables, each row typed and checked against what it names. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from accounts.roles import Side
from milestones.dependencies import Edge, find_cycle
from milestones.precision import UNDATED, Precision
from milestones.states import Commitment, DependencyKind, MilestoneKind
from ozgtracker.land import land
from ozgtracker.tables import (
    Blank,
    Day,
    Flag,
    Maybe,
    Several,
    Slug,
    Sourced,
    Text,
    Whole,
    listed_in,
    read_table,
    refused,
)

DATA = land().folder / "milestones"
RESERVED = frozenset({"baselines", "csv", "trend", "what-if"})
"""Pages below /milestones/, here and in rooms further up: no milestone may be called so (milestones.slugs)."""

type MilestoneSlug = Annotated[str, listed_in("milestones", "unknown")]


class PhaseRow(Sourced):
    """One line of phases.csv."""

    KEY = ("number",)
    number: Whole
    name: Text = Field(max_length=120)
    description: Blank
    letter_item: Blank = Field(max_length=100)


class MilestoneRow(Sourced):
    """One line of milestones.csv; date and precision are those of the letter (baseline 0)."""

    KEY = ("slug",)
    slug: Slug = Field(max_length=50)
    code: Text = Field(max_length=10)
    title: Text = Field(max_length=200)
    phase: Maybe[Annotated[Whole, listed_in("phases", "unknown")]]
    kind: MilestoneKind
    commitment: Commitment
    responsible: Side
    contributors: Annotated[Several, listed_in("sides", "unknown")]
    date: Maybe[Day]
    precision: Precision
    delivers: Annotated[Several, listed_in("components", "unknown")]
    opens_package: Maybe[Annotated[Whole, listed_in("packages", "unknown")]]
    is_central: Flag = Field(alias="central")
    declaring_body: Blank = Field(max_length=200)
    description: Blank
    letter_item: Blank = Field(max_length=100)
    ordinal: Whole = Field(alias="order")
    note: Blank

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.date is None) != (self.precision in UNDATED):
            raise refused("date_and_precision", value=self.precision)
        return self


class DeliverableRow(Sourced):
    """One line of deliverables.csv."""

    KEY = ("slug",)
    milestone: MilestoneSlug
    slug: Slug = Field(max_length=50)
    title: Text = Field(max_length=200)
    letter_item: Blank = Field(max_length=100)


class DependencyRow(Sourced):
    """One line of dependencies.csv."""

    KEY = ("predecessor", "successor")
    predecessor: MilestoneSlug
    successor: MilestoneSlug
    kind: DependencyKind
    # Working days of the Land that have to lie between the two.
    lag_days: Whole = Field(alias="lag", le=1000)
    reason: Blank = Field(max_length=300)


@dataclass(frozen=True, slots=True)
class PlanTables:
    """All four tables, sound in themselves and among each other."""

    phases: tuple[PhaseRow, ...]
    milestones: tuple[MilestoneRow, ...]
    deliverables: tuple[DeliverableRow, ...]
    dependencies: tuple[DependencyRow, ...]


def read_plan(directory: Path, *, components: Collection[str], packages: Collection[int]) -> PlanTables:
    """The plan in that directory. Raises Damage (file, line, code) for the first thing that is wrong."""
    phases = read_table(directory / "phases.csv", PhaseRow)
    known: dict[str, Collection[object]] = {
        "phases": {phase.number for phase in phases},
        "components": components,
        "packages": packages,
        "sides": [side.value for side in Side],
    }
    milestones = read_table(directory / "milestones.csv", MilestoneRow, known=known, check=_each_once())
    titles = {milestone.slug: milestone.title for milestone in milestones}
    known = {"milestones": titles}
    deliverables = read_table(directory / "deliverables.csv", DeliverableRow, known=known)
    dependencies = read_table(
        directory / "dependencies.csv", DependencyRow, known=known, check=_without_circles(titles)
    )
    return PlanTables(phases, milestones, deliverables, dependencies)


def _each_once() -> Callable[[MilestoneRow], None]:
    """No slug is reserved, no code given twice, and no component delivered by two milestones."""
    codes: set[str] = set()
    delivered: set[str] = set()

    def check(row: MilestoneRow) -> None:
        if row.slug in RESERVED:
            raise refused("slug_reserved", value=row.slug)
        if row.code in codes:
            raise refused("code_taken", value=row.code)
        if twice := row.delivers & delivered:
            raise refused("delivered_twice", value=min(twice))
        codes.add(row.code)
        delivered.update(row.delivers)

    return check


def _without_circles(titles: dict[str, str]) -> Callable[[DependencyRow], None]:
    edges: list[Edge] = []

    def check(row: DependencyRow) -> None:
        edge = (row.predecessor, row.successor)
        if circle := find_cycle(edges, edge):
            raise refused("circle", value=" → ".join(titles[slug] for slug in circle))
        edges.append(edge)

    return check
