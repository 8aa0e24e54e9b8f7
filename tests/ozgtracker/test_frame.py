"""What every answer has in common: headers, days, navigation, health, and failures without a trace."""

from __future__ import annotations

import psycopg
import pytest
from celery import current_app
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django.fixtures import Settings

from accounts.models import User
from ozgtracker import heartbeats
from ozgtracker.access import PUBLIC, allow, public
from ozgtracker.errors import Blocked, DomainError, InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.navigation import frame
from ozgtracker.saying import refusal, say
from ozgtracker.urls import handler500 as real_handler500
from ozgtracker.urls import urlpatterns as real
from tests.conftest import ClientOf
from tests.database_roles import OWNER, conninfo

pytestmark = pytest.mark.django_db

REFUSALS: dict[str, DomainError] = {
    "blocked": Blocked(found("undo.nothing"), conditions=[found("undo.too-late")]),
    "refused": NotAllowed(found("undo.somebody-elses")),
    "race": LostRace(found("undo.overtaken"), current=None),
    "wrong": InvalidInput(found("day.far-away"), field="day"),
}


@public
def refuse(request: HttpRequest, name: str) -> HttpResponse:
    raise REFUSALS[name]


@public
def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Geheimnis aus dem Inneren")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Das sollte niemand sehen.")


urlpatterns = [
    *real,
    path("test/refuse/<str:name>/", refuse),
    path("test/fail/", fail),
    path("test/undeclared/", undeclared),
]
handler500 = real_handler500


