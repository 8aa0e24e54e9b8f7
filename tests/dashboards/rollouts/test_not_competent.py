""" "Why not yet?" has an answer for every service in every place, also where another authority carries it out."""

from __future__ import annotations

import pytest

from accounts.models import User
from municipalities.models import Competence
from services.models import Service
from tests.conftest import ClientOf
from tests.dashboards.small import Small

VILLAGES, DISTRICT = "071315001000", "071310000000"


def ask(client_of: ClientOf, user: User, ars: str, ozg_id: str) -> tuple[int, str, list[str]]:
    answer = client_of(user).get(f"/rollouts/{ars}/{ozg_id}/")
    if answer.status_code != 200:
        return answer.status_code, "", []
    page = answer.context["page"]
    return 200, page.sentence, [row.rollout.authority.label for row in page.instead]


def test_it_names_the_landkreis_that_serves_the_same_people(small: Small, client_of: ClientOf, steering: User) -> None:
    assert ask(client_of, steering, VILLAGES, "10002") == (
        200,
        "Verbandsgemeinde Adenau ist nicht zuständig. Für die Menschen dort zuständig: Landkreis Ahrweiler.",
        ["Landkreis Ahrweiler"],
    )


def test_it_names_the_kinds_where_those_below_do_it(small: Small, client_of: ClientOf, steering: User) -> None:
    kinds = "Kreisfreie Stadt · Verbandsgemeinde · Verbandsfreie Gemeinde oder Stadt"

    assert ask(client_of, steering, DISTRICT, "10001") == (
        200,
        f"Landkreis Ahrweiler ist nicht zuständig. Zuständig: {kinds}.",
        [],
    )


def test_it_says_when_nobody_knows_and_when_it_is_the_bund(small: Small, client_of: ClientOf, steering: User) -> None:
    Competence.objects.filter(service__ozg_id="10002").delete()
    small.district.rollouts.filter(service__ozg_id="10002").delete()
    assert ask(client_of, steering, VILLAGES, "10002") == (
        200,
        "Welche Verwaltungen zuständig sind, ist noch nicht bekannt.",
        [],
    )

    Service.objects.filter(ozg_id="10002").update(is_municipal_or_state=False, assignment_reason="Nur vom Bund.")
    assert ask(client_of, steering, VILLAGES, "10002") == (200, "Nur vom Bund.", [])


@pytest.mark.parametrize("path", ["000000000000/10001", f"{VILLAGES}/99999"])
def test_what_does_not_exist_is_not_there(small: Small, client_of: ClientOf, steering: User, path: str) -> None:
    assert client_of(steering).get(f"/rollouts/{path}/").status_code == 404
