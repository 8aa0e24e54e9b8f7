"""Plays the story through the public actions of all rooms: what they refuse, the demonstration cannot do either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from accounts import actions as accounts
from accounts.models import DemonstrationMark, User
from demonstration.rollouts import rounds
from demonstration.round import Offer, Place, Round
from demonstration.speakers import Speakers
from demonstration.story import ENDS_ON, READY, CompetenceObjected, ComponentSaid, Event, MilestoneSaid, Released, story
from milestones import actions as milestones
from milestones.models import Deliverable, DeliverableRelease, Milestone, MilestoneReport, Plan, Proposal
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from municipalities import actions as municipalities
from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.statistics import refresh_statistics
from reports import actions as reports
from reports.models import StatusReport
from services import actions as services
from services.models import Component, Delivery, Service

type Watch = Callable[[Sequence[date]], Iterable[date]]


def play(*, until: date, seed: int, watch: Watch = iter) -> bool:
    """Play everything up to that day in one transaction: killed in between, nothing has happened.

    False if exactly this was played before. Raises InvalidInput for a day outside the story, Blocked where the plan
    is missing, or real reports or another demonstration stand.
    """
    plan = Plan.objects.current()
    if plan is None:
        raise Blocked(found("demonstration.no-plan"))
    if not plan.agreed_on <= until <= ENDS_ON:
        raise InvalidInput(found("demonstration.outside-the-story", begins=plan.agreed_on, ends=ENDS_ON))
    with transaction.atomic():
        # Of two that play at once the second waits here, and then finds it played.
        Plan.objects.select_for_update().get(pk=plan.pk)
        if _already_played(until, seed):
            return False
        accounts.mark_demonstration(until=until, seed=seed)
        days = [plan.agreed_on + timedelta(days=number) for number in range((until - plan.agreed_on).days + 1)]
        _play_days(watch(days), _events_by_day(until), _rounds_by_day(seed, until), Speakers(plan.agreed_on))
    refresh_statistics()
    return True


def _already_played(until: date, seed: int) -> bool:
    mark = DemonstrationMark.objects.first()
    if mark is not None:
        if (mark.until, mark.seed) == (until, seed):
            return True
        raise Blocked(found("demonstration.another", until=mark.until, seed=str(mark.seed)))
    real = (MilestoneReport, Proposal, DeliverableRelease, RolloutReport, Delivery, StatusReport)
    if any(model._default_manager.exists() for model in real):
        raise Blocked(found("demonstration.real-reports"))
    return False


def _rounds_by_day(seed: int, until: date) -> dict[date, list[Round]]:
    by_day = defaultdict(list)
    for one in rounds(_places(), seed=seed, until=until):
        by_day[one.on].append(one)
    return by_day


def _places() -> list[Place]:
    competent = Rollout.objects.competent().order_by("service__ozg_id")
    gates = _gates()
    services_of = defaultdict(list)
    for ars, ozg_id, number in competent.values_list("authority__ars", "service__ozg_id", "service__package__number"):
        services_of[ars].append(Offer(ozg_id, number, gates[ozg_id]))
    authorities = Authority.objects.order_by("ars").select_related("district")
    return [
        Place(one.ars, one.district.ars if one.district else one.ars, tuple(services_of[one.ars]))
        for one in authorities
    ]


def _gates() -> dict[str, date | None]:
    """From when each service may be live in the story; None where a component it needs is not ready in it."""
    platform = Component.objects.get(is_platform=True).slug
    gates: dict[str, date | None] = {}
    for service in Service.objects.prefetch_related("components"):
        days = [READY.get(slug) for slug in (platform, *(one.slug for one in service.components.all()))]
        known = [day for day in days if day is not None]
        gates[service.ozg_id] = max(known) if service.needs_known and len(known) == len(days) else None
    return gates


def _events_by_day(until: date) -> dict[date, list[Event]]:
    by_day = defaultdict(list)
    for event in story(until):
        by_day[event.on].append(event)
    return by_day


def _play_days(
    days: Iterable[date], events: Mapping[date, list[Event]], said: Mapping[date, list[Round]], speakers: Speakers
) -> None:
    authorities = {authority.ars: authority for authority in Authority.objects.all()}
    for day in days:
        if day.day == 1:
            refresh_statistics()
        # As the nightly jobs do; who is told of what waits in the outbox.
        if milestones.flag_overdue(on=day):
            reports.announce_overdue(on=day)
        reports.issue_due_reports(on=day)
        for event in events.get(day, ()):
            _say(event, speakers)
        for one in said.get(day, ()):
            _report(one, authorities[one.ars], speakers.for_authority(one.ars))


def _say(event: Event, speakers: Speakers) -> None:
    by = speakers.of(event.by)
    match event:
        case MilestoneSaid():
            _report_milestone(event, speakers)
        case Released():
            milestones.release_deliverable(
                by=by,
                deliverable=Deliverable.objects.select_related("milestone").get(slug=event.slug),
                on=event.on,
                released_on=event.on,
                document=event.document,
                demonstration=True,
            )
        case ComponentSaid():
            component = Component.objects.get(slug=event.slug)
            services.report_component(
                by=by,
                component=component,
                on=event.on,
                ready_on=event.ready,
                forecast_on=event.forecast,
                reason=event.reason,
                reason_category=event.category,
                supersedes=Delivery.objects.latest_of(component),
                demonstration=True,
            )
        case CompetenceObjected():
            _object(event, by)


def _object(event: CompetenceObjected, by: User) -> None:
    unanswered = Rollout.objects.competent().filter(state=RolloutState.NOT_COMPETENT, reported_on__gte=event.since)
    rollout = unanswered.select_related("last_report").order_by("reported_on", "pk").first()
    if rollout is not None and rollout.last_report is not None:
        municipalities.answer_competence(
            by=by, report=rollout.last_report, on=event.on, agrees=False, reason=event.reason, demonstration=True
        )


def _report_milestone(event: MilestoneSaid, speakers: Speakers) -> None:
    """Said by one side; or, where both must say it, proposed by one and confirmed by the other on the same day."""
    milestone = Milestone.objects.select_related("plan", "last_report").get(slug=event.slug)
    last = milestone.last_report
    said: dict[str, Any] = {
        "state": event.state,
        "forecast_on": event.forecast,
        "forecast_precision": event.precision,
        "actual_on": event.actual,
        "reason": event.reason,
        "reason_category": event.category,
        "evidence": event.evidence,
        "declaring_body": event.declaring_body,
    }
    by = speakers.of(event.by)
    if event.confirmed_by is None:
        milestones.report_milestone(
            by=by, milestone=milestone, on=event.on, supersedes=last, demonstration=True, **said
        )
        return
    proposal = milestones.propose_report(
        by=by, milestone=milestone, on=event.on, said=MilestoneInput(**said), supersedes=last, demonstration=True
    )
    milestones.answer_proposal(
        by=speakers.of(event.confirmed_by),
        proposal=proposal,
        verdict=Verdict.CONFIRMED,
        on=event.on,
        supersedes=last,
        demonstration=True,
    )


def _report(one: Round, authority: Authority, by: User) -> None:
    wanted = dict(one.said)
    rollouts = Rollout.objects.filter(authority=authority, service__ozg_id__in=wanted).select_related(
        "service", "last_report"
    )
    entries = [municipalities.Entry(row, wanted[row.service.ozg_id], row.last_report) for row in rollouts]
    if entries:
        municipalities.report_rollouts(by=by, authority=authority, on=one.on, entries=entries, demonstration=True)
    municipalities.confirm_unchanged(by=by, authority=authority, on=one.on, demonstration=True)
