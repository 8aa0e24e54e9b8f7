"""A small Land with its plan: one district with two administrations, one independent town, six services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Role, Side
from milestones.actions import answer_proposal, load_plan, propose_date, propose_report, report_milestone
from milestones.models import Milestone
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from milestones.states import CLOSED_STATES, State
from municipalities.actions import report_rollout, sync_rollouts
from municipalities.models import Authority, Competence, Municipality, Rollout
from municipalities.rollout_states import RolloutState
from services.actions import deliver_component
from services.models import Bundle, BundleService, Component, LifeEvent, Package, Service, ServiceNeed, TopicArea
from tests import factories

AGREED = date(2021, 12, 21)
DISTRICT, VILLAGES, FREE, TOWN = "071310000000", "071315001000", "071310007007", "071110000000"
LOWER = ("verbandsgemeinde", "verbandsfreie_gemeinde", "kreisfreie_stadt")
UPPER = ("landkreis", "kreisfreie_stadt")
OFFICER, MINISTRY = "officer@small.example", "ministry@small.example"


@dataclass(frozen=True)
class Small:
    """The administrations, and one officer who speaks for all of them."""

    district: Authority
    villages: Authority
    free: Authority
    town: Authority
    officer: User
    ministry: User

    def say(self, authority: Authority, ozg_id: str, state: RolloutState, on: date, **said: object) -> Rollout:
        """The authority reports on one service, through the action everybody uses."""
        rollout = Rollout.objects.get(authority=authority, service__ozg_id=ozg_id)
        live_on = on if state is RolloutState.LIVE else None
        values: dict[str, object] = {"live_on": live_on, "reason": "Weil es so ist."} | said
        report_rollout(
            by=self.officer,
            rollout=rollout,
            on=on,
            state=state,
            supersedes=rollout.last_report,
            **values,  # type: ignore[arg-type]  # each of its own type
        )
        rollout.refresh_from_db()
        return rollout

    def plan_says(self, slug: str, on: date, state: State, **said: Any) -> None:
        """The responsible side reports on a milestone; what takes both sides is proposed and confirmed."""
        milestone = Milestone.objects.select_related("last_report").get(slug=slug)
        by = factories.person(Role.OPERATOR) if milestone.responsible == Side.LDI else self.ministry
        last = milestone.last_report
        values = {"state": state, "reason_category": "knowledge"} | said
        if milestone.responsible == Side.JOINT and state in CLOSED_STATES:
            draft = MilestoneInput(**values)
            proposal = propose_report(by=by, milestone=milestone, on=on, said=draft, supersedes=last)
            answer_proposal(by=_spokesman(), proposal=proposal, verdict=Verdict.CONFIRMED, on=on, supersedes=last)
        else:
            report_milestone(by=by, milestone=milestone, on=on, supersedes=last, **values)

    def agree(self, slug: str, day: date, *, proposed_on: date, confirmed_on: date, reason: str) -> None:
        """Another agreed date of a joint milestone: the Land proposes it, the Kommunen confirm."""
        proposal = propose_date(
            by=self.ministry,
            milestone=Milestone.objects.get(slug=slug),
            on=proposed_on,
            day=day,
            precision=Precision.DAY,
            reason=reason,
            reason_category="staff",
        )
        answer_proposal(by=_spokesman(), proposal=proposal, verdict=Verdict.CONFIRMED, on=confirmed_on)


def _spokesman() -> User:
    user = factories.person(Role.ASSOCIATION)
    factories.mandate(user, factories.association(f"verband-{user.pk}"), since=AGREED)
    return user


def build() -> Small:
    """The platform has been ready since 15.03.2022; nothing is reported yet."""
    _components()
    for number in (1, 2, 3):
        Package.objects.create(
            number=number,
            name=f"Paket {number}",
            short_rule="Regel",
            rule_text="Regel in Worten.",
            letter_ref="Punkt 3",
            opens_words="Ende Mai",
            source="Test",
            is_assumption=False,
        )
    district = _authority(DISTRICT, "landkreis", "Landkreis Ahrweiler", 30_000)
    villages = _authority(VILLAGES, "verbandsgemeinde", "Verbandsgemeinde Adenau", 20_000, district)
    free = _authority(FREE, "verbandsfreie_gemeinde", "Stadt Remagen", 10_000, district)
    town = _authority(TOWN, "kreisfreie_stadt", "Stadt Koblenz", 100_000)
    _municipality("071315001001", "Adenau", 12_000, villages, district)
    _municipality("071315001002", "Antweiler", 8_000, villages, district)
    _municipality(FREE, "Remagen", 10_000, free, district)
    _municipality(TOWN, "Koblenz", 100_000, town, None)
    _services()
    sync_rollouts(on=AGREED)
    load_plan(on=AGREED)
    officer = factories.person(Role.AUTHORITY, email=OFFICER)
    factories.person(Role.MINISTRY, email=MINISTRY)
    for authority in (district, villages, free, town):
        factories.mandate(officer, authority)
    deliver("app", date(2022, 3, 15), ready_on=date(2022, 3, 15))
    return find()


def find() -> Small:
    """What build has left in the database."""
    places = Authority.objects.in_bulk((DISTRICT, VILLAGES, FREE, TOWN), field_name="ars")
    people = User.objects.in_bulk((OFFICER, MINISTRY), field_name="email")
    district, villages, free, town = (places[ars] for ars in (DISTRICT, VILLAGES, FREE, TOWN))
    return Small(district, villages, free, town, people[OFFICER], people[MINISTRY])


def deliver(
    slug: str, on: date, *, ready_on: date | None = None, forecast_on: date | None = None, reason: str = ""
) -> None:
    """A component becomes ready, or is expected on another day."""
    component = Component.objects.get(slug=slug)
    deliver_component(by=None, component=component, on=on, ready_on=ready_on, forecast_on=forecast_on, reason=reason)


def more_services(count: int) -> None:
    """As many services more, with their rollouts."""
    for number in range(count):
        _service(f"2{number:04d}", f"Weitere {number}", 1, LOWER)
    sync_rollouts(on=AGREED)


def more_authorities(count: int) -> None:
    """As many Verbandsgemeinden more, each with one Ortsgemeinde and its rollouts."""
    district = Authority.objects.get(ars=DISTRICT)
    for number in range(count):
        ars = f"07131{5900 + number}000"
        authority = _authority(ars, "verbandsgemeinde", f"Verbandsgemeinde Neu {number}", 5_000, district)
        _municipality(f"07131{5900 + number}{number + 100}", f"Dorf {number}", 5_000, authority, district)
    sync_rollouts(on=AGREED)


def _components() -> None:
    rows = (
        ("app", "APP", "ldi", True),
        ("nutzerkonto", "Nutzerkonto", "land", True),
        ("verwaltungsportal", "Verwaltungsportal", "land", True),
        ("epayment", "ePayment", "ldi", True),
        ("signatur", "Signatur", "ldi", True),
        ("lza", "LZA", "land", False),
    )
    for ordinal, (slug, name, side, in_scope) in enumerate(rows):
        Component.objects.create(
            slug=slug,
            name=name,
            responsible=side,
            in_scope=in_scope,
            is_platform=slug == "app",
            source="Test",
            is_assumption=False,
            ordinal=ordinal,
        )


def _services() -> None:
    anmelden = _service("10001", "Wohnsitz anmelden", 1, LOWER)
    kfz = _service("10002", "Kfz zulassen", 1, UPPER)
    _service("10003", "Parken", 2, LOWER, "epayment")
    _service("10004", "Wohngeld", 3, UPPER, efa_land="Hessen")
    _service("10005", "Ohne Bedarf", None, (), assignment="unknown", needs_known=False)
    _service("10006", "Bauakte", None, UPPER, "lza", assignment="waits_for_lza")
    bundle = Bundle.objects.create(slug="neu-zugezogen", name="Neu zugezogen", source="Test", is_assumption=False)
    for position, service in enumerate((anmelden, kfz)):
        BundleService.objects.create(
            bundle=bundle, service=service, position=position, source="Test", is_assumption=True
        )


def _service(
    ozg_id: str, name: str, package: int | None, kinds: tuple[str, ...], *needs: str, **fields: object
) -> Service:
    area, _made = TopicArea.objects.get_or_create(code="wohnen", name="Wohnen")
    event, _made = LifeEvent.objects.get_or_create(slug="umzug", defaults={"name": "Umzug", "topic_area": area})
    values: dict[str, object] = {
        "name": name,
        "sort_key": name.casefold(),
        "topic_area": area,
        "life_event": event,
        "is_municipal_or_state": True,
        "needs_known": True,
        "assignment": "package",
        "package": Package.objects.get(number=package) if package else None,
    } | fields
    service = Service.objects.create(ozg_id=ozg_id, **values)
    for slug in needs:
        ServiceNeed.objects.create(
            service=service, component=Component.objects.get(slug=slug), source="Test", is_assumption=True
        )
    for kind in kinds:
        Competence.objects.create(service=service, kind=kind, source="Test", is_assumption=True)
    return service


def _authority(ars: str, kind: str, label: str, population: int, district: Authority | None = None) -> Authority:
    name = label.rsplit(maxsplit=1)[-1]
    return factories.authority(
        ars, kind=kind, name=name, label=label, sort_key=label.casefold(), population=population, district=district
    )


def _municipality(ars: str, name: str, population: int, authority: Authority, district: Authority | None) -> None:
    Municipality.objects.create(
        ars=ars,
        ags=ars[:5] + ars[9:],
        name=name,
        sort_key=name.casefold(),
        population=population,
        authority=authority,
        district=district,
    )
