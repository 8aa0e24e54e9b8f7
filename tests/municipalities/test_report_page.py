"""The officer's page: what is missing this month, changed row by row or confirmed by one click."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Side
from municipalities.actions import report_rollout
from municipalities.models import RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests import factories
from tests.conftest import ClientOf
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import DISTRICT, TOWN, World

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


def test_it_says_how_many_are_missing_this_month(small: World, client: Client) -> None:
    told(small, "10001", on=MAY)
    told(small, "10002", on=TODAY)

    answer = client.get("/report/")

    page = answer.context["page"]
    assert (page.total, page.missing, page.confirmable, page.never, page.past) == (2, 1, 1, 0, 0)
    body = answer.content.decode()
    assert "Noch 1 von 2 Leistungen ohne Meldung im Juni." in body
    assert "Alles Übrige unverändert bestätigen (1)" in body
    assert "vor 36 Tagen" in body


def test_it_says_when_all_is_said(small: World, client: Client) -> None:
    told(small, "10001", on=TODAY)
    told(small, "10002", on=TODAY)

    body = client.get("/report/?zeigen=offen").content.decode()

    assert "Alle 2 Leistungen sind im Juni gemeldet." in body
    assert "unverändert bestätigen" not in body
    assert "Nichts ist mehr offen." in body


CONFIRM = "bestätigen Sie das Übrige mit einem Klick."
SAY = "Zu bestätigen ist gerade nichts; was noch fehlt, melden Sie einzeln oder mehrere auf einmal."
CHANGE = "Bis zum Monatsende können Sie ändern, was sich ändert."


@pytest.mark.parametrize(
    ("said_on", "advice"),
    [
        ((MAY, MAY), CONFIRM),
        ((TODAY, MAY), CONFIRM),
        ((TODAY, None), SAY),
        ((None, None), SAY),
        ((TODAY, TODAY), CHANGE),
    ],
)
def test_it_advises_only_what_is_possible(
    small: World, client: Client, said_on: tuple[date | None, date | None], advice: str
) -> None:
    for ozg_id, on in zip(("10001", "10002"), said_on, strict=True):
        if on:
            told(small, ozg_id, on=on)

    body = client.get("/report/").content.decode()

    assert [one for one in (CONFIRM, SAY, CHANGE) if one in body] == [advice]


def test_one_click_confirms_the_rest(small: World, client: Client) -> None:
    told(small, "10001", on=MAY)

    answer = client.post(f"/report/{TOWN}/unchanged/", follow=True)

    assert answer.redirect_chain == [(f"/report/?ars={TOWN}", 302)]
    assert "1 Leistung unverändert bestätigt." in answer.content.decode()
    assert answer.context["page"].confirmable == 0


def test_the_click_confirms_exactly_what_the_button_counts(small: World, client: Client) -> None:
    told(small, "10001", on=MAY, forecast_on=date(2022, 6, 1))
    told(small, "10002", on=MAY)

    page = client.get("/report/").context["page"]
    assert (page.confirmable, page.past) == (1, 1)
    client.post(f"/report/{TOWN}/unchanged/")
    assert RolloutReport.objects.filter(is_confirmation=True).count() == page.confirmable


def test_a_row_opens_as_a_form_and_the_way_back_is_the_page_anew(small: World, client: Client) -> None:
    opened = client.get(PAGE, headers=HTMX).content.decode()
    assert "<form" in opened
    assert "<html" not in opened
    assert 'hx-get="" hx-target="closest tr"' in opened

    back = client.get(f"/report/?ars={TOWN}", headers=HTMX).content.decode()
    assert ('id="rollout-10001"' in back, "<html" in back) == (True, True)


def test_without_javascript_it_is_a_page_of_its_own(small: World, client: Client) -> None:
    answer = client.get(PAGE)
    assert "<h1>Wie steht es mit „Leistung 10001“?</h1>" in answer.content.decode()

    answer = client.post(PAGE, {"state": "planned", "forecast_on": "30.09.2022"}, follow=True)

    assert answer.redirect_chain == [(f"/report/?ars={TOWN}", 302)]
    assert "Ihre Meldung ist gespeichert." in answer.content.decode()
    assert small.rollout("10001").forecast_on == date(2022, 9, 30)


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(small: World, client: Client) -> None:
    typed = {"state": "later", "remark": "Wir warten auf den Rat", "forecast_on": "gestern"}

    answer = client.post(PAGE, typed, headers=HTMX)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["forecast_on"])
    assert "Wir warten auf den Rat" in answer.content.decode()

    answer = client.post(PAGE, typed | {"forecast_on": ""}, headers=HTMX)
    assert (answer.status_code, answer.context["form"].errors["reason"]) == (
        422, [say(found("rollout.why-state", state=RolloutState.LATER))],
    )  # fmt: skip
    assert RolloutReport.objects.count() == 0


def test_nothing_is_chosen_where_nobody_has_reported_yet(small: World, client: Client) -> None:
    assert client.get(PAGE).context["form"]["state"].value() is None
    answer = client.post(PAGE, {"remark": "noch nichts"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["state"])


def test_live_by_word_alone_is_stored_and_said_so(small: World, client: Client, ready: Ready) -> None:
    ready("app", MAY)
    typed = {"state": "live", "live_on": "2022-06-01", "maturity": "3"}

    stored = client.post(PAGE, typed, follow=True).content.decode()
    assert "Ihre Meldung ist gespeichert. Sie zählt als „live ohne Nachweis“, es fehlt: Adresse." in stored
    assert "ohne Nachweis, es fehlt: Adresse" in stored

    seen = {"supersedes": str(small.rollout("10001").last_report_id), "evidence": "https://koblenz.example/1"}
    row = client.post(PAGE, typed | seen, headers=HTMX, follow=True).content.decode()
    assert "Ihre Meldung ist gespeichert.<" in row
    assert "ohne Nachweis, es fehlt" not in row


def test_an_own_solution_shows_where_it_runs(small: World, client: Client) -> None:
    typed = {"state": "live", "live_on": "2021-06-01", "is_own_solution": "on"}
    answer = client.post(PAGE, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])

    body = client.post(PAGE, typed | {"evidence": "https://koblenz.example/1"}, follow=True).content.decode()

    assert 'eigene Lösung: <a class="wrap-anywhere" href="https://koblenz.example/1"' in body
    assert ">koblenz.example</a>" in body


def test_what_cannot_be_waits_for_nothing(small: World, client: Client) -> None:
    client.post(PAGE, {"state": "not-competent", "reason": "Das macht der Landkreis."}, headers=HTMX)
    client.post("/report/071110000000/10002/", {"state": "not-digitisable", "reason": "Nur persönlich möglich."})

    rows = client.get("/report/").context["page"].rows
    assert [(row.look.label, row.waits_for) for row in rows] == [
        ("nicht zuständig", ""), ("nicht digitalisierbar", ""),
    ]  # fmt: skip


def test_live_is_refused_with_the_list_why(small: World, client: Client, ready: Ready) -> None:
    for headers in (HTMX, {}):
        answer = client.post(PAGE, {"state": "live", "live_on": "2022-06-01"}, headers=headers)
        body = answer.content.decode()
        assert answer.status_code == 409
        assert say(found("rollout.not-live-yet", service="Leistung 10001")) in body
        assert f"<li>{say(found('gate.undated', name='APP', side=Side.LDI))}</li>" in body

    ready("app", MAY)
    assert client.post(PAGE, {"state": "live", "live_on": "2022-06-01"}, headers=HTMX).status_code == 302


def test_whoever_said_ready_is_not_told_to_say_it_again(small: World, client: Client) -> None:
    typed = {"state": "live", "live_on": "2022-06-01"}
    assert "Sie können „bereit“ melden" in client.post(PAGE, typed).content.decode()

    seen = told(small, "10001", on=TODAY, state=RolloutState.READY)
    body = client.post(PAGE, typed | {"supersedes": str(seen.pk)}).content.decode()

    assert "„Bereit“ haben Sie schon gemeldet; damit ist klar, dass es nicht an Ihnen liegt." in body


def test_a_conflict_shows_both_versions_and_the_second_try_decides(small: World, client: Client) -> None:
    first = told(small, "10001", on=TODAY, state=RolloutState.IN_PROGRESS)

    answer = client.post(PAGE, {"state": "ready", "remark": "meins", "supersedes": ""}, headers=HTMX)

    conflict = answer.context["conflict"]
    assert (answer.status_code, conflict.at.date()) == (409, TODAY)
    assert (conflict.rows[0].theirs, conflict.rows[0].mine, conflict.rows[0].differs) == ("in Arbeit", "bereit", True)
    assert "meins" in answer.content.decode()
    assert f'name="supersedes" value="{first.pk}"' in answer.content.decode()

    answer = client.post(PAGE, {"state": "ready", "supersedes": str(first.pk)}, headers=HTMX)
    assert answer.status_code == 302
    assert small.rollout("10001").state == "ready"


def test_a_report_never_follows_one_about_another_service(small: World, client: Client) -> None:
    elsewhere = told(small, "10002")

    answer = client.post(PAGE, {"state": "planned", "supersedes": str(elsewhere.pk)}, headers=HTMX)

    assert answer.status_code == 302
    assert RolloutReport.objects.get(rollout=small.rollout("10001")).supersedes is None


def test_a_foreign_authority_does_not_exist(small: World, client: Client, client_of: ClientOf) -> None:
    addresses = [f"/report/?ars={DISTRICT}", f"/report/{DISTRICT}/10001/", f"/report/{TOWN}/99999/"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client.post(f"/report/{DISTRICT}/10001/", {"state": "planned"}).status_code == 404
    assert client.post(f"/report/{DISTRICT}/unchanged/").status_code == 404
    assert client.post(f"/report/{DISTRICT}/several/", {"state": "planned"}).status_code == 404
    association = client_of(small.association_user)
    assert association.get(f"/report/?ars={DISTRICT}").status_code == 404
    assert RolloutReport.objects.count() == 0


def test_looking_back_shows_the_state_then_and_no_forms(small: World, client: Client) -> None:
    told(small, "10001", on=MAY)
    told(small, "10001", on=TODAY, state=RolloutState.READY)

    body = client.get("/report/?stichtag=2022-05-31").content.decode()

    assert "Noch 1 von 2 Leistungen ohne Meldung im Mai." in body
    assert "geplant" in body
    assert "Ändern<" not in body
    assert "unverändert bestätigen" not in body
    assert 'type="checkbox"' not in body


def test_an_authority_without_competence_is_told_so(small: World, officer: User, client_of: ClientOf) -> None:
    factories.mandate(officer, factories.authority("071310007007"))

    assert "keine Zuständigkeit bekannt" in client_of(officer).get("/report/").content.decode()


def test_everybody_else_does_not_find_the_page(
    small: World, ministry: User, operator: User, client_of: ClientOf
) -> None:
    assert [client_of(user).get("/report/").status_code for user in (ministry, operator)] == [404, 404]
