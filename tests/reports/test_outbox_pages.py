"""The outbox: what must be checked stands first, is found by its filters, read, and decided by the ministry."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from accounts.models import User
from milestones.actions import flag_overdue
from milestones.models import Plan
from reports.actions.queueing import Letter, queue
from reports.delivery_states import DeliveryState
from reports.models import Delivery, StatusReport
from reports.outbox import outbox_answer
from tests.conftest import TODAY, ClientOf
from tests.reports.shown import heading, text


def test_the_outbox_shows_first_what_must_be_checked(issue: StatusReport, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    assert heading(client, "/mail/") == "2 von 2 Nachrichten warten auf den Versand."
    Delivery.objects.filter(recipient="lenkung@demo.example").update(state="unknown", error="Der Versand brach ab.")

    page = text(client, "/mail/")

    assert heading(client, "/mail/") == "Bei einer Nachricht ist ungewiss, ob sie ankam."
    assert page.index("lenkung@demo.example") < page.index("land@demo.example")
    assert "Der Versand brach ab." in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 3),
        ("stand=unknown", 1),
        ("stand=sent", 0),
        ("art=overdue", 1),
        ("bericht=1", 2),
        ("bericht=7", 0),
        ("an=lenkung", 1),
        ("an=ausschuss+lenkung", 1),
        ("stand=nonsense&art=x&bericht=y", 3),
        ("bericht=99999999999", 3),
    ],
)
def test_the_outbox_is_narrowed_by_its_filters(
    issue: StatusReport, ministry: User, client_of: ClientOf, query: str, total: int
) -> None:
    Delivery.objects.filter(recipient="lenkung@demo.example").update(state="unknown")
    queue([Letter("overdue", "x@demo.example", "X", "2022-06-15 1", "Überfällig", "Text")], on=TODAY)

    for headers in ({}, {"HX-Request": "true", "HX-Target": "rows"}):
        content = client_of(ministry).get(f"/mail/?{query}", headers=headers).content.decode()
        assert f'data-total="{total}"' in content
        assert ("<html" in content) is (headers == {})


def test_an_unknown_mail_is_confirmed_or_sent_again(issue: StatusReport, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    first, second = Delivery.objects.order_by("pk")
    Delivery.objects.update(state="unknown")

    assert "Bitte fragen Sie beim Empfänger nach" in text(client, f"/mail/{first.pk}/")
    confirmed = client.post(f"/mail/{first.pk}/confirm/", follow=True).content.decode()
    requeued = client.post(f"/mail/{second.pk}/requeue/", follow=True).content.decode()

    assert f"Die Nachricht an {first.recipient} gilt als angekommen." in confirmed
    assert f"Die Nachricht an {second.recipient} ist wieder eingereiht." in requeued
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "queued"]
    assert f"Zustellung an {first.recipient} als angekommen bestätigt." in text(client, f"/mail/{first.pk}/")
    assert client.post(f"/mail/{first.pk}/requeue/").status_code == 422


def test_an_auditor_reads_and_decides_nothing(issue: StatusReport, auditor: User, client_of: ClientOf) -> None:
    client, mail = client_of(auditor), Delivery.objects.first()
    assert mail is not None
    Delivery.objects.update(state="unknown")

    assert "Bitte entscheiden Sie" not in text(client, f"/mail/{mail.pk}/")
    assert client.post(f"/mail/{mail.pk}/confirm/").status_code == 404
    assert client.post("/reports/recipients/", {"name": "A", "email": "a@demo.example"}).status_code == 404


def test_a_mail_is_read_with_its_attachment(
    issue: StatusReport, ministry: User, client_of: ClientOf, settings: Settings
) -> None:
    mail = Delivery.objects.first()
    assert mail is not None
    page = text(client_of(ministry), f"/mail/{mail.pk}/")
    settings.MAIL_DIR = "/tmp"

    assert "Text." in page
    assert "statusbericht-001-2022-05.pdf" in page
    assert mail.message_id.strip("<>") in page
    assert "Zum Ausprobieren" in text(client_of(ministry), "/mail/")
    assert "abgelegt" in text(client_of(ministry), f"/mail/{mail.pk}/")


def test_what_nobody_hears_of_is_said_in_the_outbox(plan: Plan, ministry: User, client_of: ClientOf) -> None:
    flag_overdue(on=date(2022, 2, 10))

    page = text(client_of(ministry), "/mail/")

    assert "Niemand bekommt Bescheid: Für die verantwortliche Seite hat noch niemand Zugang." in page
    assert "Betriebsbereitschaft der APP erklärt , fällig war 31.01.2022" in page


@pytest.mark.parametrize(
    ("counts", "sentence", "is_urgent"),
    [
        ({}, "Noch hat keine Nachricht das Haus verlassen.", False),
        ({"sent": 3}, "Alle Nachrichten sind gesendet.", False),
        ({"sent": 3, "queued": 1}, "1 von 4 Nachrichten wartet auf den Versand.", False),
        ({"sent": 3, "queued": 1, "sending": 1}, "2 von 5 Nachrichten warten auf den Versand.", False),
        ({"failed": 1, "queued": 4}, "Eine Nachricht ist fehlgeschlagen.", True),
        ({"failed": 2, "unknown": 2}, "Bei 2 Nachrichten ist ungewiss, ob sie ankamen.", True),
    ],
)
def test_the_sentence_above_the_outbox_says_the_worst_first(
    counts: dict[str, int], sentence: str, is_urgent: bool
) -> None:
    answer = outbox_answer({DeliveryState(state): number for state, number in counts.items()})

    assert (answer.sentence, answer.is_urgent) == (sentence, is_urgent)
