"""What the page of one milestone shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest
from milestones.forms import ReleaseForm
from milestones.listing import Row, row_of
from milestones.models import Deliverable, Milestone, MilestoneReport
from milestones.precision import Precision, due_day
from milestones.reported import Draft
from milestones.standing import DeliverableStanding, PlanStanding, Standing, plan_standing
from milestones.states import COMMITMENTS, MILESTONE_KINDS, Commitment, State
from milestones.trend import Point, describe
from ozgtracker import german
from services.models import Package
from services.readiness import readiness


@dataclass(frozen=True, slots=True)
class Seen:
    """A milestone as this request sees it: within its plan, on the Stichtag."""

    plan: PlanStanding
    standing: Standing
    row: Row


def see(request: MemberRequest, slug: str, *, today: bool = False) -> Seen:
    """The milestone on the Stichtag (or, for reporting, today); 404 where it does not exist for this person."""
    found = get_object_or_404(Milestone.objects.visible_to(request.user).select_related("plan"), slug=slug)
    plan = plan_standing(found.plan, request.today if today else request.day, request.today)
    standing = plan.by_id[found.pk]
    return Seen(plan, standing, row_of(plan, standing, request.user))


def trail(request: MemberRequest, seen: Seen, *steps: str) -> list[dict[str, str]]:
    """Milestones, this one, and whatever lies below it."""
    query = f"?stichtag={request.day.isoformat()}" if request.looking_back else ""
    milestone = seen.standing.milestone
    return [
        {"label": _("Meilensteine"), "href": reverse("milestones") + query},
        {"label": milestone.title, "href": reverse("milestone", args=[milestone.slug]) + query},
        *({"label": step, "href": ""} for step in steps),
    ]


def detail_context(
    request: MemberRequest, seen: Seen, release: ReleaseForm | None = None, slug: str = ""
) -> dict[str, Any]:
    """Everything on the page; release is a form with errors for the deliverable slug."""
    standing, plan = seen.standing, seen.plan
    milestone = standing.milestone
    reports = list(
        MilestoneReport.objects.filter(milestone=milestone)
        .said_by(request.day)
        .select_related("by")
        .order_by("said_on", "id")
    )
    return {
        "plan": plan,
        "row": seen.row,
        "standing": standing,
        "milestone": milestone,
        "trail": trail(request, seen),
        "kind": MILESTONE_KINDS[standing.facts.kind],
        "commitment": COMMITMENTS[Commitment(milestone.commitment)],
        "dates": _dates(plan, standing),
        "documents": [_document(one, request, seen, release, slug) for one in standing.deliverables],
        "before": plan.before(milestone),
        "after": plan.after(milestone),
        "components": [_effect(one, request.day) for one in milestone.delivers.as_of(request.day)],
        "package_opened_on": _opened_on(milestone, request.day),
        "history": [_entry(report) for report in reversed(reports)],
        "reports": reports,
        **_trend(standing, reports, plan),
    }


def _effect(component: Any, day: date) -> dict[str, Any]:
    """A component it delivers, as it stood on that day: the row must come from as_of."""
    look = readiness(
        in_scope=component.in_scope, ready_on=component.ready_then, forecast_on=component.forecast_then, day=day
    )
    return {"component": component, "look": look}


def _opened_on(milestone: Milestone, day: date) -> date | None:
    """Since when the package it opens was open by that day; what it is to open is not open yet."""
    if milestone.opens_package is None:
        return None
    found: Any = Package.objects.as_of(day).get(pk=milestone.opens_package.pk)
    opened_on: date | None = found.ready_then
    return opened_on


def _dates(plan: PlanStanding, standing: Standing) -> list[dict[str, str]]:
    late = "danger" if standing.assessment.is_overdue else ""
    agreed_on = _("Stand %(day)s") % {"day": german.day(plan.plan.agreed_on)}
    done = {"note": _moved(standing), "tone": "success"} if standing.actual else {}
    return [
        {"label": _("Ursprünglich"), "value": standing.original_words, "note": agreed_on},
        {"label": _("Vereinbart"), "value": standing.agreed_words, "note": _overdue_note(standing), "tone": late},
        {"label": _("Prognose"), "value": standing.forecast_words, "note": _forecast_note(standing)},
        {"label": _("Erreicht"), "value": standing.actual_words, **done},
    ]


def _forecast_note(standing: Standing) -> str:
    if standing.said_on is None:
        return _("noch keine Meldung")
    said = _("gemeldet am %(day)s") % {"day": german.day(standing.said_on)}
    expected_on, facts = standing.assessment.expected_on, standing.facts
    if standing.actual is None and expected_on == facts.component_on != standing.forecast:
        return _("%(said)s · %(component)s erst am %(day)s") % {
            "said": said,
            "component": facts.component,
            "day": german.day(expected_on),
        }
    moved = "" if standing.actual else _moved(standing)
    return f"{said} · {moved}" if moved else said


def _moved(standing: Standing) -> str:
    slip = standing.assessment.slip_days
    if not slip:
        return ""
    way = _("%(days)s nach dem Termin") if slip > 0 else _("%(days)s vor dem Termin")
    return way % {"days": german.days(abs(slip))}


def _overdue_note(standing: Standing) -> str:
    if not standing.assessment.is_overdue:
        return ""
    return _("seit %(days)s überfällig") % {
        "days": german.days(standing.assessment.days_overdue).replace("Tage", "Tagen")
    }


def _document(
    one: DeliverableStanding, request: MemberRequest, seen: Seen, release: ReleaseForm | None, slug: str
) -> dict[str, Any]:
    form = None
    if seen.row.may_report and one.released_on is None:
        own = one.deliverable.slug
        form = release if own == slug else ReleaseForm(None, slug=own, today=request.today)
    return {"standing": one, "form": form}


def _entry(report: MilestoneReport) -> dict[str, Any]:
    draft = Draft(State(report.state), report.forecast_on, Precision(report.forecast_precision), report.actual_on)
    text = draft.words[0].upper() + draft.words[1:]
    if report.declaring_body:
        text = _("%(text)s, erklärt durch: %(body)s") % {"text": text, "body": report.declaring_body}
    return {
        "on": report.said_on,
        "by": report.by.name,
        "text": text,
        "reason": report.reason,
        "evidence": report.evidence,
    }


def _trend(standing: Standing, reports: list[MilestoneReport], plan: PlanStanding) -> dict[str, Any]:
    said = [
        (report.said_on, due)
        for report in reports
        if (due := due_day(report.forecast_on, Precision(report.forecast_precision))) is not None
    ]
    points = [Point(*pair) for pair in said]
    if standing.original is not None:
        points.insert(0, Point(plan.plan.agreed_on, standing.original))
    return {
        "points": said,
        "trend": describe(points, actual=standing.actual),
        "trend_rows": [{"said_on": on, "expected": due, "slip": _slip(standing, due)} for on, due in reversed(said)],
    }


def _slip(standing: Standing, due: Any) -> int | None:
    return None if standing.original is None else (due - standing.original).days


def deliverable_of(seen: Seen, slug: str) -> Deliverable:
    """The deliverable of this milestone, or 404."""
    return get_object_or_404(
        Deliverable.objects.select_related("milestone"), milestone=seen.standing.milestone, slug=slug
    )
