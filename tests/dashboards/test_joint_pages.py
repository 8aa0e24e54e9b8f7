"""The joint pages: every figure opens its rows, everyone sees what is theirs, and more rows cost no more queries."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role, Side
from municipalities.actions import answer_competence
from municipalities.models import Rollout
from municipalities.rollout_states import RolloutState as S
from ozgtracker.findings import found
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.cells import bare_columns, linked_numbers
from tests.dashboards.small import Small, more_authorities, more_services
from tests.dashboards.walking import counted_links, total_of

PAGES = (
    "/",
    "/packages/",
    "/packages/1/",
    "/packages/2/",
    "/packages/3/",
    "/services/",
    "/services/10001/",
    "/services/10005/",
    "/municipalities/",
    "/municipalities/?ebene=gemeinden",
    "/municipalities/?ebene=gemeinden&buendel=neu-zugezogen&vollstaendig=nein",
    "/municipalities/071315001000/",
    "/rollouts/",
    "/rollouts/071315001000/10001/",
)

JUNE = date(2022, 6, 8)

# People and ranks are no rows.
# The last two are columns of a growth: how it stood on other days.
NOT_ROWS = {"Menschen", "Anteil der Menschen", "Vorrang", "live", "Umfang"}


def _reader(role: Role, told: Small) -> User:
    """Somebody of this role; the officer speaks for the Verbandsgemeinde Adenau only."""
    user = factories.person(role)
    if role is Role.AUTHORITY:
        factories.mandate(user, told.villages)
    if role is Role.ASSOCIATION:
        factories.mandate(user, factories.association(members=(told.villages,)))
    return user


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "day"), [*((role, "") for role in Role), (Role.MINISTRY, "2022-05-10"), (Role.AUTHORITY, "2022-05-10")]
)
def test_every_figure_opens_exactly_the_rows_it_counts(told: Small, client_of: ClientOf, role: Role, day: str) -> None:
    client = client_of(_reader(role, told))
    walked: dict[str, int] = {}

    for page in PAGES:
        joint = "&" if "?" in page else "?"
        response = client.get(page + (f"{joint}stichtag={day}" if day else ""))
        assert response.status_code == 200, page
        html = response.content.decode()
        for href, count in [*counted_links(response).items(), *linked_numbers(html, page).items()]:
            assert walked.setdefault(href, count) == count, (page, href)
        assert bare_columns(html) <= NOT_ROWS, page

    assert len(walked) > 25
    assert all(("stichtag=2022-05-10" in href) == bool(day) for href in walked)
    assert {href: total_of(client, href) for href in walked} == walked


def test_an_officer_sees_no_page_link_or_word_of_a_foreign_authority(told: Small, client_of: ClientOf) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))

    assert client.get("/municipalities/071110000000/").status_code == 404
    assert client.get("/rollouts/071110000000/10001/").status_code == 404
    assert client.get("/municipalities/071315001000/").status_code == 200
    for page in ("/", "/municipalities/", "/rollouts/", "/services/10003/", "/municipalities/?ebene=gemeinden"):
        html = client.get(page).content.decode()
        assert "/municipalities/071110000000/" not in html, page
        assert "/rollouts/071110000000/" not in html, page
        assert "streng vertraulich" not in html, page
        assert "Umbau im Rathaus" not in html, page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.MINISTRY, True),
        (Role.AUDITOR, True),
        (Role.ASSOCIATION, True),
        (Role.AUTHORITY, True),
        (Role.STEERING, False),
        (Role.OPERATOR, False),
        (Role.ADMIN, False),
    ],
)
def test_reasons_remarks_and_history_are_for_the_own_side(
    told: Small, client_of: ClientOf, role: Role, sees: bool
) -> None:
    client = client_of(_reader(role, told))

    for page in ("/municipalities/071315001000/", "/rollouts/071315001000/10003/"):
        html = client.get(page).content.decode()
        for words in ("streng vertraulich", "Umbau im Rathaus", 'class="history"'):
            assert (words in html) is sees, (page, words)


@pytest.mark.parametrize("role", [Role.ASSOCIATION, Role.STEERING, Role.OPERATOR, Role.ADMIN])
def test_a_foreign_place_shows_everybody_its_state_and_days_alone(told: Small, client_of: ClientOf, role: Role) -> None:
    told.say(told.district, "10004", S.NOT_COMPETENT, JUNE, reason="Das macht jemand anderes.")
    report = Rollout.objects.get(authority=told.district, service__ozg_id="10004").last_report
    assert report is not None
    answer_competence(by=told.ministry, report=report, on=JUNE, agrees=False, reason="Sie sind es doch.")
    client = client_of(_reader(role, told))

    live, refused = (client.get(f"/rollouts/071310000000/{ozg_id}/") for ozg_id in ("10002", "10004"))

    page = live.context["page"]
    assert (page.row.live_on, page.row.now.said_on, page.said) == (JUNE, JUNE, ())
    assert [(one.agrees, one.said_on, one.reason) for one in refused.context["page"].answers] == [(False, JUNE, "")]
    for html in (live.content.decode(), refused.content.decode()):
        assert html.count("08.06.2022") > 0
        for words in ("https://kreis.example/kfz", "Das macht jemand anderes.", "Sie sind es doch."):
            assert words not in html


def test_why_not_yet_names_the_component_and_the_authority(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/rollouts/071315001000/10003/")
    page = response.context["page"]

    assert [condition.finding for condition in page.unmet] == [
        found("gate.expected", name="ePayment", day=date(2022, 10, 28), side=Side.LDI),
        found("authority.later", announced=found("announced.nothing")),
    ]
    conditions = response.content.decode().split('id="conditions"')[1].split("</section>")[0]
    assert re.findall(r"sign--([a-z-]+)", conditions) == ["reached", "planned", "later"]


def test_a_live_rollout_shows_since_when_and_its_evidence(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/rollouts/071310000000/10002/")

    assert response.context["sentence"] == "live seit 08.06.2022."
    assert "https://kreis.example/kfz" in response.content.decode()


def test_the_own_officer_is_led_to_the_report_but_not_from_the_past(told: Small, client_of: ClientOf) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))
    page = "/municipalities/071315001000/"

    assert client.get(page).context["report_href"] == "/report/?ars=071315001000"
    assert client.get(page + "?stichtag=2022-06-01").context["report_href"] == ""
    why = "/rollouts/071315001000/10001/"
    assert client.get(why).context["report_href"] == "/report/071315001000/10001/"
    assert client.get(why + "?stichtag=2022-06-01").context["report_href"] == ""


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.ADMIN])
def test_who_appoints_finds_the_form(told: Small, client_of: ClientOf, role: Role) -> None:
    client = client_of(_reader(role, told))

    assert reverse("appoint", args=["071315001000"]) in client.get("/municipalities/071315001000/").content.decode()
    assert "appoint" not in client.get("/municipalities/071315001000/?stichtag=2022-06-01").content.decode()


def test_a_service_page_gives_coverage_reach_and_span_with_their_denominators(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    response = client_of(ministry).get("/services/10003/")

    shown = response.context["shown"]
    assert [(figure.value, figure.of, figure.note) for figure in response.context["figures"]] == [
        ("0", "3", "nirgends live gemeldet"),
        ("0", "3", "alle Nachweise online; „live“ zählt ab Reifegrad 2 oder ohne Angabe"),
        ("0 %", "", "0 von 130.000"),
        ("2", "3", ""),
    ]
    assert [one.need.component.slug for one in shown.needs] == ["app", "epayment"]


def test_a_service_nobody_is_competent_for_has_no_rate(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/services/10005/")

    assert response.context["figures"] == ()
    assert response.context["sentence"] == "Für diese Leistung ist keine Zuständigkeit bekannt."


@pytest.mark.parametrize(
    "missing", ["/packages/9/", "/services/99999/", "/municipalities/000000000000/", "/rollouts/071110000000/99999/"]
)
def test_what_does_not_exist_is_not_found(told: Small, client_of: ClientOf, ministry: User, missing: str) -> None:
    assert client_of(ministry).get(missing).status_code == 404


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", PAGES)
def test_more_rows_cost_no_more_queries(told: Small, client_of: ClientOf, page: str) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))
    before = _queries(client, page)

    more_services(3)
    more_authorities(3)

    assert _queries(client, page) == before
