"""What the page of one milestone shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import MemberRequest
from accounts.roles import Side
from milestones.consequences import Consequences
from milestones.follow_on import chain, waiting_for
from milestones.forms import AnswerForm
from milestones.graph import graph_of
from milestones.history import computed_history, entry, history, reports_on
from milestones.listing import Row, row_of
from milestones.models import Deliverable, Milestone, MilestoneReport
from milestones.permissions import may_report, sides_of, speaks_for
from milestones.proposals import Verdict
from milestones.release_forms import ReleaseCorrectionForm, ReleaseForm
from milestones.states import CLOSED_STATES, Commitment
from milestones.status import DeliverableStatus, MilestoneStatus, PlanStatus, plan_status
from milestones.trend import Point
from milestones.trends.lines import expectations, trend_of
from milestones.undoable import undo_of
from milestones.words import COMMITMENTS, MILESTONE_KINDS, trend_meaning, trend_name
from ozgtracker import clock, german
from ozgtracker.errors import Blocked
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import BADGES
from services.models import Component, Package
from services.readiness import readiness


@dataclass(frozen=True, slots=True)
class Seen:
    """A milestone as this request sees it: within its plan, on the Stichtag."""

    plan: PlanStatus
    status: MilestoneStatus
    row: Row


def see(request: MemberRequest, slug: str, *, today: bool = False) -> Seen:
    """The milestone on the Stichtag (or, for reporting, today); 404 where it does not exist for this person."""
    found = get_object_or_404(Milestone.objects.visible_to(request.user).select_related("plan"), slug=slug)
    plan = plan_status(found.plan, AsOf(request.today if today else request.day, request.today))
    status = plan.by_id[found.pk]
    return Seen(plan, status, row_of(plan, status, sides_of(request.user)))


def trail(request: MemberRequest, seen: Seen, *steps: str) -> list[dict[str, str]]:
    """Milestones, this one, and whatever lies below it."""
    query = f"?stichtag={request.day.isoformat()}" if request.looking_back else ""
    milestone = seen.status.milestone
    return [
        {"label": _("Meilensteine"), "href": reverse("milestones") + query},
        {"label": milestone.title, "href": reverse("milestone", args=[milestone.slug]) + query},
        *({"label": step, "href": ""} for step in steps),
    ]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a proposal that is not stored (yet): its form, and what there is to see before it is sent again."""

    form: AnswerForm
    foreseen: Consequences | None = None
    blocked: Blocked | None = None
    overtaken: MilestoneReport | None = None

    @property
    def overtaken_words(self) -> str:
        """What was reported in between."""
        return entry(self.overtaken)["text"] if self.overtaken else ""


def detail_context(
    request: MemberRequest,
    seen: Seen,
    release: ReleaseForm | ReleaseCorrectionForm | None = None,
    *,
    reply: Reply | None = None,
) -> dict[str, Any]:
    """Everything on the page; release is a form with errors for its deliverable, reply one to be sent again."""
    status, plan = seen.status, seen.plan
    milestone = status.milestone
    reports = reports_on(milestone, request.day)
    return {
        **({} if plan.is_past else undo_of(request.user, milestone, request.today, clock.instant())),
        "plan": plan,
        "row": seen.row,
        "status": status,
        "milestone": milestone,
        "trail": trail(request, seen),
        "kind": MILESTONE_KINDS[status.facts.kind],
        "commitment": COMMITMENTS[Commitment(milestone.commitment)],
        "dates": _dates(plan, status),
        "documents": [_document(one, request, seen, release) for one in status.deliverables],
        "before": plan.before(milestone),
        "after": plan.after(milestone),
        "components": [_effect(one, request.day) for one in _components(status, request.day)],
        "package_opened_on": _opened_on(milestone, request.day),
        "follow_on": follows(status, plan),
        "history": history(milestone, reports, request.day),
        "may_move": movable_by(request.user, request.as_of)(status),
        **_answering(request, seen, reply),
        **_trend(status, _said(status, reports, request.day), plan),
    }


def follows(status: MilestoneStatus, plan: PlanStatus) -> dict[str, Any] | None:
    """When the milestone can be expected at the earliest, by what has to come before it, and all that waits for it;
    None for what is closed or promised by nobody."""
    graph = graph_of(plan)
    slug = status.milestone.slug
    if slug not in graph.parts:
        return None
    expected = graph.expected({}, with_soft=False)
    steps = [graph.parts[step].short for step in chain(slug, expected) if step in graph.parts]
    behind = [graph.parts[one] for one in waiting_for(slug, graph.waits) if one in graph.parts]
    return {
        "expected_on": expected[slug].expected_on if expected[slug].driver else None,
        "chain": " → ".join(steps),
        "behind": [part for part in behind if part.status is not None],
    }


def _effect(component: Any, day: date) -> dict[str, Any]:
    """A component it declares, as it stood on that day: the row must come from as_of."""
    code = readiness(
        in_scope=component.in_scope, ready_on=component.ready_then, forecast_on=component.forecast_then, day=day
    )
    return {"component": component, "look": BADGES[code]}


def _opened_on(milestone: Milestone, day: date) -> date | None:
    """Since when the package it opens was open by that day; what it is to open is not open yet."""
    if milestone.opens_package is None:
        return None
    found: Any = Package.objects.as_of(day).get(pk=milestone.opens_package.pk)
    opened_on: date | None = found.ready_then
    return opened_on


def _components(status: MilestoneStatus, day: date) -> QuerySet[Component]:
    """What the milestone declares; of an aggregate everything its date comes from."""
    if status.is_computed:
        return Component.objects.in_scope().as_of(day)
    return status.milestone.delivers.as_of(day)


