"""On the officer's page: what was just saved can be taken back for half an hour, what was wrong is corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from municipalities.actions import report_rollout
from municipalities.models import RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.findings import found
from ozgtracker.saying import say as words_of
from tests import factories
from tests.conftest import ClientOf
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import DISTRICT, TOWN, World

TODAY = date(2022, 6, 15)
PAGE = f"/report/{TOWN}/10001/"
HTMX = {"HX-Request": "true", "HX-Target": "rollout-10001"}
WRONG = "Gemeldet war die falsche Leistung."


@pytest.fixture
def client(small: World, client_of: ClientOf) -> Client:
    """The officer of the town."""
    return client_of(small.officer)


def say(small: World, on: date = TODAY, **values: Any) -> RolloutReport:
    rollout = small.rollout("10001")
    given: dict[str, Any] = {"state": RolloutState.PLANNED, "supersedes": rollout.last_report} | values
    return report_rollout(by=small.officer, rollout=rollout, on=on, **given)


def undo(report: RolloutReport, ars: str = TOWN) -> str:
    return f"/report/{ars}/undo/{RolloutReport.objects.get(pk=report.pk).change_set}/"


def test_the_page_offers_to_take_back_what_was_saved(small: World, client: Client) -> None:
    assert client.get("/report/").context["undo"] is None
    report = say(small)

    body = client.get("/report/").content.decode()
    assert f'action="{undo(report)}"' in body

    answer = client.post(undo(report), follow=True)
    assert answer.context["undo"] is None
    assert "Rückgängig gemacht: 1 Meldung gilt nicht mehr." in answer.content.decode()
    assert small.rollout("10001").state == "unknown"


def test_a_row_saved_in_place_brings_the_offer_along(small: World, client: Client) -> None:
    body = client.post(PAGE, {"state": "planned"}, headers=HTMX, follow=True).content.decode()

    assert f'action="{undo(RolloutReport.objects.get())}"' in body


def test_too_late_is_said_on_the_page(small: World, client: Client) -> None:
    report = say(small)
    say(small, state=RolloutState.IN_PROGRESS)

    body = client.post(undo(report), follow=True).content.decode()

    assert words_of(found("undo.overtaken")) in body
    assert small.rollout("10001").state == "in-progress"


def test_nobody_takes_back_the_word_of_another_place(small: World, client: Client, client_of: ClientOf) -> None:
    report = say(small)
    other = factories.person(small.officer.role)  # type: ignore[arg-type]
    factories.mandate(other, small.district)

    assert client_of(other).post(undo(report)).status_code == 404
    assert client_of(other).post(undo(report, DISTRICT), follow=True).status_code == 200
    assert small.rollout("10001").state == "planned"


def test_the_form_corrects_and_the_history_says_so(small: World, client: Client, ready: Ready) -> None:
    ready("app", date(2022, 5, 2))
    wrong = say(small, date(2022, 5, 10), state=RolloutState.LIVE, live_on=date(2022, 5, 9))
    typed = {"state": "planned", "supersedes": wrong.pk, "reason": WRONG}

    assert client.post(PAGE, typed).status_code == 422
    assert client.post(PAGE, typed | {"is_correction": "on", "reason": "."}).status_code == 422
    assert client.post(PAGE, typed | {"is_correction": "on"}).status_code == 302

    body = client.get(f"/rollouts/{TOWN}/10001/").content.decode()
    assert "Berichtigung" in body
    assert "berichtigt am 15.06.2022" in body
    past = client.get(f"/rollouts/{TOWN}/10001/?stichtag=2022-06-01").content.decode()
    assert "live seit" in past
    assert "berichtigt am 15.06.2022" in past


def test_a_first_report_corrects_nothing(client: Client) -> None:
    assert 'name="is_correction"' not in client.get(PAGE).content.decode()
