"""The real plan, territory and catalogue, one person per role, and one of everything an address can name."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.test import Client

from accounts.actions import change_role
from accounts.models import AccessRequest, User
from accounts.roles import Role
from exports import files
from exports.models import Export
from exports.permissions import rights_of
from milestones.actions import load_plan
from milestones.models import Deliverable, Milestone
from municipalities.actions import load_competences, load_territory, sync_rollouts
from municipalities.models import Association, Authority, Municipality, Representative, Rollout
from ozgtracker import heartbeats
from ozgtracker.models import Heartbeat
from ozgtracker.statistics import refresh_statistics
from reports.actions import add_recipient, issue_report
from reports.models import Delivery, Recipient, StatusReport
from services.actions import load_catalogue
from services.models import Service
from tests import factories
from tests.conftest import TODAY
from tests.databases import EMPTY, Template

LOADED_ON = date(2021, 12, 21)
SIGNED_OUT = "signed-out"
COLUMNS = (SIGNED_OUT, *Role)
# Independent towns, and one of the large towns within a district.
KEPT = ("Stadt Koblenz", "Stadt Trier", "Stadt Worms", "Stadt Andernach", "Landkreis Mayen-Koblenz")
DISTRICT = "Landkreis Ahrweiler"


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


def load() -> None:
    """Load everything that ships, through the actions that ship; takes some seconds."""
    load_territory(on=LOADED_ON)
    load_catalogue(on=LOADED_ON)
    load_competences(on=LOADED_ON)
    sync_rollouts(on=LOADED_ON)
    load_plan(on=LOADED_ON)
    refresh_statistics()


def shrink() -> None:
    """Leave one place of every kind, a district with everything in it, and whom an association does not speak for."""
    kept = Q(label__in=(*KEPT, DISTRICT)) | Q(district__label=DISTRICT)
    gone = Authority.objects.exclude(pk__in=Authority.objects.filter(kept))
    Rollout.objects.filter(authority__in=gone).delete()
    Municipality.objects.filter(authority__in=gone).delete()
    gone.filter(district__isnull=False).delete()
    gone.delete()
    refresh_statistics()


REAL = Template("real", load, EMPTY)
SMALL = Template("small", shrink, REAL)


# Who has a list as a file to take away.
EXPORTERS = (Role.MINISTRY, Role.AUTHORITY)
# A change set nobody made: whoever may take something back is told that there is nothing.
NOBODYS = UUID(int=1)


def furnish() -> World:
    """One person per role, and one of everything an address can name; worker and schedule live."""
    for program in (heartbeats.WORKER, heartbeats.BEAT):
        # However long all the addresses take.
        Heartbeat.objects.create(program=program, beat_at=datetime(2100, 1, 1, tzinfo=UTC))
    people = {role: factories.person(role, email=_address(role)) for role in Role}
    own, association, _foreign = _bodies()
    factories.mandate(people[Role.AUTHORITY], own)
    factories.mandate(people[Role.ASSOCIATION], association)
    # The ministry wants to make an auditor of somebody; the administration decides.
    asked = change_role(by=people[Role.MINISTRY], person=people[Role.STEERING], role=Role.AUDITOR, on=TODAY)
    assert asked is not None
    # One recipient, one issue of the report, and one mail of which nobody knows whether it arrived.
    add_recipient(by=people[Role.MINISTRY], email="leser@demo.example", name="L. Leser", on=TODAY)
    issue_report(by=people[Role.MINISTRY], month=date(2022, 5, 1), on=TODAY)
    Delivery.objects.update(state="unknown")
    for role in EXPORTERS:
        Export.objects.create(
            person=people[role],
            address="/rollouts/csv/",
            day=TODAY,
            title="Ausspielungen",
            narrowed="Stand: live",
            state="done",
            rights=rights_of(people[role], TODAY),
            ordered_on=date(2100, 1, 1),  # it is kept, whatever day it is
        )
    return find()


def find() -> World:
    """What furnish has left in the database."""
    people = {role: User.objects.get(email=_address(role)) for role in Role}
    own, association, foreign = _bodies()
    world = World(people, own, foreign, association)
    mandates = {role: Representative.objects.get(user=people[role]).pk for role in (Role.AUTHORITY, Role.ASSOCIATION)}
    world.things = _things(world) | {
        "issue": {"number": StatusReport.objects.latest("number").number},
        "recipient": {"pk": Recipient.objects.latest("pk").pk},
        "mail": {"pk": Delivery.objects.order_by("pk")[0].pk},
        "association": {"slug": association.slug},
        "mandate:association": {"slug": association.slug, "pk": mandates[Role.ASSOCIATION]},
        "request": {"pk": AccessRequest.objects.get(person=people[Role.STEERING]).pk},
        "mandate:own": {"ars": own.ars, "pk": mandates[Role.AUTHORITY]},
        "mandate:mixed": {"ars": foreign.ars, "pk": mandates[Role.AUTHORITY]},
    }
    world.things |= {f"export:{role}": {"token": _written(people[role])} for role in EXPORTERS}
    return world


def _written(person: User) -> UUID:
    """The file this person may take away: it lies in the folder of whichever process looks for it."""
    token = Export.objects.get(person=person).token
    files.part_of(token)
    files.file_of(token).write_bytes(gzip.compress(b"Stand"))
    return token


FURNISHED = Template("furnished", furnish, SMALL)


def _address(role: Role) -> str:
    return f"{role.value}@demo.example"


def _bodies() -> tuple[Authority, Association, Authority]:
    """Of the officer; one it belongs to; and an authority which belongs to another."""
    own = Authority.objects.get(label="Stadt Koblenz")
    association = Association.objects.filter(members=own).order_by("slug")[0]
    foreign = Authority.objects.exclude(associations=association).filter(kind="verbandsgemeinde")[0]
    return own, association, foreign


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