@pytest.fixture
def odd(settings: Settings) -> Client:
    """The real site with three odd pages more."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.fixture
def programs_live() -> None:
    """Worker and schedule have just shown that they live."""
    heartbeats.beat(heartbeats.WORKER)
    heartbeats.beat(heartbeats.BEAT)


@pytest.mark.usefixtures("programs_live")
def test_it_is_alive_and_able_to_work(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}

    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "reasons": {}})


@pytest.mark.usefixtures("programs_live")
def test_it_says_that_the_broker_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unready",
        "reasons": {"broker": "Der Broker antwortet nicht (OperationalError)."},
    }


def test_it_says_that_migrations_are_missing(client: Client) -> None:
    with psycopg.connect(conninfo(OWNER), autocommit=True) as owner:
        rows = owner.execute("DELETE FROM django_migrations WHERE app = 'reports' RETURNING *").fetchall()
        missing = len(rows)
        try:
            answer = client.get("/readyz")
        finally:
            for row in rows:
                owner.execute("INSERT INTO django_migrations OVERRIDING SYSTEM VALUE VALUES (%s, %s, %s, %s)", row)

    assert (answer.status_code, answer.json()["reasons"]) == (503, {"migrations": f"{missing} Migrationen fehlen."})


@pytest.mark.django_db(transaction=True)
def test_it_says_that_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    with monkeypatch.context() as broken:
        connection.close()
        broken.setitem(connection.settings_dict, "OPTIONS", options)
        broken.setitem(connection.settings_dict, "NAME", "gibt_es_nicht")

        answer = client.get("/readyz")
        connection.close()

    assert answer.status_code == 503
    assert answer.json()["reasons"] == {"database": "Die Datenbank antwortet nicht (OperationalError)."}


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/impressum/", "/gibt-es-nicht/", "/healthz", "/people/", "/test/fail/"]
)
def test_it_sends_the_strict_policy_with_every_answer(odd: Client, path: str) -> None:
    headers = odd.get(path).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == (
        "DENY", "nosniff", "same-origin",
    )  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/impressum/", "/gibt-es-nicht/", "/healthz", "/people/", "/test/fail/"]
)
def test_it_forbids_every_answer_what_no_page_needs(odd: Client, path: str) -> None:
    assert odd.get(path)["Permissions-Policy"] == (
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()"
    )


def test_it_tells_caches_that_pages_and_fragments_differ(client: Client) -> None:
    assert {"HX-Request", "Cookie"} <= {word.strip() for word in client.get("/konto/login/")["Vary"].split(",")}


@pytest.mark.parametrize(("name", "status"), [("blocked", 409), ("refused", 403), ("race", 409), ("wrong", 422)])
def test_it_shows_every_refusal_as_a_sentence(odd: Client, name: str, status: int) -> None:
    answer = odd.get(f"/test/refuse/{name}/")

    assert (answer.status_code, refusal(REFUSALS[name]) in answer.content.decode()) == (status, True)


@pytest.mark.parametrize(("name", "status"), [("blocked", 409), ("refused", 403), ("race", 409), ("wrong", 422)])
def test_it_tells_htmx_the_sentences_alone(odd: Client, name: str, status: int) -> None:
    answer = odd.get(f"/test/refuse/{name}/", headers={"HX-Request": "true"})

    more = f" {say(found('undo.too-late'))}" if name == "blocked" else ""
    assert (answer.status_code, answer.content.decode()) == (status, refusal(REFUSALS[name]) + more)


def test_it_lists_what_holds_a_gate_closed(odd: Client) -> None:
    html = odd.get("/test/refuse/blocked/").content.decode()

    assert "Warum noch nicht?" in html
    assert say(found("undo.too-late")) in html


def test_it_never_shows_a_trace(odd: Client) -> None:
    answer = odd.get("/test/fail/")

    assert answer.status_code == 500
    assert [word in answer.content.decode() for word in ("Geheimnis", "Traceback", "RuntimeError")] == [False] * 3
    assert "Ob gespeichert wurde, was Sie gerade senden wollten, ist unklar" in answer.content.decode()


def test_it_says_in_german_that_a_page_does_not_exist(odd: Client) -> None:
    answer = odd.get("/gibt-es-nicht/")

    assert (answer.status_code, '<html lang="de">' in answer.content.decode()) == (404, True)


def test_it_closes_what_declares_nobody_to_everybody(odd: Client, admin: User) -> None:
    assert odd.get("/test/undeclared/").status_code == 404

    odd.force_login(admin)
    assert odd.get("/test/undeclared/").status_code == 404


def test_it_remembers_who_may_call_a_view() -> None:
    @allow(["ministry"])
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert (view.access, public(undeclared_copy).access) == (frozenset({"ministry"}), PUBLIC)  # type: ignore[attr-defined]  # declared


def undeclared_copy(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_it_refuses_a_form_without_its_token_with_a_sentence(ministry: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ministry)

    answer = strict.post("/konto/logout/")

    assert answer.status_code == 403
    assert "Das Formular ist abgelaufen." in answer.content.decode()


@pytest.mark.parametrize("address", ["/people/?q=%00", "/people/?%00=1", "/konto/login/?next=%00", "/people/%00/"])
def test_it_refuses_addresses_no_database_takes(client_of: ClientOf, ministry: User, address: str) -> None:
    assert client_of(ministry).get(address).status_code == 400


def test_it_shows_the_stichtag_and_what_is_wrong_with_it(client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    back = client.get("/audit/?stichtag=2022-05-31")
    wrong = client.get("/people/?stichtag=bald")

    assert (back.context["looking_back"], back.context["day_query"], back.context["day_amp"]) == (
        True, "?stichtag=2022-05-31", "&stichtag=2022-05-31",
    )  # fmt: skip
    assert "Sie blicken auf den Stand vom 31.05.2022 zurück." in back.content.decode()
    assert (wrong.context["looking_back"], wrong.context["day_query"]) == (False, "")
    assert "„bald“ ist kein Datum." in wrong.content.decode()


def test_it_offers_each_role_exactly_the_pages_its_views_allow(
    client_of: ClientOf, ministry: User, officer: User, auditor: User
) -> None:
    def offered(user: User) -> list[str]:
        return [item.label for item in client_of(user).get("/konto/password/change/").context["navigation"]]

    assert "Personen" in offered(ministry)
    assert ("Protokoll" in offered(auditor), "Personen" in offered(auditor)) == (True, False)
    assert {"Personen", "Protokoll", "Postausgang"} & set(offered(officer)) == set()


def test_it_marks_the_current_page_and_keeps_the_stichtag_in_the_navigation(
    client_of: ClientOf, ministry: User
) -> None:
    items = client_of(ministry).get("/people/?stichtag=2022-05-31").context["navigation"]

    assert [item.label for item in items if item.current] == ["Personen"]
    assert {item.href.partition("?")[2] for item in items} == {"stichtag=2022-05-31"}


def test_it_shows_pages_about_itself_to_everybody(client: Client) -> None:
    for name in ("impressum", "datenschutz", "barrierefreiheit", "quellen", "hilfe"):
        assert client.get(f"/{name}/").status_code == 200


def test_it_gives_a_plain_request_no_frame() -> None:
    assert frame(RequestFactory().get("/")) == {}
