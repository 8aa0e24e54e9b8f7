"""A sender is killed between any two steps: nothing is sent twice, nothing is lost, or it says "unknown, check"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from reports import actions
from reports.actions.queueing import Letter, queue
from reports.delivery_states import DeliveryState
from reports.models import Delivery
from tests.conftest import TODAY
from tests.reports.conftest import Manage
from tests.reports.elsewhere import end_waiting_sessions, until, waiting_for_a_lock
from tests.reports.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# Processes measure by the real clock; this is long after it.
LATER = datetime(2100, 1, 1, 6, 0, tzinfo=UTC)


def queued(*recipients: str) -> None:
    queue([Letter("report", one, "A. Muster", "2022-05", "Bericht", "Text") for one in recipients], on=TODAY)


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def recover(post: Post) -> None:
    """What happens afterwards: everything hesitating goes on, the scheduled job runs twice more."""
    post.greet.set()
    post.accept.set()
    for _ in range(2):
        actions.reap_stuck(moment=LATER, on=TODAY)
        actions.deliver_due(instant=lambda: LATER, now=lambda: LATER)


def test_killed_before_the_claim_it_is_sent_once_by_the_next_run(post: Post, manage: Manage) -> None:
    queued("land@demo.example")
    with transaction.atomic():
        # The row is held, so the process stops at its claim.
        Delivery.objects.select_for_update().get()
        process = manage("deliver")
        until(lambda: waiting_for_a_lock() == 1)
        process.kill()
        process.wait()
        end_waiting_sessions()

    recover(post)

    assert states() == [DeliveryState.SENT]
    assert post.addresses == ["land@demo.example"]


def test_killed_after_the_claim_and_before_the_conversation_it_is_unknown(post: Post, manage: Manage) -> None:
    queued("land@demo.example", "kommunen@demo.example")
    post.greet.clear()
    process = manage("deliver")
    until(post.connected.is_set)
    process.kill()
    process.wait()

    recover(post)

    # The first was claimed: nobody can know, so it is never sent again by itself. The second was only waiting.
    assert states() == [DeliveryState.UNKNOWN, DeliveryState.SENT]
    assert post.addresses == ["kommunen@demo.example"]


def test_killed_before_the_answer_it_is_unknown_and_not_sent_again(post: Post, manage: Manage) -> None:
    queued("land@demo.example")
    post.accept.clear()
    process = manage("deliver")
    until(post.seen_data.is_set)
    process.kill()
    process.wait()

    recover(post)

    assert states() == [DeliveryState.UNKNOWN]
    assert post.addresses == ["land@demo.example"]


def test_killed_after_the_answer_and_before_it_is_written_down_it_is_unknown(post: Post, manage: Manage) -> None:
    queued("land@demo.example")
    post.accept.clear()
    process = manage("deliver")
    until(post.seen_data.is_set)
    with transaction.atomic():
        # Now the row is held, so the answer arrives and cannot be written down.
        Delivery.objects.select_for_update().get()
        post.accept.set()
        until(lambda: waiting_for_a_lock() == 1)
        process.kill()
        process.wait()
        end_waiting_sessions()

    recover(post)

    assert states() == [DeliveryState.UNKNOWN]
    assert post.addresses == ["land@demo.example"]


def test_two_processes_at_once_send_each_mail_once(post: Post, manage: Manage) -> None:
    recipients = [f"stelle-{number:02d}@demo.example" for number in range(20)]
    queued(*recipients)
    post.greet.clear()
    processes = [manage("deliver"), manage("deliver")]
    until(lambda: Delivery.objects.filter(state=DeliveryState.SENDING).count() == 2)
    post.greet.set()

    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert post.addresses == recipients
    assert states() == [DeliveryState.SENT] * 20


def test_a_slow_mail_is_not_called_unknown_while_it_is_being_sent(post: Post, manage: Manage) -> None:
    queued("land@demo.example")
    post.accept.clear()
    process = manage("deliver")
    until(post.seen_data.is_set)
    since = Delivery.objects.get().sending_since
    assert since is not None

    assert actions.reap_stuck(moment=since + timedelta(minutes=1), on=TODAY) == 0
    post.accept.set()

    assert process.wait(timeout=30) == 0
    assert states() == [DeliveryState.SENT]
