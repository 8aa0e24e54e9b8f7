"""The real plan, territory and catalogue, one person per role, and one of everything an address can name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client

from accounts.actions import change_role
from accounts.models import AccessRequest, User
from accounts.roles import Role
from milestones.actions import load_plan
from milestones.models import Deliverable, Milestone
from municipalities.actions import load_competences, load_territory, sync_rollouts
from municipalities.models import Association, Authority, Rollout
from ozgtracker import heartbeats
from ozgtracker.models import Heartbeat
from ozgtracker.statistics import refresh_statistics
from reports.actions import add_recipient, issue_report
from reports.models import Delivery
from services.actions import load_catalogue
from services.models import Service
from tests import factories
from tests.conftest import TODAY

LOADED_ON = date(2021, 12, 21)
SIGNED_OUT = "signed-out"
COLUMNS = (SIGNED_OUT, *Role)


@dataclass
class World:
    """people[role] is signed in as clients[role]; own and foreign are as seen by the officer and the association."""

    people: dict[Role, User]
    own: Authority
    foreign: Authority
    association: Association
    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    def client(self, column: str) -> Client:
        """A browser of this role; failures come back as answers."""
        client = Client(raise_request_exception=False)
        if column != SIGNED_OUT:
            client.force_login(self.people[Role(column)])
        return client


def build() -> World:
    """Everything that ships, and one of everything else."""
    load()
    return furnish()


def load() -> None:
    """Load everything that ships, through the actions that ship; takes some seconds."""
    load_territory(on=LOADED_ON)
    load_catalogue(on=LOADED_ON)
    load_competences(on=LOADED_ON)
    sync_rollouts(on=LOADED_ON)
    load_plan(on=LOADED_ON)
    refresh_statistics()
    # What is due when a transaction ends, once for all tests of a class and not after each.
    connection.check_constraints()


# A change set nobody made: whoever may take something back is told that there is nothing.
NOBODYS = UUID(int=1)


def furnish() -> World:
    """One person per role, and one of everything an address can name; worker and schedule live."""
    for program in (heartbeats.WORKER, heartbeats.BEAT):
        # However long all the addresses take.
        Heartbeat.objects.create(program=program, beat_at=datetime(2100, 1, 1, tzinfo=UTC))
    people = {role: factories.person(role) for role in Role}
    own = Authority.objects.get(label="Stadt Koblenz")
    association = Association.objects.filter(members=own).order_by("slug")[0]
    foreign = Authority.objects.exclude(associations=association).filter(kind="verbandsgemeinde")[0]
    mandate = factories.mandate(people[Role.AUTHORITY], own)
    speaker = factories.mandate(people[Role.ASSOCIATION], association)
    world = World(people, own, foreign, association)
    world.things = (
        _things(world)
        | _paper(people[Role.MINISTRY])
        | {
            "association": {"slug": association.slug},
            "mandate:association": {"slug": association.slug, "pk": speaker.pk},
            "request": {"pk": _request(people).pk},
            "mandate:own": {"ars": own.ars, "pk": mandate.pk},
            "mandate:mixed": {"ars": foreign.ars, "pk": mandate.pk},
        }
    )
    return world


def _request(people: dict[Role, User]) -> AccessRequest:
    """The ministry wants to make an auditor of somebody; the administration decides."""
    asked = change_role(by=people[Role.MINISTRY], person=people[Role.STEERING], role=Role.AUDITOR, on=TODAY)
    assert asked is not None
    return asked


def _paper(ministry: User) -> dict[str, dict[str, Any]]:
    """One issue of the report, one recipient, and one mail of which nobody knows whether it arrived."""
    recipient = add_recipient(by=ministry, email="leser@demo.example", name="L. Leser", on=TODAY)
    issue = issue_report(by=ministry, month=date(2022, 5, 1), on=TODAY)
    Delivery.objects.update(state="unknown")
    mail = Delivery.objects.order_by("pk")[0]
    return {"issue": {"number": issue.number}, "recipient": {"pk": recipient.pk}, "mail": {"pk": mail.pk}}


def _things(world: World) -> dict[str, dict[str, Any]]:
    """What stands in the address, by the word the table uses for it."""
    things: dict[str, dict[str, Any]] = {"-": {}, "key": {"uidb36": "1", "key": "falsch"}}
    for milestone in Milestone.objects.order_by("-ordinal"):
        things[f"milestone:{milestone.responsible}"] = {"slug": milestone.slug}
        things[f"undo:{milestone.responsible}"] = {"slug": milestone.slug, "change_set": NOBODYS}
    for deliverable in Deliverable.objects.select_related("milestone"):
        things[f"deliverable:{deliverable.slug}"] = {
            "slug": deliverable.milestone.slug,
            "deliverable": deliverable.slug,
        }
    places = {"own": world.own, "foreign": world.foreign}
    for word, place in places.items():
        rollout = Rollout.objects.competent().filter(authority=place).select_related("service").order_by("pk")[0]
        things[f"place:{word}"] = {"ars": place.ars}
        things[f"undo:{word}"] = {"ars": place.ars, "change_set": NOBODYS}
        things[f"rollout:{word}"] = {"ars": place.ars, "ozg_id": rollout.service.ozg_id}
    service = Service.objects.exclude(package=None).order_by("ozg_id")[0]
    things |= {
        "service": {"ozg_id": service.ozg_id},
        "package": {"number": 1},
        "component": {"slug": "epayment"},
        "undo:component": {"slug": "epayment", "change_set": NOBODYS},
        "component:app": {"slug": "app"},
    }
    things |= {f"person:{role}": {"pk": person.pk} for role, person in world.people.items()}
    return things
