"""Of many services the officer's page shows only what helps: the rest is folded, and one link away."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.actions import report_rollout
from municipalities.models import Rollout
from municipalities.report_folding import MANY, STEP, Opened
from municipalities.rollout_states import RolloutState
from services.models import Service
from tests.conftest import ClientOf
from tests.municipalities.small_world import TOWN, World

TODAY = date(2022, 6, 15)
ADDRESS = f"/report/?ars={TOWN}"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(small: World, client_of: ClientOf) -> Client:
    """The officer of the town."""
    return client_of(small.officer)


def grow(small: World, number: int) -> None:
    """So many services more, known by no package."""
    first = Service.objects.get(ozg_id="10001")
    made = Service.objects.bulk_create(
        Service(
            ozg_id=str(20000 + place), name=f"Leistung {place}", sort_key=f"{place:04}", topic_area=first.topic_area,
            life_event=first.life_event, is_municipal_or_state=True, needs_known=False, assignment="unknown",
        )
        for place in range(number)
    )  # fmt: skip
    Rollout.objects.bulk_create(Rollout(authority=small.town, service=service) for service in made)


def told(small: World, ozg_id: str) -> None:
    report_rollout(
        by=small.officer, rollout=small.rollout(ozg_id), on=TODAY, state=RolloutState.PLANNED, supersedes=None
    )


def shown(answer: Any) -> dict[str, int]:
    """How many rows each group shows."""
    assert answer.status_code == 200
    return {group.key: len(group.rows) for group in answer.context["page"].groups}


def test_a_page_that_is_not_long_shows_everything(small: World, client: Client) -> None:
    grow(small, MANY - 2)

    answer = client.get(ADDRESS + "&gruppe=1")

    assert shown(answer) == {"1": 1, "2": 1, "unknown": MANY - 2}
    assert b'id="foot-' not in answer.content


def test_a_long_page_opens_the_first_group_in_which_something_is_missing(small: World, client: Client) -> None:
    grow(small, MANY - 1)
    assert shown(client.get(ADDRESS)) == {"1": 1, "2": 0, "unknown": 0}

    told(small, "10001")

    assert shown(client.get(ADDRESS)) == {"1": 0, "2": 1, "unknown": 0}
    assert shown(client.get(ADDRESS + "&zeigen=offen")) == {"2": 1, "unknown": MANY - 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("&gruppe=", {"1": 0, "2": 0, "unknown": 0}),
        ("&gruppe=unknown", {"1": 0, "2": 0, "unknown": STEP}),
        ("&gruppe=2&gruppe=unknown.120", {"1": 0, "2": 1, "unknown": 120}),
        ("&gruppe=unknown.99999", {"1": 0, "2": 0, "unknown": STEP}),
        ("&gruppe=unknown.x&gruppe=gibt-es-nicht", {"1": 0, "2": 0, "unknown": STEP}),
    ],
)
def test_the_address_says_what_is_open(small: World, client: Client, asked: str, found: dict[str, int]) -> None:
    grow(small, 3 * STEP)

    assert shown(client.get(ADDRESS + asked)) == found


def test_every_row_is_reached_by_links_alone(small: World, client: Client) -> None:
    grow(small, 2 * STEP + 5)
    found: set[str] = set()
    asked: list[str] = []
    for _step in range(5):
        answer = client.get(ADDRESS, {"ars": TOWN, "gruppe": asked} if asked else {})
        page = answer.context["page"]
        found = {row.ozg_id for row in page.rows}
        behind = [group for group in page.groups if group.left]
        if not behind:
            break
        asked = behind[-1].opening
        assert "".join(f"gruppe={one}&amp;" for one in asked)[:-5] in answer.content.decode()

    assert found == set(Rollout.objects.filter(authority=small.town).values_list("service__ozg_id", flat=True))


def pushed(answer: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(answer["HX-Push-Url"]).query)


def test_a_group_comes_by_itself_and_says_so_in_the_address(small: World, client: Client) -> None:
    grow(small, 3 * STEP)

    answer = client.get(ADDRESS + "&oeffnen=unknown&gruppe=1.60", headers=HTMX)

    assert [len(answer.context["group"].rows), answer.context["group"].left] == [STEP, 2 * STEP]
    body = answer.content.decode()
    assert [body.count(f'id="{one}"') for one in ("group-unknown", "answer", "group-1")] == [1, 0, 0]
    assert pushed(answer) == {"ars": [TOWN], "gruppe": ["1.60", "unknown.60"]}


def test_the_next_rows_come_behind_the_last_one_whatever_was_reported_since(small: World, client: Client) -> None:
    grow(small, 2 * STEP)
    first = client.get(ADDRESS + "&zeigen=offen&gruppe=unknown").context["page"].group("unknown").rows
    for row in (first[0], first[-1]):
        told(small, row.ozg_id)

    address = f"{ADDRESS}&zeigen=offen&oeffnen=unknown&gruppe=unknown.60&nach={first[-1].ozg_id}"
    answer = client.get(address, headers=HTMX)

    assert [row.ozg_id for row in answer.context["group"].rows] == [
        str(20000 + place) for place in range(STEP, 2 * STEP)
    ]
    assert answer.context["group"].left == 0
    assert pushed(answer) == {"ars": [TOWN], "zeigen": ["offen"], "gruppe": ["unknown.120"]}


def test_what_is_not_there_is_not_opened(small: World, client: Client) -> None:
    asked = ["oeffnen=gibt-es-nicht", "oeffnen=1&oeffnen=2", "oeffnen=1&nach=gibt-es-nicht", "oeffnen="]

    assert [client.get(f"{ADDRESS}&{one}", headers=HTMX).status_code for one in asked] == [404, 200, 200, 200]


def test_what_was_ticked_is_shown_when_nothing_was_saved(small: World, client: Client) -> None:
    grow(small, 2 * STEP)
    ticked = {"which": "ticked", "state": "later", "rollout": [f"{20000 + STEP}:"]}

    answer = client.post(f"/report/{TOWN}/several/", ticked)

    assert answer.status_code == 422
    page = answer.context["page"]
    assert {group.key: len(group.rows) for group in page.groups} == {"1": 0, "2": 0, "unknown": 2 * STEP}


def test_the_number_of_queries_follows_the_open_groups_alone(small: World, client: Client) -> None:
    def count(asked: str = "") -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS + asked)
        return len(captured)

    grow(small, MANY)
    client.get(ADDRESS)
    few = count("&gruppe=unknown")
    Service.objects.filter(ozg_id__startswith="2").update(sort_key="a")
    more = Service.objects.filter(ozg_id__startswith="2").first()
    assert more is not None
    grow_more(small, more, 3 * STEP)

    assert count("&gruppe=unknown.240") == few


@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("more", [1, 3])
def test_the_page_asks_twelve_times_at_most(small: World, client: Client, more: int) -> None:
    grow(small, more)
    client.get(ADDRESS)

    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)

    # And the version, which stands still here.
    assert len(captured) + 1 <= 12


def grow_more(small: World, like: Service, number: int) -> None:
    made = []
    for place in range(number):
        like.pk, like.ozg_id, like.sort_key = None, str(30000 + place), f"b{place:04}"
        like._state.adding = True
        like.save()
        made.append(Rollout(authority=small.town, service_id=like.pk))
    Rollout.objects.bulk_create(made)


def test_the_address_is_written_as_it_is_read() -> None:
    assert Opened.of(["1.60", "unknown"]).said() == ["1.60", "unknown.60"]
    assert Opened({"1": 60}).values_with("1") == ["1.120"]
    assert Opened({"1": 60}).values_with("2") == ["1.60", "2.60"]
    assert Opened({"1": 60, "2": 60}).values_without("1") == ["2.60"]
    assert Opened({"1": 60}).values_without("1") == [""]
