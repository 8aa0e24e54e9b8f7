"""What one side proposes on a joint milestone: it changes nothing until the other side has confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from accounts.roles import Side
from milestones.actions.reporting import validated
from milestones.models import Milestone, MilestoneReport, Proposal
from milestones.permissions import check_proposes
from milestones.precision import UNDATED, Precision, due_day
from milestones.proposals import ProposalKind, Word, needs_both
from milestones.reported import MilestoneInput
from milestones.states import CLOSED_STATES
from milestones.status import plan_status
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.free_text import clean_text
from ozgtracker.plausible import refuse_far
from ozgtracker.statements.appending import append, hold
from ozgtracker.statements.rules import check_order
from ozgtracker.ui.as_of import AsOf
from services.reasons import check_change, known_category


@transaction.atomic
def propose_report(
    *,
    by: User,
    milestone: Milestone,
    on: date,
    said: MilestoneInput,
    supersedes: MilestoneReport | None,
    demonstration: bool = False,
) -> Proposal:
    """Propose what report_milestone refuses to store alone; the same rules hold.

    Raises NotAllowed, InvalidInput(field), Blocked (also where a proposal is open already), or LostRace(current).
    """
    side = check_proposes(by, milestone, on)
    valid, before = validated(milestone, on, said, supersedes)
    was, becomes = Word(before.state, before.actual_on), Word(valid.state, valid.actual_on)
    if not needs_both(Side(milestone.responsible), was, becomes):
        raise InvalidInput(found("proposal.needs-nobody"), field="state")
    return _append(
        by,
        milestone,
        on,
        kind=ProposalKind.STATE,
        side=side,
        is_correction=valid.is_correction,
        **valid.columns(),
        is_demonstration=demonstration,
    )


@transaction.atomic
def propose_date(
    *,
    by: User,
    milestone: Milestone,
    on: date,
    day: date,
    precision: Precision,
    reason: str,
    reason_category: str,
    demonstration: bool = False,
) -> Proposal:
    """Propose another agreed date. Raises NotAllowed, InvalidInput(field), or Blocked where a proposal is open."""
    side = check_proposes(by, milestone, on)
    hold(Milestone.objects.filter(pk=milestone.pk))
    refuse_far(on, date=day)
    _check_date(milestone, on, day, Precision(precision))
    sentence, category = clean_text(reason), known_category(reason_category)
    check_change(sentence, category, found("proposal.why-another-date"))
    return _append(
        by,
        milestone,
        on,
        kind=ProposalKind.DATE,
        side=side,
        date=due_day(day, Precision(precision)),
        precision=Precision(precision).value,
        reason=sentence,
        reason_category=category,
        is_demonstration=demonstration,
    )


def _check_date(milestone: Milestone, on: date, day: date, precision: Precision) -> None:
    status = plan_status(milestone.plan, AsOf(on, on)).by_id[milestone.pk]
    due_on = due_day(day, precision)
    if precision in UNDATED or due_on is None:
        raise InvalidInput(found("proposal.date-needs-day"), field="precision")
    if status.facts.state in CLOSED_STATES:
        raise InvalidInput(found("proposal.state-has-no-date", state=status.facts.state))
    if due_on < on:
        raise InvalidInput(found("proposal.date-passed"), field="date")
    if (due_on, precision) == (status.agreed, status.facts.agreed_precision):
        raise InvalidInput(found("proposal.agreed-already"), field="date")


def _append(by: User, milestone: Milestone, on: date, **values: Any) -> Proposal:
    last = Proposal.objects.with_answer().latest_of(milestone)
    if last is not None and not hasattr(last, "answer"):
        waiting = found("proposal.waiting", side=Side(last.side), day=last.said_on, said=last.told)
        raise Blocked(
            found("proposal.waits-already"),
            conditions=[waiting],
        )
    check_order(last.said_on if last else None, on)
    proposal = Proposal(milestone=milestone, by=by, said_on=on, supersedes=last, **values)
    append([proposal])
    audit.record(
        by=by,
        on=on,
        verb="milestone.proposed",
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=_("%(title)s: %(side)s schlägt vor: %(words)s.")
        % {"title": milestone.title, "side": proposal.side_label, "words": proposal.words},
        reason=proposal.reason,
        after={"state": proposal.state or None, "date": proposal.date.isoformat() if proposal.date else None},
    )
    return proposal
