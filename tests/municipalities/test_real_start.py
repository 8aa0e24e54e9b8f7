"""A real start without the demonstration: from the first administrator on the command line to an officer's report.

Everything shipped is loaded; every step is taken in the browser, signed in with a password set by the mailed link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.models import AccessRequest, User
from accounts.roles import Role
from accounts.tasks import send_link
from municipalities.models import Association, Authority, Representative, Rollout, RolloutReport
from reports.tasks import deliver, run_reports
from tests.closed_worlds.world import REAL
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.world(REAL)]

DISTRICT = "Landkreis Ahrweiler"
LINK = re.compile(r"http://\S+/key/\S+")


def set_password(link: str) -> None:
    """As the person does who opens the mailed link."""
    client = Client()
    form = client.get(link.partition("//")[2].partition("/")[2].join(["/", ""]), follow=True)
    client.post(form.context["action_url"], {"password1": PASSWORD, "password2": PASSWORD})


def open_mail(email: str) -> None:
    """The worker mails the link; the person sets a password with it."""
    mail.outbox.clear()
    send_link.run(person_id=User.objects.get(email=email).pk, occasion="invitation")
    [letter] = mail.outbox
    assert letter.to == [email]
    set_password(LINK.findall(str(letter.body))[0])


def sign_in(email: str) -> tuple[Client, str]:
    """A browser of this person, and where it lands."""
    client = Client()
    answer = client.post("/konto/login/", {"login": email, "password": PASSWORD})
    return client, answer["Location"]


def invite(client: Client, email: str, role: Role, **more: object) -> list[str]:
    typed = {"name": f"N. {role}", "email": email, "role": role.value, "password": PASSWORD, **more}
    answer = client.post("/people/invite/", typed, follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    return [str(message) for message in answer.context["messages"]]


def confirm_all(client: Client) -> int:
    """Confirm whatever the page shows; returns how much that is."""
    shown = [one.mandate.pk for one in client.get("/mandates/").context["mine"].data]
    client.post("/mandates/decide/", {"which": "shown", "shown": shown, "decision": "confirm"})
    return len(shown)


def posted() -> Mapping[str, str]:
    """What the outbox sends now, by recipient."""
    mail.outbox.clear()
    deliver.run()
    return {letter.to[0]: f"{letter.subject}\n{letter.body}" for letter in mail.outbox}


@dataclass(frozen=True, slots=True)
class Start:
    """The two who are there first."""

    admin: Client
    ministry: Client


@pytest.fixture
def start() -> Start:
    """createadmin on the command line; the administrator invites the first person of the ministry.

    Nobody else is there who could confirm it, so it counts and says so.
    """
    # As the worker does when it starts; otherwise the month would be missing, and the ministry told so.
    run_reports.run()
    out = StringIO()
    call_command("createadmin", "admin@land.example", stdout=out)
    set_password(LINK.findall(out.getvalue())[0])
    admin, lands = sign_in("admin@land.example")
    [said] = invite(admin, "referat@land.example", Role.MINISTRY)
    assert (lands, "ohne Gegenbestätigung" in said) == ("/people/", True)
    open_mail("referat@land.example")
    ministry, lands = sign_in("referat@land.example")
    assert lands == "/"
    return Start(admin, ministry)


def test_from_the_first_administrator_to_the_report_of_an_officer(start: Start) -> None:
    district = Authority.objects.get(label=DISTRICT)
    association = Association.objects.get(members=district, slug="landkreistag")

    speaker = the_landkreistag_speaks(start, association)
    officer = an_officer_is_named(start, district)
    assert f"wartet auf Bestätigung; es bestätigt: {association.short_name}." in text(officer, "/report/")
    [letter] = posted().values()
    assert (DISTRICT in letter, "/mandates/" in letter, "N. authority" in letter) == (True, True, False)
    assert [confirm_all(one) for one in (start.ministry, start.admin, officer, speaker)] == [0, 0, 0, 1]

    rollout = Rollout.objects.competent().filter(authority=district).select_related("service").order_by("pk")[0]
    address = f"/report/{district.ars}/{rollout.service.ozg_id}/"
    answer = officer.post(address, {"state": "in-progress", "forecast_on": "2022-12-01"})
    assert answer.status_code == 302
    assert RolloutReport.objects.get().by.email == "it@ahrweiler.example"
    assert list(Representative.objects.order_by("pk").values_list("confirmation", flat=True)) == [
        "second", "association",
    ]  # fmt: skip


def the_landkreistag_speaks(start: Start, association: Association) -> Client:
    """There are two now: the ministry names somebody for the Landkreistag, only the administration may confirm."""
    [said] = invite(start.ministry, "tag@verband.example", Role.ASSOCIATION, association=association.pk)
    assert "sobald das bestätigt ist" in said
    open_mail("tag@verband.example")
    speaker, lands = sign_in("tag@verband.example")
    assert lands == "/"
    assert "eine zweite Person aus Ministerium oder Technischer Administration" in text(speaker, "/report/")
    assert list(posted()) == ["admin@land.example"]
    assert [confirm_all(one) for one in (start.ministry, speaker, start.admin)] == [0, 0, 1]
    assert set(posted()) == {"tag@verband.example", "referat@land.example"}
    return speaker


def an_officer_is_named(start: Start, district: Authority) -> Client:
    """The ministry names an officer of a member of the Landkreistag, who lands on the report and waits."""
    invite(start.ministry, "it@ahrweiler.example", Role.AUTHORITY, authority=f"{district.label} ({district.ars})")
    open_mail("it@ahrweiler.example")
    officer, lands = sign_in("it@ahrweiler.example")
    assert (lands, officer.get("/").status_code) == ("/report/", 200)
    return officer


def test_one_of_two_gets_nowhere_with_straw_persons(start: Start) -> None:
    """Who is there can neither make a third of them alone nor confirm the own straw persons."""
    for role in (Role.MINISTRY, Role.AUDITOR):
        invite(start.ministry, f"straw-{role}@land.example", role)
    invite(start.ministry, "straw@koblenz.example", Role.AUTHORITY, authority="071110000000")
    open_mail("straw@koblenz.example")
    straw, _lands = sign_in("straw@koblenz.example")

    assert User.objects.filter(email__startswith="straw-").count() == 0
    assert AccessRequest.objects.open().count() == 2
    assert [confirm_all(one) for one in (start.ministry, straw)] == [0, 0]
    assert straw.get("/report/?ars=071110000000").status_code == 404


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()
