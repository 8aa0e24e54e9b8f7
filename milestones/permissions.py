"""Who may read the plan, report on a milestone, and change what depends on what."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import EVERYONE, Role, Side
from milestones.models import Milestone
from milestones.states import MilestoneKind
from municipalities.models import Representative
from ozgtracker.errors import NotAllowed

READERS = EVERYONE
PLANNERS = frozenset({Role.MINISTRY})

# Responsibilities are shared, each with one side that reports (letter, steering; design, interface).
_SIDES_OF: Mapping[Role, frozenset[Side]] = {
    Role.MINISTRY: frozenset({Side.LAND, Side.JOINT, Side.EXTERNAL}),
    Role.ASSOCIATION: frozenset({Side.KOMMUNEN, Side.JOINT}),
    Role.OPERATOR: frozenset({Side.LDI}),
}
REPORTERS = frozenset(_SIDES_OF)


def may_report(user: User, milestone: Milestone) -> bool:
    """Whether this person may report on the milestone; on the statutory day nobody reports, it is a marker."""
    if milestone.kind == MilestoneKind.STATUTORY:
        return False
    return Side(milestone.responsible) in _SIDES_OF.get(Role(user.role), frozenset())


def check_report(user: User, milestone: Milestone) -> None:
    """Raises NotAllowed with a sentence."""
    if milestone.kind == MilestoneKind.STATUTORY:
        raise NotAllowed(_("Die gesetzliche Frist ist eine Marke; zu ihr wird nicht gemeldet."))
    if user.role == Role.ASSOCIATION and not Representative.objects.lasting().filter(user=user).exists():
        raise NotAllowed(_("Für die Kommunen melden Sie, sobald Ihre Benennung für Ihren Verband bestätigt ist."))
    if not may_report(user, milestone):
        raise NotAllowed(
            _("Zu „%(title)s“ meldet die verantwortliche Seite (%(side)s).")
            % {"title": milestone.title, "side": milestone.get_responsible_display()}
        )


def check_plan(user: User | None) -> None:
    """The system itself (None) and the ministry keep the plan; raises NotAllowed."""
    if user is not None and user.role not in PLANNERS:
        raise NotAllowed(_("Den Plan pflegt das Ministerium."))
