"""An authority with many services: its figures count all of them, and of a long package the first rows stand there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from dashboards.places.offered import FIRST, MANY
from municipalities.models import Rollout
from municipalities.rollout_states import RolloutState
from services.models import Service
from tests.conftest import ClientOf
from tests.dashboards.small import Small

PAGE = "/municipalities/071315001000/"


def grow(small: Small, number: int) -> None:
    """So many services more, known by no package: half its own, half its Landkreis's as well."""
    like = Service.objects.order_by("pk")[0]
    have = Service.objects.filter(ozg_id__startswith="2").count()
    made = Service.objects.bulk_create(
        Service(
            ozg_id=str(20000 + place), name=f"Leistung {place}", sort_key=f"zz{place:04}", topic_area=like.topic_area,
            life_event=like.life_event, is_municipal_or_state=True, needs_known=False, assignment="unknown",
        )
        for place in range(have, have + number)
    )  # fmt: skip
    Rollout.objects.bulk_create(
        Rollout(authority=place, service=service) for service in made for place in (small.villages, small.district)
    )


def shown(answer: Any) -> dict[str, tuple[int, int, bool]]:
    """Of own and district groups without a package: rows, all of them, and whether the list is offered."""
    page = answer.context["page"]
    last = {"own": page.own[-1], "district": page.district[-1]}
    return {name: (len(group.rows), group.total.count, group.is_cut) for name, group in last.items()}


def test_a_long_package_shows_its_first_rows_and_leads_to_all_of_them(
    small: Small, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)
    before = client.get(PAGE).context["page"].count.total
    grow(small, MANY)
    assert shown(client.get(PAGE)) == {"own": (MANY, MANY, False), "district": (MANY, MANY, False)}

    grow(small, 1)

    answer = client.get(PAGE)
    assert shown(answer) == {"own": (FIRST, MANY + 1, True), "district": (FIRST, MANY + 1, True)}
    assert answer.context["page"].count.total == before + MANY + 1
    for group in (answer.context["page"].own[-1], answer.context["page"].district[-1]):
        assert [one.rollout.service.ozg_id for one in group.rows] == [str(20000 + n) for n in range(FIRST)]
        assert client.get(group.total.href).context["listing"].total == MANY + 1


def test_the_page_needs_the_same_queries_for_one_service_for_three_and_for_many(
    small: Small, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)
    client.get(PAGE)
    found = []
    for more in (1, 2, MANY):
        grow(small, more)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        found.append(len(captured))

    assert found == [found[0]] * 3


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("more", [1, 3])
def test_the_page_asks_twelve_times_at_most(small: Small, client_of: ClientOf, ministry: User, more: int) -> None:
    """Even for the ministry, which may appoint people here."""
    grow(small, more)
    client = client_of(ministry)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).context["appoint_form"]

    # And the version, which stands still here.
    assert len(captured) + 1 <= 12


def test_a_row_is_red_whose_day_has_passed(small: Small, client_of: ClientOf, steering: User) -> None:
    grow(small, 2)
    small.say(small.villages, "20000", RolloutState.PLANNED, date(2022, 5, 1), forecast_on=date(2022, 5, 31))

    html = client_of(steering).get(PAGE).content.decode()

    row = html.partition('<tr class="row-danger">')[2].partition("</tr>")[0]
    assert ("Leistung 0" in row, "31.05.2022 verstrichen" in row) == (True, True)
    assert html.count("row-danger") == 1
