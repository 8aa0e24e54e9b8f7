"""Many mails decided on at once: seen with their number, in one transaction, harmless when pressed twice."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from accounts.models import AuditEntry, User
from ozgtracker import clock
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from reports import actions
from reports.actions.queueing import Letter, queue
from reports.delivery_states import DeliveryState
from reports.models import Delivery
from tests.conftest import TODAY, ClientOf
from tests.refusals import refusing
from tests.reports.shown import heading, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> list[int]:
    """Forty mails of uncertain fate."""
    queue([Letter("report", f"{n:02}@demo.example", "A", "1", "Bericht", "T") for n in range(40)], on=TODAY)
    Delivery.objects.update(state="unknown", error="Abbruch", attempts=1)
    return list(Delivery.objects.order_by("pk").values_list("pk", flat=True))


def states() -> dict[str, int]:
    return dict(Counter(Delivery.objects.values_list("state", flat=True)))


def shown(client: Client, query: str) -> list[int]:
    """The mails the page would decide on."""
    page = client.get(f"/mail/decide/?{query}").content.decode().partition('action="/mail/decide/"')[2]
    return [int(key) for key in re.findall(r'type="hidden" name="nachricht" value="(\d+)"', page)]


def said(client: Client, keys: list[int], decision: str) -> str:
    """Press the button; what the next page says."""
    answer = client.post("/mail/decide/", {"nachricht": keys, "decision": decision}, follow=True)
    assert answer.redirect_chain == [("/mail/", 302)]
    return " ".join(answer.content.decode().split())


def test_all_of_uncertain_fate_are_shown_with_their_number_and_confirmed_in_one_go(
    keys: list[int], ministry: User, client_of: ClientOf
) -> None:
    client = client_of(ministry)

    assert "Über alle 40 ungewissen entscheiden" in text(client, "/mail/")
    assert heading(client, "/mail/decide/?alle=unknown") == "Was soll aus diesen 40 Nachrichten werden?"
    assert "40 sind angekommen" in text(client, "/mail/decide/?alle=unknown")
    assert shown(client, "alle=unknown") == keys
    assert [row.pk for row in client.get("/mail/decide/?alle=unknown").context["table"].data] == keys
    assert text(client, "/mail/decide/?alle=unknown").count("Bericht A 00@demo.example") == 1
    assert states() == {"unknown": 40}
    assert "40 Nachrichten gelten als angekommen." in said(client, keys, "sent")

    assert states() == {"sent": 40}
    entries = AuditEntry.objects.by_person(ministry.email).filter(verb="delivery_confirmed")
    assert (entries.count(), entries.values("change_set").distinct().count()) == (40, 1)


def test_those_ticked_are_sent_again_and_the_others_stay(keys: list[int], ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    page = client.get("/mail/").content.decode()
    assert page.count('type="checkbox" name="nachricht"') == 40

    assert shown(client, f"nachricht={keys[3]}&nachricht={keys[5]}") == [keys[3], keys[5]]
    assert "2 Nachrichten sind wieder eingereiht." in said(client, [keys[3], keys[5]], "queued")

    assert states() == {"queued": 2, "unknown": 38}
    assert list(Delivery.objects.filter(state="queued").values_list("attempts", "error")) == [(0, "")] * 2


def test_pressed_twice_it_says_so_and_changes_nothing(keys: list[int], ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    said(client, keys, "sent")
    before = AuditEntry.objects.count()

    again = said(client, keys, "sent")

    assert "Über 40 Nachrichten war schon entschieden; sie blieben, wie sie waren." in again
    assert "gelten als angekommen" not in again
    assert (states(), AuditEntry.objects.count()) == ({"sent": 40}, before)


def test_what_somebody_else_decided_meanwhile_is_said_and_the_rest_is_done(
    keys: list[int], ministry: User, client_of: ClientOf
) -> None:
    client = client_of(ministry)
    assert shown(client, "alle=unknown") == keys
    actions.requeue_delivery(by=ministry, delivery=Delivery.objects.get(pk=keys[0]), on=TODAY)

    page = said(client, keys, "sent")

    assert "39 Nachrichten gelten als angekommen." in page
    assert "Über eine Nachricht war schon entschieden; sie blieb, wie sie war." in page
    assert states() == {"queued": 1, "sent": 39}
    assert "Eine ausgewählte Nachricht fehlt hier" in text(client, f"/mail/decide/?nachricht={keys[0]}")


def test_what_failed_can_be_sent_again_but_not_confirmed(keys: list[int], ministry: User, client_of: ClientOf) -> None:
    Delivery.objects.filter(pk__in=keys[:3]).update(state="failed")
    client = client_of(ministry)

    assert shown(client, "alle=failed") == keys[:3]
    assert "angekommen</button>" not in client.get("/mail/decide/?alle=failed").content.decode()
    both = text(client, f"/mail/decide/?nachricht={keys[0]}&nachricht={keys[3]}")
    assert "Eine ist angekommen" in both
    assert "2 noch einmal senden" in both
    said(client, keys[:4], "sent")
    assert states() == {"failed": 3, "sent": 1, "unknown": 36}


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 200),
        ({"decision": "sent"}, 302),
        ({"decision": "failed", "nachricht": "1"}, 200),
        ({"decision": "sent", "nachricht": ["-1", "x", "9" * 30]}, 302),
    ],
)
def test_nonsense_decides_nothing(
    keys: list[int], ministry: User, client_of: ClientOf, data: dict[str, object], status: int
) -> None:
    assert client_of(ministry).post("/mail/decide/", data).status_code == status
    assert states() == {"unknown": 40}


def test_nothing_ticked_is_nothing_chosen(keys: list[int], ministry: User, client_of: ClientOf) -> None:
    assert shown(client_of(ministry), "") == []
    assert heading(client_of(ministry), "/mail/decide/").startswith("Es ist keine Nachricht ausgewählt")


def test_only_the_ministry_decides(keys: list[int], auditor: User, steering: User, client_of: ClientOf) -> None:
    assert client_of(auditor).get("/mail/").content.decode().count('type="checkbox" name="nachricht"') == 0
    assert client_of(auditor).get("/mail/decide/?alle=unknown").status_code == 404
    with refusing(NotAllowed, found("mail.who-handles")):
        actions.decide_deliveries(by=steering, keys=keys, state=DeliveryState.SENT, on=TODAY, moment=clock.now())
    assert states() == {"unknown": 40}


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_each_mail_once(keys: list[int], ministry: User) -> None:
    ready, made = threading.Barrier(2), []

    def one(state: DeliveryState) -> None:
        ready.wait()
        made.append(actions.decide_deliveries(by=ministry, keys=keys, state=state, on=TODAY, moment=clock.now()).done)
        connection.close()

    threads = [threading.Thread(target=one, args=[state]) for state in (DeliveryState.SENT, DeliveryState.QUEUED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [0, 40]
    assert AuditEntry.objects.filter(subject_kind="delivery").count() == 40
