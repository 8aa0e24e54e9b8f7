"""Who is told when a milestone of a side becomes overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, Side
from accounts.words import ROLES, SIDES
from milestones.models import BecameOverdue, Milestone

# Joint promises concern both sides; what other Länder owe is followed up by the ministry (letter, steering).
ROLES_OF: Mapping[Side, frozenset[Role]] = {
    Side.LAND: frozenset({Role.MINISTRY}),
    Side.KOMMUNEN: frozenset({Role.ASSOCIATION}),
    Side.LDI: frozenset({Role.OPERATOR}),
    Side.JOINT: frozenset({Role.MINISTRY, Role.ASSOCIATION}),
    Side.EXTERNAL: frozenset({Role.MINISTRY}),
}


def people() -> list[User]:
    """Everybody who is told about anything overdue (one query)."""
    roles = {role.value for side in Side for role in ROLES_OF[side]}
    return list(User.objects.active().filter(role__in=roles).order_by("email"))


def reachable_sides(told: list[User]) -> frozenset[Side]:
    """The sides for which at least one of these people can be told."""
    roles = {Role(user.role) for user in told}
    return frozenset(side for side in Side if ROLES_OF[side] & roles)


@dataclass(frozen=True, slots=True)
class Told:
    """For milestones of which side who is told: functions and their bodies, without the names of people."""

    side: str
    who: str


def told_of_overdue(told: Iterable[User]) -> tuple[Told, ...]:
    """Who hears, side by side, that something has become overdue; a body stands there once, however many it sends."""
    people = list(told)
    return tuple(Told(SIDES[side], _bodies(people, ROLES_OF[side])) for side in Side)


def _bodies(told: list[User], roles: frozenset[Role]) -> str:
    found = []
    for role in Role:
        own = [user for user in told if user.role == role and role in roles]
        bodies = sorted({user.organisation for user in own} - {"", ROLES[role]})
        if own:
            found.append(f"{ROLES[role]} ({', '.join(bodies)})" if bodies else ROLES[role])
    return "; ".join(found) or _("noch niemand")


def concerns(user: User, event: BecameOverdue) -> bool:
    """Whether this person's role answers for the milestone of the event."""
    return Role(user.role) in ROLES_OF[Side(event.milestone.responsible)]


def unheard(on: date) -> list[BecameOverdue]:
    """Events still waiting because nobody of the responsible side has access (three queries)."""
    reachable = reachable_sides(people())
    overdue: Iterable[Any] = Milestone.objects.overdue(on)
    still = {row.pk: row.due_on for row in overdue}
    waiting = BecameOverdue.objects.unannounced().select_related("milestone")
    return [
        event
        for event in waiting
        if still.get(event.milestone_id) == event.due_on and Side(event.milestone.responsible) not in reachable
    ]
