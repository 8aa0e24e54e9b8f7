"""Who may read the plan, report on a milestone, and change what depends on what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import EVERYONE, Role, Side
from milestones.models import Milestone, Proposal
from milestones.proposals import Word, needs_both
from milestones.reported import Before, MilestoneInput
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
# Who may speak for one of the two sides of a joint milestone (an association's user needs a mandate, too).
PARTNERS = frozenset({Role.MINISTRY, Role.ASSOCIATION})


def sides_of(user: User) -> frozenset[Side]:
    """For whom this person reports; an association's user once a mandate is confirmed (one query for these)."""
    if user.role == Role.ASSOCIATION and not Representative.objects.lasting().filter(user=user).exists():
        return frozenset()
    return _SIDES_OF.get(Role(user.role), frozenset())


def may_report(sides: Collection[Side], milestone: Milestone) -> bool:
    """Whether who reports for these sides may report on the milestone; on the statutory day nobody does, a marker."""
    return milestone.kind != MilestoneKind.STATUTORY and Side(milestone.responsible) in sides


def check_report(user: User, milestone: Milestone) -> None:
    """Raises NotAllowed with a sentence."""
    if milestone.kind == MilestoneKind.STATUTORY:
        raise NotAllowed(_("Die gesetzliche Frist ist eine Marke; zu ihr wird nicht gemeldet."))
    sides = sides_of(user)
    if user.role == Role.ASSOCIATION and not sides:
        raise NotAllowed(_("Für die Kommunen melden Sie, sobald Ihre Benennung für Ihren Verband bestätigt ist."))
    if not may_report(sides, milestone):
        raise NotAllowed(
            _("Zu „%(title)s“ meldet die verantwortliche Seite (%(side)s).")
            % {"title": milestone.title, "side": milestone.get_responsible_display()}
        )


def check_alone(milestone: Milestone, before: Before, draft: MilestoneInput) -> None:
    """Raises NotAllowed where the report would count only with the other side's confirmation (milestones.proposals)."""
    was, becomes = Word(before.state, before.actual_on), Word(draft.state, draft.actual_on)
    if needs_both(Side(milestone.responsible), was, becomes):
        raise NotAllowed(
            _("„%(title)s“ gehört beiden Seiten: Das zählt erst, wenn die andere bestätigt hat. Schlagen Sie es vor.")
            % {"title": milestone.title}
        )


def speaks_for(user: User, on: date) -> Side | None:
    """The side of a joint milestone this person speaks for: the ministry for the Land, and for the Kommunen whoever
    represents an association on that day."""
    if user.role == Role.MINISTRY:
        return Side.LAND
    mandates = Representative.objects.in_force(on).filter(user=user, association__isnull=False)
    return Side.KOMMUNEN if user.role == Role.ASSOCIATION and mandates.exists() else None


def check_proposes(user: User, milestone: Milestone, on: date) -> Side:
    """The side in whose name this person proposes on the milestone; raises NotAllowed with a sentence."""
    side = speaks_for(user, on)
    if milestone.responsible != Side.JOINT or milestone.kind == MilestoneKind.STATUTORY:
        raise NotAllowed(_("Vorgeschlagen und bestätigt wird nur, was Land und Kommunen gemeinsam gehört."))
    if side is None:
        raise NotAllowed(_("Dafür sprechen das Ministerium und wer einen kommunalen Spitzenverband vertritt."))
    return side


def check_answers(user: User, proposal: Proposal, on: date) -> Side:
    """The side in whose name this person answers: the other one. Raises NotAllowed with a sentence."""
    if speaks_for(user, on) is not proposal.waits_for:
        raise NotAllowed(
            _("Diesen Vorschlag bestätigt die andere Seite (%(side)s).") % {"side": proposal.waits_for_label}
        )
    return proposal.waits_for


def check_withdraws(user: User, proposal: Proposal) -> Side:
    """The side of the proposal; raises NotAllowed for everybody but its author."""
    if user.pk != proposal.by_id:
        raise NotAllowed(_("Zurückziehen kann einen Vorschlag nur, wer ihn gemacht hat."))
    return Side(proposal.side)


def check_plan(user: User | None) -> None:
    """The system itself (None) and the ministry keep the plan; raises NotAllowed."""
    if user is not None and user.role not in PLANNERS:
        raise NotAllowed(_("Den Plan pflegt das Ministerium."))
