"""A server that breaks the line after every mail costs two mails, not all; then one at a time, further apart."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from accounts.models import AuditEntry, User
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from reports import actions
from reports.actions import holding
from reports.actions.queueing import Letter, queue
from reports.actions.sending import Result
from reports.models import Delivery, MailLine
from tests.conftest import TODAY, ClientOf
from tests.refusals import refusing
from tests.reports.post import Post
from tests.reports.shown import heading, text

pytestmark = pytest.mark.django_db
MOMENT = datetime(2022, 6, 15, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def wait(count: int) -> None:
    """So many mails stand in the outbox."""
    letters = [Letter("report", f"{n:02}@demo.example", "A", "2022-05", "Bericht", "Text") for n in range(count)]
    assert queue(letters, on=TODAY) == count


def deliver(moment: datetime = MOMENT) -> int:
    return actions.deliver_due(instant=lambda: moment, now=lambda: moment)


def states(**narrowed: str) -> dict[str, int]:
    return dict(Counter(Delivery.objects.filter(**narrowed).values_list("state", flat=True)))


def test_of_forty_mails_two_become_uncertain_and_thirty_eight_wait_untried(post: Post) -> None:
    post.hangs_up = True
    wait(40)

    assert [deliver(), deliver(MOMENT + MINUTE)] == [0, 0]

    assert states() == {"unknown": 2, "queued": 38}
    assert set(Delivery.objects.filter(state="queued").values_list("attempts", "not_before", "error")) == {
        (0, None, "")
    }
    assert len(post.accepted) == 2


def test_then_one_mail_at_a_time_is_risked_further_and_further_apart(post: Post) -> None:
    post.hangs_up = True
    wait(40)
    risked = []
    for minute in range(24 * 60):
        before = len(post.accepted)
        deliver(MOMENT + minute * MINUTE)
        if len(post.accepted) > before:
            risked.append((minute, len(post.accepted) - before))

    # 15, 30, 60, 120 minutes, then every four hours: eleven mails in a day, of which nine one by one.
    assert risked == [(0, 2), (15, 1), (45, 1), (105, 1), (225, 1), (465, 1), (705, 1), (945, 1), (1185, 1), (1425, 1)]
    assert states() == {"unknown": 11, "queued": 29}


def test_a_server_that_works_again_gets_all_the_rest_and_none_twice(post: Post) -> None:
    post.hangs_up = True
    wait(40)
    deliver()
    post.hangs_up = False

    assert [deliver(MOMENT + 14 * MINUTE), deliver(MOMENT + 15 * MINUTE), deliver(MOMENT + 16 * MINUTE)] == [0, 38, 0]

    assert states() == {"unknown": 2, "sent": 38}
    assert post.addresses == [f"{n:02}@demo.example" for n in range(40)]
    assert list(
        AuditEntry.objects.filter(verb__startswith="sending").order_by("pk").values_list("verb", flat=True)
    ) == [
        "sending_stopped",
        "sending_resumed",
    ]


def test_two_in_a_row_count_across_runs_and_one_accepted_in_between_begins_anew(post: Post) -> None:
    post.hangs_up = True
    wait(1)
    deliver()
    assert MailLine.objects.get().stopped_since is None
    post.hangs_up = False
    queue([Letter("report", "b@demo.example", "B", "1", "B", "T")], on=TODAY)
    deliver(MOMENT + MINUTE)
    post.hangs_up = True
    queue([Letter("report", "c@demo.example", "C", "1", "C", "T")], on=TODAY)
    deliver(MOMENT + 2 * MINUTE)
    assert MailLine.objects.get().stopped_since is None
    queue([Letter("report", "d@demo.example", "D", "1", "D", "T")], on=TODAY)
    deliver(MOMENT + 3 * MINUTE)

    assert MailLine.objects.get().stopped_since == MOMENT + 3 * MINUTE
    assert states() == {"unknown": 3, "sent": 1}


def test_a_refusal_before_the_mail_was_given_proves_nothing(post: Post) -> None:
    post.hangs_up = True
    wait(4)
    deliver()
    post.answer_to_recipient = "550 Unbekannt"

    deliver(MOMENT + 15 * MINUTE)

    assert states() == {"unknown": 2, "failed": 2}
    assert MailLine.objects.get().stopped_since == MOMENT


def test_an_unreachable_server_risks_nothing_and_is_asked_again_soon(post: Post) -> None:
    MailLine.objects.create(pk=1, uncertain=2, stopped_since=MOMENT, next_try=MOMENT)
    holding.note(Result.UNREACHABLE, moment=MOMENT, on=TODAY)

    line = MailLine.objects.get()
    assert (line.next_try, line.unreachable_since) == (MOMENT + 3 * MINUTE, MOMENT)


def test_the_stop_is_one_line_for_the_monitoring(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.hangs_up = True
    wait(5)
    with caplog.at_level(logging.ERROR):
        for minute in (0, 15, 45):
            deliver(MOMENT + minute * MINUTE)

    assert [record.getMessage() for record in caplog.records if record.name.startswith("reports")] == [
        "Sending stopped: 2 mails in a row of uncertain fate, next try in 0:15:00"
    ]


def test_the_ministry_is_told_once_of_a_stop_and_first_when_it_is_over(post: Post, ministry: User) -> None:
    post.hangs_up = True
    wait(40)
    for minute in (0, 1, 2, 3):
        deliver(MOMENT + minute * MINUTE)
    alarm = Delivery.objects.get(kind="alarm")
    assert (alarm.recipient, alarm.subject, alarm.state) == (
        ministry.email,
        "Der Versand von Nachrichten ist angehalten",
        "queued",
    )
    assert alarm.body.splitlines()[2].startswith("seit 15.06.2022, 08:00 Uhr ist der Versand angehalten: Zweimal")
    assert "http://127.0.0.1:8000/mail/" in alarm.body.splitlines()
    post.hangs_up = False

    assert deliver(MOMENT + 15 * MINUTE) == 39
    assert [str(message["To"]) for message in post.accepted][:3] == [
        "00@demo.example",
        "01@demo.example",
        ministry.email,
    ]
    assert Delivery.objects.filter(kind="alarm").count() == 1


def test_the_page_says_that_it_is_stopped_and_a_person_has_it_tried_at_once(
    post: Post, ministry: User, auditor: User, client_of: ClientOf
) -> None:
    post.hangs_up = True
    wait(5)
    deliver()
    MailLine.objects.update(next_try=datetime(2099, 1, 1, tzinfo=UTC))
    post.hangs_up = False
    client = client_of(ministry)

    assert heading(client, "/mail/") == ("Der Versand ist angehalten. Bei 2 Nachrichten ist ungewiss, ob sie ankamen.")
    assert "Der Versand ist seit 15.06.2022, 08:00 Uhr angehalten." in text(client, "/mail/")
    assert "Jetzt mit einer Nachricht versuchen" not in text(client_of(auditor), "/mail/")
    first, again = (client.post("/mail/continue/", follow=True).content.decode() for _ in range(2))
    assert "Der nächste Lauf versucht es sofort mit einer Nachricht." in first
    assert "es war nichts zu tun" in again
    assert AuditEntry.objects.by_person(ministry.email).filter(verb="sending_continued").count() == 1
    moment = MailLine.objects.get().next_try
    assert moment is not None
    assert deliver(moment) == 4  # three reports and the alarm


def test_only_the_ministry_has_it_tried_at_once(steering: User) -> None:
    with refusing(NotAllowed, found("mail.who-handles")):
        actions.continue_sending(by=steering, on=TODAY, moment=MOMENT)


@pytest.mark.django_db(transaction=True)
def test_of_four_that_try_again_at_once_one_risks_a_mail(post: Post) -> None:
    post.hangs_up = True
    wait(20)
    deliver()
    ready = threading.Barrier(4)

    def one() -> None:
        ready.wait()
        deliver(MOMENT + 15 * MINUTE)
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert states() == {"unknown": 3, "queued": 17}
