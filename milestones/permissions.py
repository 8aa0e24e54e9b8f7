"""Who may read the plan, report on a milestone, and change what depends on what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from accounts.models import User
from accounts.roles import EVERYONE, Role, Side
from milestones.models import Milestone, Proposal
from milestones.proposals import Word, needs_both
from milestones.reported import Before, MilestoneInput
from milestones.states import MilestoneKind
from municipalities.models import Representative
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found

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
    """Raises NotAllowed where this person may not."""
    if milestone.kind == MilestoneKind.STATUTORY:
        raise NotAllowed(found("milestone.statutory"))
    sides = sides_of(user)
    if user.role == Role.ASSOCIATION and not sides:
        raise NotAllowed(found("milestone.mandate-waits"))
    if not may_report(sides, milestone):
        raise NotAllowed(found("milestone.who-reports", title=milestone.title, side=Side(milestone.responsible)))


def check_alone(milestone: Milestone, before: Before, draft: MilestoneInput) -> None:
    """Raises NotAllowed where the report would count only with the other side's confirmation (milestones.proposals)."""
    was, becomes = Word(before.state, before.actual_on), Word(draft.state, draft.actual_on)
    if needs_both(Side(milestone.responsible), was, becomes):
        raise NotAllowed(found("milestone.needs-both", title=milestone.title))


def speaks_for(user: User, on: date) -> Side | None:
    """The side of a joint milestone this person speaks for: the ministry for the Land, and for the Kommunen whoever
    represents an association on that day."""
    if user.role == Role.MINISTRY:
        return Side.LAND
    mandates = Representative.objects.in_force(on).filter(user=user, association__isnull=False)
    return Side.KOMMUNEN if user.role == Role.ASSOCIATION and mandates.exists() else None


def check_proposes(user: User, milestone: Milestone, on: date) -> Side:
    """The side in whose name this person proposes on the milestone; raises NotAllowed."""
    side = speaks_for(user, on)
    if milestone.responsible != Side.JOINT or milestone.kind == MilestoneKind.STATUTORY:
        raise NotAllowed(found("proposal.joint-only"))
    if side is None:
        raise NotAllowed(found("proposal.who-speaks"))
    return side


def check_answers(user: User, proposal: Proposal, on: date) -> Side:
    """The side in whose name this person answers: the other one. Raises NotAllowed."""
    if speaks_for(user, on) is not proposal.waits_for:
        raise NotAllowed(found("proposal.who-answers", side=proposal.waits_for))
    return proposal.waits_for


def check_withdraws(user: User, proposal: Proposal) -> Side:
    """The side of the proposal; raises NotAllowed for everybody but its author."""
    if user.pk != proposal.by_id:
        raise NotAllowed(found("proposal.taken-back-by-author"))
    return Side(proposal.side)


def check_plan(user: User | None) -> None:
    """The system itself (None) and the ministry keep the plan; raises NotAllowed."""
    if user is not None and user.role not in PLANNERS:
        raise NotAllowed(found("plan.who-keeps"))
