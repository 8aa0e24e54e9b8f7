"""The overview is drawn once for all who see the same links; nobody gets another's links, and no old figure."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from accounts.roles import Role
from municipalities.rollout_states import RolloutState as S
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.conftest import TOLD
from tests.dashboards.small import TOWN, Small

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.world(TOLD)]
LIVE = re.compile(r'data-figure="rollouts\.live"[^>]*>([\d.]+)<')


def body(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("address", ["/", "/services/10001/"])
def test_each_gets_the_own_links_whoever_asked_first(told: Small, client_of: ClientOf, address: str) -> None:
    ministry, officer = client_of(told.ministry), client_of(factories.person(Role.AUTHORITY))
    page = f'href="/municipalities/{TOWN}/'

    shown = [body(client, address) for client in (ministry, officer, ministry, officer)]

    assert [page in one for one in shown] == [True, False, True, False]
    assert shown[:2] == shown[2:]


@pytest.mark.parametrize("address", ["/", "/packages/", "/packages/1/"])
def test_a_report_is_in_every_figure_of_the_next_request(told: Small, client_of: ClientOf, address: str) -> None:
    client = client_of(told.ministry)
    before = [LIVE.search(body(client, address)) for _time in range(2)]

    told.say(told.free, "10001", S.LIVE, date(2022, 6, 15))
    after = LIVE.search(body(client, address))

    assert [one and one[1] for one in (*before, after)] == ["2", "2", "3"]


def test_another_day_and_another_language_are_other_pages(told: Small, client_of: ClientOf) -> None:
    client = client_of(told.ministry)

    today, past, again = (body(client, address) for address in ("/", "/?stichtag=2022-03-31", "/"))

    assert (today == again, today == past) == (True, False)
