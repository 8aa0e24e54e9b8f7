"""What the privacy notice says about signing in is what is stored, and no more."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import AuditEntry, User
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

    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["sign_in_refused", "sign_in_refused", "signed_in", "signed_out"]
    ministry.refresh_from_db()
    assert (ministry.last_login is not None, sessions, Session.objects.count()) == (True, 1, 0)
    assert [word for word in (ADDRESS, "unbekannt@demo.example") if word in stored()] == []
    notice = " ".join(client.get("/datenschutz/").content.decode().split())
    for words in (
        "jede Anmeldung, Abmeldung, abgewiesene Anmeldung und jedes neue Passwort",
        "höchstens 12 Stunden",
        "Eine unbekannte Adresse wird dabei nicht gespeichert.",
        "Internetadressen (IP): weder am Zugang noch in Protokoll, Sitzung oder Meldung.",
    ):
        assert words in notice
