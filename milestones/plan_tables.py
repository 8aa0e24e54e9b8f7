"""The plan as it ships: four tables, each row typed and checked against what it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accounts.roles import Side
from milestones.dependencies import Edge, find_cycle
from milestones.precision import UNDATED, Precision
from milestones.states import Commitment, DependencyKind, MilestoneKind
from ozgtracker.land import land
from ozgtracker.tables import Row, flag, iso_day, number, one_of, optional, read_table, several, text

DATA = land().folder / "milestones"


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One line of phases.csv."""

    number: int
    name: str
    description: str
    letter_item: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One line of milestones.csv; date and precision are those of the letter (baseline 0)."""

    slug: str
    code: str
    title: str
    phase: int | None
    kind: MilestoneKind
    commitment: Commitment
    responsible: Side
    contributors: frozenset[str]
    date: date | None
    precision: Precision
    delivers: frozenset[str]
    opens_package: int | None
    is_central: bool
    declaring_body: str
    description: str
    letter_item: str
    ordinal: int
    source: str
    is_assumption: bool
    note: str


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """One line of deliverables.csv."""

    milestone: str
    slug: str
    title: str
    letter_item: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One line of dependencies.csv."""

    predecessor: str
    successor: str
    kind: DependencyKind
    reason: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class PlanTables:
    """All four tables, sound in themselves and among each other."""

    phases: tuple[PhaseRow, ...]
    milestones: tuple[MilestoneRow, ...]
    deliverables: tuple[DeliverableRow, ...]
    dependencies: tuple[DependencyRow, ...]


def read_plan(directory: Path, *, components: Collection[str], packages: Collection[int]) -> PlanTables:
    """The plan in that directory. Raises DamagedTable (file, line, reason) for the first thing that is wrong."""
    phases = read_table(directory / "phases.csv", _phase, key=("number",))
    numbers = {phase.number for phase in phases}
    milestones = read_table(
        directory / "milestones.csv", _milestones(numbers, set(components), set(packages)), key=("slug",)
    )
    slugs = {milestone.slug for milestone in milestones}
    deliverables = read_table(directory / "deliverables.csv", _deliverables(slugs), key=("slug",))
    dependencies = read_table(
        directory / "dependencies.csv",
        _dependencies({milestone.slug: milestone.title for milestone in milestones}),
        key=("predecessor", "successor"),
    )
    return PlanTables(phases, milestones, deliverables, dependencies)


def _phase(row: Row) -> PhaseRow:
    return PhaseRow(
        number=number(row, "number"),
        name=text(row, "name", longest=120),
        description=text(row, "description", blank=True),
        letter_item=text(row, "letter_item", blank=True, longest=100),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
    )


def _milestones(phases: set[int], components: set[str], packages: set[int]) -> Callable[[Row], MilestoneRow]:
    codes: set[str] = set()
    delivered: set[str] = set()

    def read(row: Row) -> MilestoneRow:
        found = _milestone(row)
        _known(row, "phase", {found.phase} - {None}, phases)
        _known(row, "delivers", found.delivers, components)
        _known(row, "opens_package", {found.opens_package} - {None}, packages)
        if found.code in codes:
            raise ValueError(f"Die Kennung „{found.code}“ ist schon vergeben.")
        if twice := found.delivers & delivered:
            raise ValueError(f"„{min(twice)}“ wird schon von einem anderen Meilenstein bereitgestellt.")
        if (found.date is None) != (found.precision in UNDATED):
            raise ValueError(f"Termin und Genauigkeit „{found.precision}“ passen nicht zusammen.")
        codes.add(found.code)
        delivered.update(found.delivers)
        return found

    return read


def _milestone(row: Row) -> MilestoneRow:
    return MilestoneRow(
        slug=_slug(row, "slug"),
        code=text(row, "code", longest=10),
        title=text(row, "title", longest=200),
        phase=optional(number, row, "phase"),
        kind=one_of(row, "kind", MilestoneKind),
        commitment=one_of(row, "commitment", Commitment),
        responsible=one_of(row, "responsible", Side),
        contributors=_sides(row, "contributors"),
        date=optional(iso_day, row, "date"),
        precision=one_of(row, "precision", Precision),
        delivers=frozenset(several(row, "delivers")),
        opens_package=optional(number, row, "opens_package"),
        is_central=flag(row, "central"),
        declaring_body=text(row, "declaring_body", blank=True, longest=200),
        description=text(row, "description", blank=True),
        letter_item=text(row, "letter_item", blank=True, longest=100),
        ordinal=number(row, "order"),
        source=text(row, "source", longest=300),
        is_assumption=flag(row, "assumption"),
        note=text(row, "note", blank=True),
    )


def _deliverables(slugs: set[str]) -> Callable[[Row], DeliverableRow]:
    def read(row: Row) -> DeliverableRow:
        _known(row, "milestone", {row["milestone"]}, slugs)
        return DeliverableRow(
            milestone=row["milestone"],
            slug=_slug(row, "slug"),
            title=text(row, "title", longest=200),
            letter_item=text(row, "letter_item", blank=True, longest=100),
            source=text(row, "source", longest=300),
            is_assumption=flag(row, "assumption"),
        )

    return read


def _dependencies(titles: dict[str, str]) -> Callable[[Row], DependencyRow]:
    edges: list[Edge] = []

    def read(row: Row) -> DependencyRow:
        _known(row, "predecessor", {row["predecessor"]}, titles)
        _known(row, "successor", {row["successor"]}, titles)
        edge = (row["predecessor"], row["successor"])
        if circle := find_cycle(edges, edge):
            names = " → ".join(titles[slug] for slug in circle)
            raise ValueError(f"Die Abhängigkeit schließt einen Kreis: {names}.")
        edges.append(edge)
        return DependencyRow(
            predecessor=edge[0],
            successor=edge[1],
            kind=one_of(row, "kind", DependencyKind),
            reason=text(row, "reason", blank=True, longest=300),
            source=text(row, "source", longest=300),
            is_assumption=flag(row, "assumption"),
        )

    return read


def _known(row: Row, column: str, named: Collection[object], known: Collection[object]) -> None:
    if unknown := sorted(str(name) for name in named if name not in known):
        raise ValueError(f"Spalte „{column}“: „{unknown[0]}“ ist nicht bekannt.")


def _slug(row: Row, column: str) -> str:
    cell = text(row, column, longest=50)
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cell) is None:
        raise ValueError(f"Spalte „{column}“: „{cell}“ ist kein Kürzel aus Kleinbuchstaben, Ziffern und Bindestrichen.")
    return cell


def _sides(row: Row, column: str) -> frozenset[str]:
    words = frozenset(several(row, column))
    _known(row, column, words, {side.value for side in Side})
    return words