def movable_by(user: User, at: AsOf) -> Callable[[MilestoneStatus], bool]:
    """Whether to offer this person another agreed date of a milestone: joint, open, today, and nothing is proposed yet
    (one query at most, for all of them)."""
    speaks = not at.looking_back and speaks_for(user, at.today) is not None
    sides = sides_of(user)

    def is_movable(status: MilestoneStatus) -> bool:
        is_open = status.responsible is Side.JOINT and status.facts.state not in CLOSED_STATES
        has_date = status.agreed is not None and status.proposal is None
        return speaks and is_open and has_date and may_report(sides, status.milestone)

    return is_movable


def _answering(request: MemberRequest, seen: Seen, reply: Reply | None) -> dict[str, Any]:
    """The forms with which this person may end the proposal; none for everybody else, and on past days."""
    proposal = seen.status.proposal
    if proposal is None or seen.plan.is_past:
        return {"reply": reply}
    verdicts = [Verdict.WITHDRAWN] if proposal.by_id == request.user.pk else []
    if speaks_for(request.user, request.today) is proposal.waits_for:
        verdicts = [Verdict.CONFIRMED, Verdict.OBJECTED]
    report_id = seen.status.report_id
    forms = {
        verdict.value: AnswerForm(None, proposal=proposal, report_id=report_id, verdict=verdict) for verdict in verdicts
    }
    if reply is not None:
        forms[str(reply.form["verdict"].value())] = reply.form
    return {"answers": forms, "reply": reply}


def _dates(plan: PlanStatus, status: MilestoneStatus) -> list[dict[str, str]]:
    late = "danger" if status.assessment.is_overdue else ""
    agreed_on = _("Stand %(day)s") % {"day": german.day(plan.plan.agreed_on)}
    done = {"note": _moved(status), "tone": "success"} if status.actual else {}
    return [
        {"label": _("Ursprünglich"), "value": status.original_words, "note": agreed_on},
        {"label": _("Vereinbart"), "value": status.agreed_words, "note": _overdue_note(status), "tone": late},
        {"label": _("Prognose"), "value": status.forecast_words, "note": _forecast_note(status)},
        {"label": _("Erreicht"), "value": status.actual_words, **done},
    ]


def _forecast_note(status: MilestoneStatus) -> str:
    if status.is_computed and status.actual is None:
        return _computed_note(status)
    if status.said_on is None:
        return _("noch keine Meldung")
    if status.forecast_said_on is None:
        return ""
    said = _("gemeldet am %(day)s") % {"day": german.day(status.forecast_said_on)}
    moved = "" if status.actual else _moved(status)
    return f"{said} · {moved}" if moved else said


def _computed_note(status: MilestoneStatus) -> str:
    """Where the date of an aggregate comes from."""
    facts, moved = status.facts, _moved(status)
    if facts.undated:
        return _("ohne Termin: %(names)s") % {"names": german.listing(facts.undated)}
    told = _("aus den Basiskomponenten")
    if facts.component:
        told = _("aus den Basiskomponenten, zuletzt %(name)s") % {"name": facts.component}
    return f"{told} · {moved}" if moved else told


def _moved(status: MilestoneStatus) -> str:
    slip = status.assessment.slip_days
    if not slip:
        return ""
    way = _("%(days)s nach dem Termin") if slip > 0 else _("%(days)s vor dem Termin")
    return way % {"days": german.days(abs(slip))}


def _overdue_note(status: MilestoneStatus) -> str:
    if not status.assessment.is_overdue:
        return ""
    return _("seit %(days)s überfällig") % {
        "days": german.days(status.assessment.days_overdue).replace("Tage", "Tagen")
    }


def _document(
    one: DeliverableStatus,
    request: MemberRequest,
    seen: Seen,
    typed: ReleaseForm | ReleaseCorrectionForm | None,
) -> dict[str, Any]:
    """The document with the form that fits: to release it, or to say that its release was wrong."""
    form: ReleaseForm | ReleaseCorrectionForm | None = None
    own = one.deliverable.slug
    if seen.row.may_report:
        if typed is not None and typed.deliverable == own:
            form = typed
        elif one.released_on is None:
            form = ReleaseForm(None, slug=own, today=request.today)
        elif one.last is not None:
            form = ReleaseCorrectionForm(None, slug=own, release=one.last)
    return {"status": one, "form": form, "corrects": isinstance(form, ReleaseCorrectionForm)}


def _said(status: MilestoneStatus, reports: Sequence[MilestoneReport], day: date) -> list[Point]:
    """On which day which day was expected, oldest first: as reported, or as computed from the components' history."""
    if status.is_computed:
        return [Point(*pair) for pair in computed_history(day, status.actual)]
    return expectations(reports, day)


def _trend(status: MilestoneStatus, said: list[Point], plan: PlanStatus) -> dict[str, Any]:
    agreed = None if status.original is None else Point(plan.plan.agreed_on, status.original)
    trend = trend_of(status, said, agreed, plan.day)
    rows = [
        {"said_on": one.said_on, "expected": one.expected_on, "slip": _slip(status, one.expected_on)} for one in said
    ]
    return {
        "points": [(one.said_on, one.expected_on) for one in said],
        "trend_name": trend_name(trend),
        "trend_meaning": trend_meaning(trend),
        "trend_rows": rows[::-1],
    }


def _slip(status: MilestoneStatus, due: Any) -> int | None:
    return None if status.original is None else (due - status.original).days


def deliverable_of(seen: Seen, slug: str) -> Deliverable:
    """The deliverable of this milestone, or 404."""
    return get_object_or_404(
        Deliverable.objects.select_related("milestone"), milestone=seen.status.milestone, slug=slug
    )
