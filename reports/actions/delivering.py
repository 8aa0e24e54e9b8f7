"""Mail leaves the house: claimed, sent, and the outcome kept. Killed anywhere, it is sent once or shown as unknown."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.db.models import F

from accounts.audit import Subject, record
from accounts.models import User
from ozgtracker.errors import InvalidInput
from reports.delivery_states import DeliveryState, may_decide
from reports.models import Delivery
from reports.permissions import check_may_handle_mail

BATCH = 200
# Well below settings.CELERY_TASK_SOFT_TIME_LIMIT: a run that is broken off leaves a mail nobody knows the fate of.
LONGEST_RUN = timedelta(minutes=5)
MOST_ATTEMPTS = 5
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt to send led to."""

    state: DeliveryState
    error: str = ""


def deliver_due(*, now: Callable[[], datetime]) -> int:
    """Send every queued mail that may leave now; returns how many were sent. Safe to run in many processes at once.

    The clock is asked before each mail: a slow mail server must not make the last of a batch look stuck. After
    LONGEST_RUN the rest waits for the next run.
    """
    began = now()
    waiting = Delivery.objects.due(began).order_by("pk").values_list("pk", flat=True)
    sent = 0
    for pk in list(waiting[:BATCH]):
        moment = now()
        if moment - began > LONGEST_RUN:
            break
        sent += _deliver_one(pk, moment)
    return sent


def reap_stuck(*, moment: datetime) -> int:
    """Mails a killed process left in "sending": nobody knows whether they arrived, so they become "unknown, check"."""
    return Delivery.objects.filter(state=DeliveryState.SENDING, sending_since__lt=moment - STUCK_AFTER).update(
        state=DeliveryState.UNKNOWN,
        sending_since=None,
        error="Der Versand brach ab. Ob die Nachricht ankam, ist ungewiss.",
    )


@transaction.atomic
def requeue_delivery(*, by: User, delivery: Delivery, on: date) -> None:
    """Send a failed or unknown mail again, because a person decided so. Raises InvalidInput in any other state."""
    check_may_handle_mail(by)
    _decide(delivery, DeliveryState.QUEUED, attempts=0, not_before=None, error="")
    _note(by, on, delivery, DeliveryState.QUEUED, "erneut eingereiht")


@transaction.atomic
def confirm_delivery(*, by: User, delivery: Delivery, on: date, moment: datetime) -> None:
    """A person has checked that an unknown mail arrived. Raises InvalidInput in any other state."""
    check_may_handle_mail(by)
    _decide(delivery, DeliveryState.SENT, sent_at=moment, error="")
    _note(by, on, delivery, DeliveryState.SENT, "als angekommen bestätigt")


def _decide(delivery: Delivery, state: DeliveryState, **changes: object) -> None:
    before = DeliveryState(delivery.state)
    row = Delivery.objects.filter(pk=delivery.pk)
    if not may_decide(before, state) or not row.claim(expecting=before, becoming=state, **changes):
        raise InvalidInput("Der Stand dieser Zustellung hat sich geändert oder lässt das nicht zu.")


def _note(by: User, on: date, delivery: Delivery, state: DeliveryState, words: str) -> None:
    record(
        by=by,
        on=on,
        verb=f"delivery_{state.value}",
        subject=Subject("delivery", str(delivery.pk), delivery.subject),
        sentence=f"Zustellung an {delivery.recipient} {words}.",
        before={"state": delivery.state},
        after={"state": state.value},
    )


def _deliver_one(pk: int, moment: datetime) -> bool:
    row = Delivery.objects.filter(pk=pk)
    # Claim before sending, committed by itself: from here on only a person may decide to send once more.
    if not row.due(moment).claim(
        expecting=DeliveryState.QUEUED, becoming=DeliveryState.SENDING, sending_since=moment, attempts=F("attempts") + 1
    ):
        return False
    delivery = row.select_related("report").get()
    outcome = _send(delivery)
    if outcome.state is DeliveryState.QUEUED and delivery.attempts >= MOST_ATTEMPTS:
        outcome = Outcome(DeliveryState.FAILED, outcome.error)
    changes: dict[str, object] = {"sending_since": None, "error": outcome.error[:300]}
    if outcome.state is DeliveryState.QUEUED:
        changes["not_before"] = moment + timedelta(minutes=2**delivery.attempts)
    if outcome.state is DeliveryState.SENT:
        changes["sent_at"] = moment
    # Whoever reaped the row in the meantime has said "unknown", and that stands.
    row.claim(expecting=DeliveryState.SENDING, becoming=outcome.state, **changes)
    return outcome.state is DeliveryState.SENT


def _send(delivery: Delivery) -> Outcome:
    connection = mailers.default
    try:
        message = _message(delivery)
        message.message()
    except ValueError as error:
        return Outcome(DeliveryState.FAILED, f"Die Nachricht lässt sich nicht bilden: {error}")
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(DeliveryState.QUEUED, f"Der Mailserver ist nicht erreichbar: {error}")
    try:
        connection.send_messages([message])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        return _refused(error)
    except (smtplib.SMTPException, OSError) as error:
        # The line broke after the conversation began: it may or may not have arrived.
        return Outcome(DeliveryState.UNKNOWN, f"Die Verbindung brach ab, der Ausgang ist ungewiss: {error}")
    finally:
        _close(connection)
    return Outcome(DeliveryState.SENT)


def _refused(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Outcome:
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    else:
        code, text = error.smtp_code, error.smtp_error
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    state = DeliveryState.QUEUED if 400 <= code < 500 else DeliveryState.FAILED
    return Outcome(state, f"Der Mailserver hat abgelehnt ({code} {words}).")


def _close(connection: object) -> None:
    close = getattr(connection, "close", None)
    try:
        if close is not None:
            close()
    except (smtplib.SMTPException, OSError):
        # The answer to the mail itself has been read; a rude goodbye changes nothing about it.
        return


def _message(delivery: Delivery) -> EmailMessage:
    message = EmailMessage(
        subject=delivery.subject,
        body=delivery.body,
        to=[delivery.recipient],
        headers={"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated"},
    )
    if delivery.report is not None:
        message.attach(delivery.report.file_name, bytes(delivery.report.pdf), "application/pdf")
    return message
