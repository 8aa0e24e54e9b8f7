"""What is said about a milestone: appended, following exactly the report its author has seen."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.actions.deliveries import deliver
from milestones.conditions import Requirements, missing
from milestones.models import Milestone, MilestoneReport
from milestones.permissions import check_alone, check_report
from milestones.precision import Precision
from milestones.reported import Before, MilestoneInput, MilestoneValues, validate
from milestones.states import MilestoneKind, State
from milestones.status import MilestoneStatus, plan_status
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.saying import say
from ozgtracker.statements.appending import append, check_seen, hold
from ozgtracker.ui.as_of import AsOf

# What the trail keeps of a report, beside its reason.
_TOLD = (*MilestoneReport.REPEATED, "evidence", "declaring_body")


@transaction.atomic
def report_milestone(
    *,
    by: User,
    milestone: Milestone,
    on: date,
    supersedes: MilestoneReport | None,
    demonstration: bool = False,
    **said: Unpack[MilestoneValues],
) -> MilestoneReport:
    """Append a report and bring milestone, components and package to it; a correction says that the last was wrong.

    Raises NotAllowed, InvalidInput(field), Blocked(conditions) where something is missing for "reached", or
    LostRace(current) when somebody reported in between.
    """
    check_report(by, milestone)
    valid, before = validated(milestone, on, MilestoneInput(**said), supersedes)
    check_alone(milestone, before, valid)
    report = append_report(by, milestone, on, valid, before, supersedes=supersedes, demonstration=demonstration)
    _leave_a_trail(report, supersedes, valid)
    return report


def validated(
    milestone: Milestone, on: date, said: MilestoneInput, supersedes: MilestoneReport | None
) -> tuple[MilestoneInput, Before]:
    """The report as it would be stored after the one its author has seen; holds the milestone.

    Raises InvalidInput, Blocked or LostRace.
    """
    if supersedes is not None and supersedes.milestone_id != milestone.pk:
        raise InvalidInput(found("milestone.follows-another"))
    hold(Milestone.objects.filter(pk=milestone.pk))
    check_seen(MilestoneReport.objects.latest_of(milestone), supersedes, milestone.title)
    status = plan_status(milestone.plan, AsOf(on, on)).by_id[milestone.pk]
    before = _before(status, supersedes)
    valid = validate(said, before, on)
    if valid.state is State.REACHED:
        _refuse_if_blocked(milestone, status.requirements, valid)
    return valid, before


def append_report(
    by: User,
    milestone: Milestone,
    on: date,
    said: MilestoneInput,
    before: Before,
    *,
    supersedes: MilestoneReport | None,
    demonstration: bool,
) -> MilestoneReport:
    """The validated report, and what it declares and opens; the caller holds the milestone."""
    report = MilestoneReport(
        milestone=milestone,
        said_on=on,
        by=by,
        supersedes=supersedes,
        corrects=supersedes if said.is_correction else None,
        is_demonstration=demonstration,
        **said.columns(),
    )
    append([report])
    deliver(report, before)
    return report


def _before(status: MilestoneStatus, supersedes: MilestoneReport | None) -> Before:
    kind, due_on = MilestoneKind(status.milestone.kind), status.assessment.due_on
    if supersedes is None:
        return Before(kind, due_on)
    return Before(
        kind,
        due_on,
        State(supersedes.state),
        supersedes.forecast_on,
        Precision(supersedes.forecast_precision),
        supersedes.actual_on,
        supersedes.said_on,
    )


def _refuse_if_blocked(milestone: Milestone, needed: Requirements, said: MilestoneInput) -> None:
    if conditions := missing(needed):
        raise Blocked(found("milestone.cannot-be-reached", title=milestone.title), conditions=conditions)
    complete_on = needed.complete_on
    if complete_on is not None and said.actual_on is not None and said.actual_on < complete_on:
        raise InvalidInput(found("milestone.complete-later", day=complete_on), field="actual_on")


def _leave_a_trail(report: MilestoneReport, before: MilestoneReport | None, said: MilestoneInput) -> None:
    milestone = report.milestone
    audit.record(
        by=report.by,
        on=report.said_on,
        verb="milestone.reported",
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=f"{milestone.title}: {_mark(said)}{say(said.told)}.",
        reason=said.reason,
        before=None if before is None else audit.plain(before, *_TOLD),
        after=audit.plain(report, *_TOLD),
    )


def _mark(said: MilestoneInput) -> str:
    return _("berichtigt: ") if said.is_correction else ""
