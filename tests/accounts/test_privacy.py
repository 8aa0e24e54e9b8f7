"""What the privacy notice says about signing in is what is stored, and no more."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import AuditEntry, SignIn, User
from accounts.tasks import forget_sessions
from tests import factories

ADDRESS = "203.0.113.77"


def stored() -> str:
    """Everything in every table, sessions read."""
    rows = [str(tuple(row)) for model in apps.get_models() for row in model._default_manager.values_list()]
    return "\n".join([*rows, *(str(session.get_decoded()) for session in Session.objects.all())])


@pytest.mark.django_db
def test_a_sign_in_leaves_what_the_notice_says(ministry: User) -> None:
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=ADDRESS)
    entered = {"login": ministry.email, "password": factories.PASSWORD}
    client.post("/konto/login/", {**entered, "password": "falsch"})
    client.post("/konto/login/", {"login": "unbekannt@demo.example", "password": "falsch"})
    client.post("/konto/login/", entered)
    sessions = Session.objects.count()
    client.post("/konto/logout/")

    left = SignIn.objects.order_by("pk").values_list("event", "person", "address")
    assert list(left) == [
        ("refused", ministry.pk, ADDRESS),
        ("refused", None, ADDRESS),
        ("signed_in", ministry.pk, ADDRESS),
        ("signed_out", ministry.pk, ADDRESS),
    ]
    assert AuditEntry.objects.count() == 0
    ministry.refresh_from_db()
    assert (ministry.last_login is not None, sessions, Session.objects.count()) == (True, 1, 0)
    assert "unbekannt@demo.example" not in stored()
    notice = " ".join(client.get("/datenschutz/").content.decode().split())
    for words in (
        "90 Tage lang jede Anmeldung, Abmeldung und abgewiesene Anmeldung",
        "mit Tag, Uhrzeit, Person und Internetadresse (IP)",
        "höchstens 12 Stunden, mit Internetadresse, Browser und letzter Tätigkeit",
        "Eine unbekannte E-Mail-Adresse wird dabei nicht gespeichert.",
        "Sonst keine Internetadressen: weder am Zugang noch in Protokoll oder Meldung.",
    ):
        assert words in notice


@pytest.mark.django_db
def test_the_address_stands_in_the_list_of_sign_ins_and_nowhere_else_once_the_session_has_ended(ministry: User) -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    entered = {"login": ministry.email, "password": factories.PASSWORD}
    client.post("/konto/login/", entered)
    client.post("/konto/password/reset/", {"email": ministry.email})
    client.post("/konto/logout/")
    forget_sessions()

    SignIn.objects.all().delete()

    assert ADDRESS not in stored()
