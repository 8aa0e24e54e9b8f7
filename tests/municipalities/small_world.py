"""Builders of the small world this room's tests stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from municipalities.models import Authority, Competence, Rollout
from services.models import Component, LifeEvent, Package, Service, ServiceNeed, TopicArea

TOWN, DISTRICT, VILLAGES = "071110000000", "071310000000", "071315001000"
LONG_AGO = date(2022, 1, 31)


@dataclass(frozen=True, slots=True)
class World:
    """What the tests of this room stand on."""

    town: Authority
    district: Authority
    villages: Authority
    officer: User
    association_user: User

    def service(self, ozg_id: str) -> Service:
        return Service.objects.get(ozg_id=ozg_id)

    def rollout(self, ozg_id: str, authority: Authority | None = None) -> Rollout:
        """A fresh row: the state a form would have been opened with."""
        return Rollout.objects.select_related("last_report", "authority", "service").get(
            authority=authority or self.town, service__ozg_id=ozg_id
        )

    def component(self, slug: str) -> Component:
        return Component.objects.get(slug=slug)


def make_service(ozg_id: str, *needs: str, kinds: tuple[str, ...] = (), **fields: object) -> Service:
    """One service of the plan with its needs and competences."""
    event, _created = LifeEvent.objects.get_or_create(
        slug="umzug",
        defaults={"name": "Umzug", "topic_area": TopicArea.objects.get_or_create(code="wohnen", name="Wohnen")[0]},
    )
    number = 2 if "epayment" in needs else 1
    values: dict[str, object] = {
        "name": f"Leistung {ozg_id}",
        "sort_key": f"leistung {ozg_id}",
        "topic_area": event.topic_area,
        "life_event": event,
        "is_municipal_or_state": True,
        "needs_known": True,
        "package": Package.objects.get(number=number),
        "assignment": "package",
    } | fields
    service = Service.objects.create(ozg_id=ozg_id, **values)
    for slug in needs:
        ServiceNeed.objects.create(
            service=service, component=Component.objects.get(slug=slug), source="Test", is_assumption=True
        )
    for kind in kinds:
        Competence.objects.create(service=service, kind=kind, source="Test", is_assumption=True)
    return service


ALL_KINDS = ("kreisfreie_stadt", "landkreis", "verbandsgemeinde")
