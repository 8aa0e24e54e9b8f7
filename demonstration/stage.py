"""Plays the story through the public actions of all rooms: what they refuse, the demonstration cannot do either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import transaction

from accounts import actions as accounts
from accounts.models import DemonstrationMark, User
from accounts.roles import Role
from demonstration.cast import CAST, MINISTRY, RECIPIENTS, Player
from demonstration.rollouts import Offer, Place, Round, rounds
from demonstration.story import READY, ComponentSaid, Event, MilestoneSaid, Released, story
from milestones import actions as milestones
from milestones.models import Deliverable, Milestone, MilestoneReport, Plan
from municipalities import actions as municipalities
from municipalities.models import Association, Authority, Rollout, RolloutReport
from ozgtracker.errors import Blocked
from reports import actions as reports
from reports.models import StatusReport
from services import actions as services
from services.models import Component, Delivery, Service

type Tell = Callable[[date], None]


def play(*, until: date, seed: int, tell: Tell) -> bool:
    """Play everything up to that day in one transaction: killed in between, nothing has happened.

    False if exactly this was played before. Raises Blocked where real reports or another demonstration stand.
    """
    if _already_played(until, seed):
        return False
    with transaction.atomic():
        plan = Plan.objects.order_by("agreed_on").first()
        if plan is None:
            raise Blocked("Der Plan fehlt noch. Bitte führen Sie zuerst „manage.py load_plan“ aus.")
        accounts.mark_demonstration(until=until, seed=seed)
        people = _people(plan.agreed_on)
        _days(plan.agreed_on, until, people, _rounds_by_day(seed, until), tell)
    return True


def _already_played(until: date, seed: int) -> bool:
    mark = DemonstrationMark.objects.first()
    if mark is not None:
        if (mark.until, mark.seed) == (until, seed):
            return True
        raise Blocked(
            f"Hier steht schon eine andere Vorführung (bis {mark.until:%d.%m.%Y}, Startwert {mark.seed}). "
            "Bitte nehmen Sie eine leere Datenbank."
        )
    real = (MilestoneReport, RolloutReport, Delivery, StatusReport)
    if any(model._default_manager.exists() for model in real):  # noqa: SLF001 - Django's documented name
        raise Blocked("In dieser Datenbank stehen schon Meldungen. Eine Vorführung würde sie verfälschen.")
    return False


def _people(on: date) -> dict[str, User]:
    """The cast, each with the mandate, and the distribution list."""
    people = {}
    for player in CAST:
        user = accounts.create_person(
            by=None, email=player.email, name=player.name, role=player.role, organisation=player.organisation, on=on
        )
        people[player.key] = user
        if player.role is Role.ASSOCIATION:
            municipalities.appoint(by=None, user=user, association=Association.objects.get(slug=player.body), on=on)
        if player.role is Role.AUTHORITY:
            municipalities.appoint(by=None, user=user, authority=Authority.objects.get(ars=player.body), on=on)
    for player in RECIPIENTS:
        reports.add_recipient(by=people[MINISTRY.key], email=player.email, name=player.name, on=on)
    return people


def _rounds_by_day(seed: int, until: date) -> dict[date, list[Round]]:
    found = defaultdict(list)
    for one in rounds(_places(), seed=seed, until=until):
        found[one.on].append(one)
    return found


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


def _days(first: date, until: date, people: dict[str, User], said: dict[date, list[Round]], tell: Tell) -> None:
    speakers = _Speakers(people)
    events = defaultdict(list)
    for event in story(until):
        events[event.on].append(event)
    for day in _each_day(first, until):
        milestones.flag_overdue(on=day)
        reports.announce_overdue(on=day)
        reports.issue_due_reports(on=day)
        for event in events[day]:
            _say(event, people)
        for one in said.get(day, ()):
            _report(one, speakers)
        tell(day)


def _each_day(first: date, until: date) -> Iterator[date]:
    for number in range((until - first).days + 1):
        yield first + timedelta(days=number)


def _say(event: Event, people: dict[str, User]) -> None:
    by = people[event.by.key]
    match event:
        case MilestoneSaid():
            milestone = Milestone.objects.select_related("plan", "last_report").get(slug=event.slug)
            milestones.report_milestone(
                by=by,
                milestone=milestone,
                on=event.on,
                state=event.state,
                forecast_on=event.forecast,
                forecast_precision=event.precision,
                actual_on=event.actual,
                reason=event.reason,
                evidence=event.evidence,
                declaring_body=event.declaring_body,
                supersedes=milestone.last_report,
                demonstration=True,
            )
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
                supersedes=Delivery.objects.filter(component=component).latest_said(),
                demonstration=True,
            )


def _report(one: Round, speakers: _Speakers) -> None:
    authority = Authority.objects.get(ars=one.ars)
    by = speakers.for_authority(authority)
    wanted = dict(one.said)
    rollouts = Rollout.objects.filter(authority=authority, service__ozg_id__in=wanted).select_related(
        "service", "last_report"
    )
    entries = [municipalities.Entry(row, wanted[row.service.ozg_id], row.last_report) for row in rollouts]
    if entries:
        municipalities.report_rollouts(by=by, authority=authority, on=one.on, entries=entries, demonstration=True)
    municipalities.confirm_unchanged(by=by, authority=authority, on=one.on, demonstration=True)


class _Speakers:
    """Who reports for an authority: its own officer where the cast has one, otherwise its association."""

    def __init__(self, people: dict[str, User]) -> None:
        self._officers = {player.body: people[player.key] for player in CAST if player.role is Role.AUTHORITY}
        staff: dict[str, Player] = {player.body: player for player in CAST if player.role is Role.ASSOCIATION}
        self._associations = {
            ars: people[staff[slug].key]
            for slug, ars in Association.objects.order_by("slug").values_list("slug", "members__ars")
        }

    def for_authority(self, authority: Authority) -> User:
        """The person on whose mandate this report is made."""
        return self._officers.get(authority.ars) or self._associations[authority.ars]
