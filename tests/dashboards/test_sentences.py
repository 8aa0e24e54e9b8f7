"""The sentence above a page answers that page's question and no other one's."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from dashboards.figures.plan import plan_on
from dashboards.packages.page import assignment_sentence
from dashboards.parts.lanes import lanes
from milestones.models import Milestone, MilestoneReport
from milestones.states import State
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from services.models import Service
from tests.conftest import TODAY, ClientOf
from tests.dashboards.small import Small


def test_packages_say_what_is_open_and_what_holds_the_rest(told: Small, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).get("/packages/").context["sentence"]

    assert (
        answer == "Paket 1: noch nicht eröffnet; Paket 2 wartet auf ePayment; Paket 3: fortlaufend, ohne Schlusstermin."
    )


def test_services_say_how_many_are_live_anywhere(told: Small, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).get("/services/").context["sentence"]

    assert answer == "2 von 6 OZG-Leistungen sind irgendwo live; von 5 ist bekannt, wer sie ausführt."


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", "Für 4 Gemeinden handeln 3 Verwaltungen; ihre Landkreise kommen hinzu."),
        ("&buendel=neu-zugezogen", "In 0 von 4 Gemeinden ist alles zu „Neu zugezogen“ online."),
        ("&buendel=gibt-es-nicht", "Für 4 Gemeinden handeln 3 Verwaltungen; ihre Landkreise kommen hinzu."),
    ],
)
def test_municipalities_say_who_acts_for_them_or_where_all_of_a_bundle_is_live(
    told: Small, client_of: ClientOf, ministry: User, query: str, answer: str
) -> None:
    assert client_of(ministry).get(f"/municipalities/?ebene=gemeinden{query}").context["sentence"] == answer


def test_an_authority_is_told_once_what_is_missing_and_in_each_row_only_its_name(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    page = client_of(ministry).get("/municipalities/071315001000/").context["page"]

    assert [
        (group.title, group.missing, {one.rollout.service.ozg_id: one.waits_for for one in group.rows})
        for group in page.own
    ] == [
        ("Paket 1", (), {"10001": ""}),
        ("Paket 2", ("ePayment: noch nicht bereit (LDI, erwartet 28.10.2022).",), {"10003": "ePayment"}),
    ]


@pytest.mark.parametrize(
    ("reported", "answer"),
    [
        ({"10001": S.PLANNED}, "0 von 2 eigenen Leistungen sind live, zu 1 fehlt eine Meldung."),
        ({"10001": S.LIVE}, "1 von 2 eigenen Leistungen ist live, zu 1 fehlt eine Meldung."),
        (
            {"10001": S.LIVE, "10003": S.PLANNED},
            "1 von 2 eigenen Leistungen ist live, zu allen liegt eine Meldung vor.",
        ),
    ],
)
def test_one_that_is_live_is_one(
    small: Small, client_of: ClientOf, ministry: User, reported: dict[str, S], answer: str
) -> None:
    for service, state in reported.items():
        forecast_on = date(2022, 9, 1) if state is S.PLANNED else None
        small.say(small.villages, service, state, date(2022, 6, 8), forecast_on=forecast_on)

    assert client_of(ministry).get("/municipalities/071315001000/").context["sentence"] == answer


def test_one_that_is_assigned_is_one(small: Small) -> None:
    Service.objects.exclude(ozg_id="10001").update(package=None, assignment="unknown")

    assert (
        assignment_sentence(AsOf(TODAY, TODAY))
        == "1 von 6 Leistungen ist einem Paket zugeordnet; von 5 ist der Bedarf nicht bekannt."
    )


def test_one_milestone_that_is_reached_is_one(small: Small, at: AsOf) -> None:
    day = date(2022, 3, 31)
    milestone = Milestone.objects.get(code="M1")
    MilestoneReport.objects.create(
        milestone=milestone, said_on=day, state=State.REACHED, actual_on=day, by=small.ministry
    )
    plan = plan_on(at)
    assert plan is not None

    assert lanes(plan, at, chart_id="x").title.startswith("1 von 7 Meilensteinen ist erreicht, ")


def test_the_overview_does_not_say_that_nothing_is_overdue_on_the_day_something_is_due(
    small: Small, client_of: ClientOf, ministry: User
) -> None:
    client = client_of(ministry)
    small.plan_says(
        "app-betriebsbereit", date(2022, 1, 28), State.STARTED, forecast_on=date(2022, 2, 28), reason="Tests fehlen"
    )

    def said(day: str) -> str:
        return str(client.get(f"/?stichtag={day}").context["shown"].sentence_text).partition(". ")[2].removesuffix(".")

    assert said("2022-01-30") == "0 von 7 Meilensteinen sind erreicht, keiner ist überfällig"
    assert said("2022-01-31") == "0 von 7 Meilensteinen sind erreicht, 1 ist am Stichtag fällig und nicht erreicht"
    assert said("2022-02-01") == "0 von 7 Meilensteinen sind erreicht, 1 ist überfällig"
