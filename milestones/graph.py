"""The plan as something that can be moved: components, milestones, packages, and what waits for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from accounts.roles import Side
from accounts.words import SIDES
from milestones.follow_on import FollowOn, Node, Wait, follow_on
from milestones.states import CLOSED_STATES, UNPROMISED_KINDS, DependencyKind, State
from milestones.status import MilestoneStatus, PlanStatus
from ozgtracker.ui.as_of import AsOf
from services.models import Package


@dataclass(frozen=True, slots=True)
class Part:
    """A component or a milestone that is still open; status: of a milestone."""

    slug: str
    code: str
    name: str
    side: str
    node: Node
    pk: int
    status: MilestoneStatus | None = None

    @property
    def can_move(self) -> bool:
        """Whether it has a date of its own to be moved."""
        return self.node.own_on is not None and not self.node.is_done and not self.node.is_computed

    @property
    def short(self) -> str:
        """What a chain calls it."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Graph:
    """parts: what is still open, by slug, components first; done: what is not; waits: all of them."""

    parts: Mapping[str, Part]
    done: tuple[Node, ...]
    waits: tuple[Wait, ...]

    def expected(self, moved: Mapping[str, timedelta], *, with_soft: bool) -> dict[str, FollowOn]:
        """When everything is to be expected with these moved."""
        nodes = [_moved(part.node, moved.get(slug)) for slug, part in self.parts.items()]
        return follow_on([*nodes, *self.done], self.waits, with_soft=with_soft)


def graph_of(plan: PlanStatus) -> Graph:
    """As it stands on the day of the plan (no query)."""
    components: tuple[Any, ...] = plan.components
    every = [*map(_component, components), *(_milestone(row) for row in plan.milestones if _is_promised(row))]
    return Graph(
        parts={part.slug: part for part in every if not part.node.is_done},
        done=tuple(part.node for part in every if part.node.is_done),
        waits=tuple(_waits(plan, components)),
    )


def opened_by(plan: PlanStatus, at: AsOf) -> dict[int, str]:
    """The slug of the milestone that opens each package that is not open yet, by primary key (one query)."""
    packages: list[Any] = list(Package.objects.as_of(at.day))
    closed = {package.pk for package in packages if package.ready_then is None}
    opening = ((row.milestone.opens_package_id, row.milestone.slug) for row in plan.milestones)
    return {package: slug for package, slug in opening if package in closed and package is not None}


def _is_promised(row: MilestoneStatus) -> bool:
    dropped = row.facts.state in CLOSED_STATES and row.facts.state is not State.REACHED
    return row.facts.kind not in UNPROMISED_KINDS and not dropped


def _component(one: Any) -> Part:
    node = Node(one.slug, one.ready_then or one.forecast_then, is_done=one.ready_then is not None)
    return Part(one.slug, "", one.name, SIDES[Side(one.responsible)], node, one.pk)


def _milestone(row: MilestoneStatus) -> Part:
    one = row.milestone
    own_on = None if row.is_computed and not row.is_reached else row.expected_on
    node = Node(one.slug, own_on, is_done=row.is_reached, is_computed=row.is_computed)
    return Part(one.slug, one.code, one.title, row.responsible_label, node, one.pk, row)


def _waits(plan: PlanStatus, components: Iterable[Any]) -> Iterable[Wait]:
    """Dependencies of the plan; an aggregate waits for every component, a component for the milestone that delivers
    it."""
    for link in plan.couplings:
        is_hard = link.dependency.kind == DependencyKind.HARD
        lag = link.dependency.lag_days
        yield Wait(link.predecessor.milestone.slug, link.successor.milestone.slug, is_hard, lag)
    for row in plan.milestones:
        if row.is_computed:
            yield from (Wait(one.slug, row.milestone.slug) for one in components)
        else:
            yield from (Wait(row.milestone.slug, one.slug) for one in row.milestone.delivers.all())


def _moved(node: Node, by: timedelta | None) -> Node:
    if not by or node.own_on is None:
        return node
    return replace(node, own_on=node.own_on + by)


def statutory_on(plan: PlanStatus) -> date | None:
    """The day set by law that binds all of them."""
    days = (row.agreed for row in plan.milestones if row.facts.kind in UNPROMISED_KINDS)
    return next((day for day in days if day is not None), None)
