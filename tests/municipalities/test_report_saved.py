"""A row saved in place is answered with what it changes on the page, whatever the number of rows there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.html import Element, parse_html
from django.test.utils import CaptureQueriesContext

from municipalities.actions import report_rollout, sync_rollouts
from municipalities.models import RolloutReport
from municipalities.report_counts import Counts
from municipalities.rollout_states import RolloutState
from tests.conftest import ClientOf
from tests.municipalities.small_world import TOWN, World, make_service

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)
PAGE = f"/report/{TOWN}/10001/"
HTMX = {"HX-Request": "true", "HX-Target": "rollout-10001"}


@pytest.fixture
def client(small: World, client_of: ClientOf) -> Client:
    """The officer of the town."""
    return client_of(small.officer)


def told(small: World, ozg_id: str = "10001", on: date = MAY, **values: Any) -> RolloutReport:
    rollout = small.rollout(ozg_id)
    given: dict[str, Any] = {"state": RolloutState.PLANNED, "supersedes": rollout.last_report} | values
    return report_rollout(by=small.officer, rollout=rollout, on=on, **given)


def from_page(**query: str) -> dict[str, str]:
    """The headers of a row's form that stands on the page."""
    return HTMX | {"HX-Current-URL": f"http://testserver/report/?{urlencode({'ars': TOWN} | query)}"}


PARTS = [
    "messages", "answer", "lead", "confirm", "undo", "missing", "missing-1", "missing-2", "several-which",
    "rollout-10001", "change-10001",
]  # fmt: skip


def test_a_stored_row_brings_what_it_changes_and_nothing_else(small: World, client: Client) -> None:
    told(small, "10002")

    answer = client.post(PAGE, {"state": "planned"}, headers=from_page())

    parts = parts_of(answer)
    assert (answer.status_code, list(parts)) == (200, PARTS)
    assert answer.context["page"].counts == Counts(total=2, missing=1, confirmable=1)
    assert answer.context["page"].rows == ()
    whole = parts_of(client.get("/report/"))
    assert [one for one in PARTS if parts[one] != whole[one]] == ["messages"]


def test_a_stored_row_that_is_no_longer_listed_stays_away(small: World, client: Client) -> None:
    make_service("10004", kinds=("kreisfreie_stadt",))
    sync_rollouts(on=TODAY)

    answer = client.post(PAGE, {"state": "planned"}, headers=from_page(zeigen="offen"))

    assert (answer.status_code, list(parts_of(answer))) == (200, PARTS[:-2])


def test_the_last_row_of_a_group_brings_the_page_anew_with_its_filter(small: World, client: Client) -> None:
    answer = client.post(PAGE, {"state": "planned"}, headers=from_page(zeigen="offen"))

    assert (answer.status_code, answer["Location"]) == (302, f"/report/?ars={TOWN}&zeigen=offen")
    body = client.get(answer["Location"], headers=from_page(zeigen="offen")).content.decode()
    assert "Noch 1 von 2 Leistungen ohne Meldung im Juni." in body
    assert "1 von 1 noch offen" in body
    assert "Noch offen 1" in body
    assert "Ihre Meldung ist gespeichert." in body


def test_a_row_that_stands_on_another_page_brings_that_one_anew(small: World, client: Client) -> None:
    elsewhere = HTMX | {"HX-Current-URL": "http://testserver/municipalities/"}

    answer = client.post(PAGE, {"state": "planned"}, headers=elsewhere)

    assert (answer.status_code, answer["Location"]) == (302, "/municipalities/")


def parts_of(answer: Any) -> dict[str, Element]:
    """What stands in <main> under each id; tokens aside."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.content.decode())
    main = re.search(r"<main.*</main>", body, re.DOTALL)
    assert main is not None
    return dict(_named(parse_html(main[0])))


def _named(element: Element) -> Iterator[tuple[str, Element]]:
    for child in element.children:
        if not isinstance(child, Element):
            continue
        name = dict(child.attributes).get("id")
        if name:
            yield name, child
        yield from _named(child)


def test_page_and_save_need_the_same_queries_for_one_row_for_three_and_for_many(small: World, client: Client) -> None:
    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as opened:
            client.get("/report/")
        seen = small.rollout("10001").last_report_id
        with CaptureQueriesContext(connection) as saved:
            answer = client.post(PAGE, {"state": "planned", "supersedes": str(seen)}, headers=from_page())
        assert answer.status_code == 200
        return len(opened), len(saved)

    told(small, "10001")
    client.get("/report/")
    found = [count()]
    for more in (["10007", "10008"], [str(number) for number in range(10100, 10140)]):
        for ozg_id in more:
            make_service(ozg_id, "epayment", kinds=("kreisfreie_stadt",))
        sync_rollouts(on=TODAY)
        told(small, more[0])
        found.append(count())

    assert found == [found[0]] * 3
