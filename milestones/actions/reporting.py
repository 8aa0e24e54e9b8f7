"""What is said about a milestone: appended, following exactly the report its author has seen."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.actions.handing_down import hand_down
from milestones.conditions import Requirements, missing
from milestones.models import Milestone, MilestoneReport
from milestones.permissions import check_report
from milestones.precision import Precision
from milestones.reported import Before, Draft, settle
from milestones.standing import Standing, plan_standing
from milestones.states import MilestoneKind, State
from ozgtracker import german
from ozgtracker.errors import Blocked, InvalidInput, LostRace


@transaction.atomic
def report_milestone(
    *,
    by: User,
    milestone: Milestone,
    on: date,
    state: State,
    forecast_on: date | None = None,
    forecast_precision: Precision = Precision.DAY,
    actual_on: date | None = None,
    reason: str = "",
    evidence: str = "",
    declaring_body: str = "",
    supersedes: MilestoneReport | None,
    demonstration: bool = False,
) -> MilestoneReport:
    """Append a report and bring milestone, components and package to it.

    Raises NotAllowed, InvalidInput(field), Blocked(conditions) where something is missing for "reached", or
    LostRace(current) when somebody reported in between.
    """
    check_report(by, milestone)
    if supersedes is not None and supersedes.milestone_id != milestone.pk:
        raise InvalidInput(_("Die Meldung, an die Sie anschließen, gehört zu einem anderen Meilenstein."))
    _refuse_if_superseded(milestone, supersedes)
    standing = plan_standing(milestone.plan, on, on).by_id[milestone.pk]
    before = _before(standing, supersedes)
    typed = Draft(State(state), forecast_on, Precision(forecast_precision), actual_on, reason, evidence, declaring_body)
    draft = settle(typed, before, on)
    if draft.state is State.REACHED:
        _refuse_if_blocked(milestone, standing.requirements, draft)
    report = _append(by, milestone, on, draft, supersedes=supersedes, demonstration=demonstration)
    _bring_up_to_date(report)
    hand_down(report, before)
    _leave_a_trail(report, supersedes, draft)
    return report


def _before(standing: Standing, supersedes: MilestoneReport | None) -> Before:
    kind, due_on = MilestoneKind(standing.milestone.kind), standing.assessment.due_on
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


def _refuse_if_superseded(milestone: Milestone, supersedes: MilestoneReport | None) -> None:
    """Says so before anything else is found wrong with the report; of two at the same moment the database decides."""
    current = MilestoneReport.objects.latest_of(milestone)
    if current != supersedes:
        raise _lost(milestone, current)


def _lost(milestone: Milestone, current: MilestoneReport | None) -> LostRace:
    message = _("Zu „%(title)s“ wurde inzwischen etwas anderes gemeldet.") % {"title": milestone.title}
    return LostRace(message, current=current)


def _refuse_if_blocked(milestone: Milestone, needed: Requirements, draft: Draft) -> None:
    if conditions := missing(needed):
        message = _("„%(title)s“ kann noch nicht als erreicht gemeldet werden.") % {"title": milestone.title}
        raise Blocked(message, conditions=conditions)
    complete_on = needed.complete_on
    if complete_on is not None and draft.actual_on is not None and draft.actual_on < complete_on:
        message = _("Was dafür nötig ist, lag erst am %(day)s vollständig vor.") % {"day": german.day(complete_on)}
        raise InvalidInput(message, field="actual_on")


def _append(
    by: User,
    milestone: Milestone,
    on: date,
    draft: Draft,
    *,
    supersedes: MilestoneReport | None,
    demonstration: bool,
) -> MilestoneReport:
    try:
        with transaction.atomic():
            return MilestoneReport.objects.create(
                milestone=milestone,
                said_on=on,
                state=draft.state.value,
                forecast_on=draft.forecast_on,
                forecast_precision=draft.forecast_precision.value,
                actual_on=draft.actual_on,
                reason=draft.reason,
                evidence=draft.evidence,
                declaring_body=draft.declaring_body,
                by=by,
                supersedes=supersedes,
                is_demonstration=demonstration,
            )
    except IntegrityError as error:
        # Unique: one first report, one successor to each. The other transaction has been committed by now.
        current = MilestoneReport.objects.latest_of(milestone)
        if current == supersedes:
            raise
        raise _lost(milestone, current) from error


def _bring_up_to_date(report: MilestoneReport) -> None:
    """The current row beside the reports, kept for speed."""
    milestone = report.milestone
    milestone.state = report.state
    milestone.forecast_on = report.forecast_on
    milestone.forecast_precision = report.forecast_precision
    milestone.actual_on = report.actual_on
    milestone.reported_on = report.said_on
    milestone.last_report = report
    milestone.save(
        update_fields=["state", "forecast_on", "forecast_precision", "actual_on", "reported_on", "last_report"]
    )


def _leave_a_trail(report: MilestoneReport, before: MilestoneReport | None, draft: Draft) -> None:
    milestone = report.milestone
    audit.record(
        by=report.by,
        on=report.said_on,
        verb="milestone.reported",
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=f"{milestone.title}: {draft.words}.",
        reason=draft.reason,
        before=None if before is None else _plain(before),
        after=_plain(report),
    )


def _plain(report: MilestoneReport) -> dict[str, str | None]:
    return {
        "state": report.state,
        "forecast_on": report.forecast_on.isoformat() if report.forecast_on else None,
        "forecast_precision": report.forecast_precision,
        "actual_on": report.actual_on.isoformat() if report.actual_on else None,
        "evidence": report.evidence,
        "declaring_body": report.declaring_body,
    }
