"""Who may read the catalogue, and who may say something about a base component."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import EVERYONE, Role, Side
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from services.models import Component

READERS = EVERYONE
COMPONENT_REPORTERS = frozenset({Role.OPERATOR, Role.MINISTRY})
CATALOGUE_MAINTAINERS = frozenset({Role.MINISTRY})

# The operator runs the platform; the ministry answers for what the Land owes alone or jointly.
_SIDES_OF = {
    Role.OPERATOR: frozenset({Side.LDI, Side.JOINT}),
    Role.MINISTRY: frozenset({Side.LAND, Side.JOINT, Side.EXTERNAL}),
}


def may_report_component(user: User, component: Component) -> bool:
    """Whether this person may report on the component."""
    return Side(component.responsible) in _SIDES_OF.get(Role(user.role), frozenset())


def check_report_component(user: User, component: Component) -> None:
    """Raises NotAllowed where this person may not."""
    if not may_report_component(user, component):
        raise NotAllowed(found("component.who-reports", title=component.name, side=Side(component.responsible)))


def check_maintain_catalogue(user: User | None) -> None:
    """The system itself (None) and the ministry; raises NotAllowed."""
    if user is not None and user.role not in CATALOGUE_MAINTAINERS:
        raise NotAllowed(found("catalogue.who-maintains"))
