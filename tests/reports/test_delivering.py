"""One attempt to send, and what becomes of it. A real mail server answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.models import AuditEntry, User
from ozgtracker.errors import InvalidInput, NotAllowed
from ozgtracker.findings import found
from reports import actions
from reports.actions.queueing import Letter, queue
from reports.delivery_states import DeliveryState
from reports.models import Delivery
from tests.conftest import TODAY
from tests.refusals import refusing
from tests.reports.post import Post
from tests.trail import told

pytestmark = pytest.mark.django_db
MOMENT = datetime(2022, 6, 15, 6, 0, tzinfo=UTC)


def letter(recipient: str = "land@demo.example", period: str = "2022-05") -> Letter:
    return Letter("report", recipient, "A. Muster", period, "Statusbericht Nr. 6", "Guten Tag,\n\nanbei der Bericht.")


def deliver(moment: datetime = MOMENT) -> int:
    """One run of the scheduled job at this moment."""
    return actions.deliver_due(instant=lambda: moment, now=lambda: moment)


def unreachable(settings: Settings) -> dict[str, Any]:
    """From now on nobody listens where the mail server was; returns the settings by which it comes back."""
    before: dict[str, Any] = settings.MAILERS
    nobody = {"host": "127.0.0.1", "port": 1, "timeout": 2}
    settings.MAILERS = {"default": {**before["default"], "OPTIONS": nobody}}
    return before


def trail() -> list[tuple[str, str, str]]:
    return told("by_name", "verb", "sentence")


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_it_queues_the_same_letter_once_whoever_asks() -> None:
    assert queue([letter(), letter("kommunen@demo.example")], on=TODAY) == 2
    assert queue([letter(), letter("LAND@demo.example"), letter(period="2022-06")], on=TODAY) == 1

    assert Delivery.objects.count() == 3


def test_it_sends_what_waits_with_its_own_message_id(post: Post) -> None:
    queue([letter()], on=TODAY)

    assert deliver() == 1

    delivery = Delivery.objects.get()
    [message] = post.accepted
    assert (delivery.state, delivery.sent_at, delivery.attempts) == (DeliveryState.SENT, MOMENT, 1)
    assert message["Message-ID"] == delivery.message_id
    assert message["To"] == "land@demo.example"
    assert message["Auto-Submitted"] == "auto-generated"


def test_it_sends_nothing_twice(post: Post) -> None:
    queue([letter()], on=TODAY)

    assert [deliver() for _ in range(3)] == [1, 0, 0]
    assert post.addresses == ["land@demo.example"]


def test_a_temporary_refusal_waits_longer_each_time_and_gives_up_after_five(post: Post) -> None:
    post.answer_to_data = "451 Bitte später"
    queue([letter()], on=TODAY)

    waits = []
    moment = MOMENT
    for _ in range(4):
        deliver(moment)
        delivery = Delivery.objects.get()
        assert delivery.state == DeliveryState.QUEUED
        assert delivery.not_before is not None
        waits.append(delivery.not_before - moment)
        assert deliver(delivery.not_before - timedelta(seconds=1)) == 0
        moment = delivery.not_before
    deliver(moment)

    assert waits == [timedelta(minutes=m) for m in (2, 4, 8, 16)]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 5)
    assert delivery.error == "Der Mailserver hat abgelehnt (451 Bitte später)."


def test_a_refused_recipient_fails_at_once_and_the_others_get_theirs(post: Post) -> None:
    queue([letter("unbekannt@demo.example")], on=TODAY)
    post.answer_to_recipient = "550 Unbekannt"
    deliver()
    post.answer_to_recipient = "250 OK"
    queue([letter("kommunen@demo.example")], on=TODAY)

    deliver()

    assert states() == [DeliveryState.FAILED, DeliveryState.SENT]
    assert post.addresses == ["kommunen@demo.example"]


def test_a_line_that_breaks_after_the_mail_was_given_is_unknown_and_never_sent_again(post: Post) -> None:
    post.hangs_up = True
    queue([letter()], on=TODAY)

    deliver()
    post.hangs_up = False
    deliver(MOMENT + timedelta(days=1))

    assert states() == [DeliveryState.UNKNOWN]
    assert post.addresses == ["land@demo.example"]


def test_a_server_that_is_down_puts_off_the_first_mail_and_is_asked_for_no_other(
    settings: Settings, post: Post
) -> None:
    unreachable(settings)
    queue([letter(), letter("kommunen@demo.example")], on=TODAY)

    assert deliver() == 0

    tried, waiting = Delivery.objects.order_by("pk")
    assert (tried.state, tried.attempts, tried.not_before) == ("queued", 0, MOMENT + timedelta(minutes=3))
    assert tried.error.startswith("Der Mailserver ist nicht erreichbar")
    assert (waiting.state, waiting.attempts, waiting.not_before, waiting.error) == ("queued", 0, None, "")
    assert trail() == []


def test_an_outage_of_two_days_loses_nothing_and_leaves_every_attempt(settings: Settings, post: Post) -> None:
    before = unreachable(settings)
    queue([letter(), letter("kommunen@demo.example")], on=TODAY)
    for minute in range(0, 2 * 24 * 60, 60):
        assert deliver(MOMENT + timedelta(minutes=minute)) == 0
    assert states() == [DeliveryState.QUEUED] * 2

    settings.MAILERS = before
    post.answer_to_data = "451 Bitte später"
    deliver(MOMENT + timedelta(days=2))
    assert list(Delivery.objects.values_list("state", "attempts")) == [("queued", 1)] * 2
    post.answer_to_data = "250 Angenommen"

    assert deliver(MOMENT + timedelta(days=2, minutes=2)) == 2
    assert post.addresses == ["kommunen@demo.example", "land@demo.example"]


def test_a_day_that_stands_still_keeps_no_mail_back_over_midnight(post: Post) -> None:
    """OZG_TODAY fixes the day: 23:59 is followed by 00:00 of the same day, while what waits is measured really."""
    evening, shown = datetime(2026, 3, 1, 22, 59, tzinfo=UTC), datetime(2022, 6, 15, 21, 59, tzinfo=UTC)
    post.answer_to_data = "451 Bitte später"
    queue([letter()], on=TODAY)
    actions.deliver_due(instant=lambda: evening, now=lambda: shown)
    assert Delivery.objects.get().not_before == evening + timedelta(minutes=2)
    post.answer_to_data = "250 Angenommen"
    again, morning = evening + timedelta(minutes=2), datetime(2022, 6, 14, 22, 1, tzinfo=UTC)

    assert actions.deliver_due(instant=lambda: again, now=lambda: morning) == 1
    assert Delivery.objects.get().sent_at == morning


def test_the_trail_says_what_became_of_every_mail_and_nothing_of_those_still_waiting(post: Post) -> None:
    answers = {"gut@demo.example": "250 OK", "spaeter@demo.example": "451 Bitte später", "nie@demo.example": "550 Nein"}
    for recipient, answer in answers.items():
        queue([letter(recipient)], on=TODAY)
        post.answer_to_recipient = answer
        deliver()

    assert trail() == [
        ("System", "delivery_sent", "Nachricht an gut@demo.example gesendet."),
        ("System", "delivery_failed", "Nachricht an nie@demo.example nicht gesendet."),
    ]
    failed = AuditEntry.objects.get(verb="delivery_failed")
    assert (failed.reason, failed.source, failed.on) == ("Der Mailserver hat abgelehnt (550 Nein).", "job", TODAY)
    assert (failed.before, failed.after) == ({"state": "sending"}, {"state": "failed"})


def test_what_hangs_in_sending_becomes_unknown_only_after_the_longest_task() -> None:
    queue([letter()], on=TODAY)
    Delivery.objects.update(state=DeliveryState.SENDING, sending_since=MOMENT)

    assert actions.reap_stuck(moment=MOMENT + timedelta(minutes=15), on=TODAY) == 0
    assert actions.reap_stuck(moment=MOMENT + timedelta(minutes=15, seconds=1), on=TODAY) == 1

    assert states() == [DeliveryState.UNKNOWN]
    assert trail() == [
        ("System", "delivery_unknown", "Ob die Nachricht an land@demo.example ankam, ist ungewiss."),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_reaping_many_takes_as_long_as_reaping_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queue([letter(f"{n}@demo.example") for n in range(count)], on=TODAY)
    Delivery.objects.update(state=DeliveryState.SENDING, sending_since=MOMENT)

    with django_assert_num_queries(8):  # savepoint, rows, update, codes (known, new, again), trail, savepoint
        assert actions.reap_stuck(moment=MOMENT + timedelta(hours=1), on=TODAY) == count
    assert AuditEntry.objects.filter(verb="delivery_unknown").count() == count


def test_only_the_ministry_decides_on_an_unknown_mail_and_the_trail_says_so(
    ministry: User, steering: User, post: Post
) -> None:
    queue([letter(), letter("kommunen@demo.example")], on=TODAY)
    Delivery.objects.update(state=DeliveryState.UNKNOWN)
    first, second = Delivery.objects.order_by("pk")

    with refusing(NotAllowed, found("mail.who-handles")):
        actions.requeue_delivery(by=steering, delivery=first, on=TODAY)
    actions.requeue_delivery(by=ministry, delivery=first, on=TODAY)
    actions.confirm_delivery(by=ministry, delivery=second, on=TODAY, moment=MOMENT)
    with refusing(InvalidInput, found("mail.decided-meanwhile")):
        actions.requeue_delivery(by=ministry, delivery=second, on=TODAY)
    deliver()

    assert states() == [DeliveryState.SENT, DeliveryState.SENT]
    assert post.addresses == ["land@demo.example"]
    assert trail() == [
        (ministry.name, "delivery_requeued", "Zustellung an land@demo.example erneut eingereiht."),
        (ministry.name, "delivery_confirmed", "Zustellung an kommunen@demo.example als angekommen bestätigt."),
        ("System", "delivery_sent", "Nachricht an land@demo.example gesendet."),
    ]


@pytest.mark.parametrize("state", [DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.SENT])
def test_nobody_decides_on_what_is_on_its_way_or_done(ministry: User, state: DeliveryState) -> None:
    queue([letter()], on=TODAY)
    moments = {DeliveryState.SENDING: {"sending_since": MOMENT}, DeliveryState.SENT: {"sent_at": MOMENT}}
    Delivery.objects.update(state=state, **moments.get(state, {}))

    with refusing(InvalidInput, found("mail.decided-meanwhile")):
        actions.requeue_delivery(by=ministry, delivery=Delivery.objects.get(), on=TODAY)
    with refusing(InvalidInput, found("mail.decided-meanwhile")):
        actions.confirm_delivery(by=ministry, delivery=Delivery.objects.get(), on=TODAY, moment=MOMENT)
    assert states() == [state]


def test_who_decides_on_what_somebody_else_has_decided_is_told(ministry: User) -> None:
    queue([letter()], on=TODAY)
    Delivery.objects.update(state=DeliveryState.UNKNOWN)
    seen = Delivery.objects.get()
    actions.confirm_delivery(by=ministry, delivery=Delivery.objects.get(), on=TODAY, moment=MOMENT)

    with refusing(InvalidInput, found("mail.decided-meanwhile")):
        actions.requeue_delivery(by=ministry, delivery=seen, on=TODAY)
    assert states() == [DeliveryState.SENT]


def test_a_slow_process_does_not_take_what_another_one_was_just_put_off_with(post: Post) -> None:
    queue([letter()], on=TODAY)
    post.answer_to_data = "451 Bitte später"
    asked = []

    def slow() -> datetime:
        asked.append(MOMENT)
        if len(asked) == 2:  # after looking, before claiming
            deliver()
        return MOMENT

    assert actions.deliver_due(instant=slow, now=lambda: MOMENT) == 0
    assert Delivery.objects.get().attempts == 1


def test_what_cannot_be_written_as_a_mail_fails_and_says_so(post: Post) -> None:
    queue([letter("zwei\nzeilen@demo.example"), letter()], on=TODAY)

    assert deliver() == 1
    assert states() == [DeliveryState.FAILED, DeliveryState.SENT]
    assert Delivery.objects.order_by("pk")[0].error.startswith("Die Nachricht lässt sich nicht bilden")


def test_a_slow_server_leaves_the_rest_to_the_next_run(post: Post) -> None:
    queue([letter(f"{n}@demo.example") for n in range(4)], on=TODAY)
    minutes = iter(range(0, 60, 2))

    def slow() -> datetime:
        return MOMENT + timedelta(minutes=next(minutes))

    assert actions.deliver_due(instant=slow, now=lambda: MOMENT) == 2
    assert states() == [DeliveryState.SENT] * 2 + [DeliveryState.QUEUED] * 2
    assert deliver(MOMENT + timedelta(minutes=6)) == 2
