"""The pages offer to take back what was said within the last half hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from milestones.consequences import Touched
from milestones.models import DeliverableRelease, Milestone, MilestoneReport
from services.actions import report_component
from services.models import Component

DECLARED = date(2022, 3, 15)


@pytest.fixture
def app(declare: Callable[[], None], settings: Settings) -> MilestoneReport:
    """The APP was declared ready today."""
    settings.TODAY = DECLARED
    declare()
    return MilestoneReport.objects.latest("pk")


@pytest.mark.parametrize("page", ["/milestones/", "/milestones/app-betriebsbereit/"])
def test_what_was_said_in_the_past_is_not_offered(
    client: Client, app: MilestoneReport, operator: User, settings: Settings, page: str
) -> None:
    """A demonstration plays months within a minute."""
    settings.TODAY = date(2022, 6, 15)
    client.force_login(operator)

    assert client.get(page).context["undo"] is None


def test_the_pages_offer_it(client: Client, app: MilestoneReport, operator: User) -> None:
    client.force_login(operator)
    page = reverse("milestone", args=["app-betriebsbereit"])
    address = reverse("milestone-undo", args=["app-betriebsbereit", app.change_set])
    assert f'action="{address}"' in client.get(page).content.decode()

    seen = client.post(address)
    assert [(line.kind, line.name) for line in seen.context["foreseen"].lines] == [
        (Touched.COMPONENT, "Antrags- und Prozessplattform (APP)"),
        (Touched.MILESTONE, "Technische Infrastruktur vollständig (ohne LZA)"),
    ]
    assert Milestone.objects.get(code="M2a").state == "reached"

    answer = client.post(address, {"seen": seen.context["foreseen"].key}, follow=True)

    # What is left to take back is the release of the document, said before it.
    assert answer.context["undo"].change_set == DeliverableRelease.objects.get().change_set
    assert "Rückgängig gemacht" in answer.content.decode()
    assert Milestone.objects.get(code="M2a").state == "open"


def test_the_list_offers_it_and_is_where_one_comes_back_to(
    client: Client, app: MilestoneReport, operator: User, ministry: User
) -> None:
    client.force_login(operator)
    listed = f"{reverse('milestones')}?verantwortlich=ldi"
    address = reverse("milestone-undo", args=["app-betriebsbereit", app.change_set])
    assert client.get(listed).context["undo_href"] == address

    back = {"Referer": f"http://testserver{listed}"}
    seen = client.post(address, headers=back)
    assert f'href="{listed}"' in seen.content.decode()
    typed = {"seen": seen.context["foreseen"].key, "back": listed}
    answer = client.post(address, typed, headers={"Referer": f"http://testserver{address}"})

    assert (answer.status_code, answer["Location"]) == (302, listed)
    # The releases of documents are not made here: nothing is left to take back.
    assert client.get(listed).context["undo"] is None
    assert Milestone.objects.get(code="M2a").state == "open"
    client.force_login(ministry)
    assert client.get(listed).context["undo"] is None


def test_the_list_of_a_past_day_offers_nothing(client: Client, app: MilestoneReport, operator: User) -> None:
    client.force_login(operator)

    assert "undo" not in client.get(f"{reverse('milestones')}?stichtag=2022-03-14").context


def test_the_page_of_components_offers_it(client: Client, operator: User, catalogue: None, settings: Settings) -> None:
    settings.TODAY = DECLARED
    client.force_login(operator)
    payment = Component.objects.get(slug="epayment")
    said = report_component(by=operator, component=payment, on=DECLARED, forecast_on=date(2032, 1, 1), supersedes=None)
    address = reverse("component-undo", args=["epayment", said.change_set])
    assert f'action="{address}"' in client.get(reverse("components")).content.decode()

    client.post(address)

    payment.refresh_from_db()
    assert payment.forecast_on is None


@pytest.mark.parametrize("back", ["https://x.example/milestones/", "//x.example/milestones/", "javascript:x", "/"])
def test_one_comes_back_to_a_page_of_ours_only(client: Client, app: MilestoneReport, operator: User, back: str) -> None:
    client.force_login(operator)
    address = reverse("milestone-undo", args=["app-betriebsbereit", app.change_set])
    seen = client.post(address).context["foreseen"].key

    answer = client.post(address, {"seen": seen, "back": back})

    assert (answer.status_code, answer["Location"]) == (302, "/milestones/app-betriebsbereit/")
