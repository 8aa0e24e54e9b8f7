"""Mail leaves the house: claimed, sent, and the outcome kept. Killed anywhere, it is sent once or shown as unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.audit import Subject, entry, record_all
from accounts.models import AuditEntry
from accounts.names import Named
from reports.actions import holding
from reports.actions.holding import UNREACHABLE_PAUSE
from reports.actions.sending import Attempt, Result, send
from reports.delivery_states import DeliveryState
from reports.models import Delivery

BATCH = 200
# Well below settings.CELERY_TASK_SOFT_TIME_LIMIT: a run that is broken off leaves a mail nobody knows the fate of.
LONGEST_RUN = timedelta(minutes=5)
# Refusals by the server that asks to come back later; being unreachable is not among them, however long it lasts.
MOST_ATTEMPTS = 5
STUCK_AFTER = timedelta(minutes=15)


def deliver_due(*, instant: Callable[[], datetime], now: Callable[[], datetime]) -> int:
    """Send every queued mail that may leave now; returns how many were sent. Safe to run in many processes at once.

    instant is the real moment, by which mails wait; now the one to show. Both are asked before each mail: a slow mail
    server must not make the last of a batch look stuck. After LONGEST_RUN, or where the mail server cannot be reached,
    the rest waits for the next run. While mail is held back (holding) one is tried; accepted, the others follow.
    """
    began = instant()
    is_trying = holding.may_try(began)
    waiting = Delivery.objects.due(began).in_turn().values_list("pk", flat=True)
    sent = 0
    for pk in list(waiting[:BATCH]):
        moment = instant()
        if moment - began > LONGEST_RUN or (holding.is_stopped() and not is_trying):
            break
        result = _deliver_one(pk, moment, now())
        sent += result is Result.ACCEPTED
        is_trying &= result is not Result.ACCEPTED
        if result is Result.UNREACHABLE or (result is Result.UNCERTAIN and is_trying):
            break
    return sent


@transaction.atomic
def reap_stuck(*, moment: datetime, on: date) -> int:
    """Mails a killed process left in "sending": nobody knows whether they arrived, so they become "unknown, check"."""
    hanging = Delivery.objects.filter(state=DeliveryState.SENDING, sending_since__lt=moment - STUCK_AFTER)
    # Whoever is just writing down the outcome of one knows better: it is skipped.
    stuck = list(hanging.select_for_update(skip_locked=True, of=("self",)).light().order_by("pk"))
    error = _("Der Versand brach ab. Ob die Nachricht ankam, ist ungewiss.")
    Delivery.objects.filter(pk__in=[row.pk for row in stuck]).update(
        state=DeliveryState.UNKNOWN, sending_since=None, error=error
    )
    record_all([_outcome(row, DeliveryState.UNKNOWN, error, on) for row in stuck])
    return len(stuck)


def _deliver_one(pk: int, moment: datetime, shown: datetime) -> Result | None:
    """None if another process was faster."""
    row = Delivery.objects.filter(pk=pk)
    # Claim before sending, committed by itself: from here on only a person may decide to send once more.
    if not row.due(moment).claim(
        expecting=DeliveryState.QUEUED, becoming=DeliveryState.SENDING, sending_since=moment, attempts=F("attempts") + 1
    ):
        return None
    delivery = row.select_related("report").get()
    attempt = send(delivery)
    _keep(delivery, attempt, moment, shown)
    return attempt.result


@transaction.atomic
def _keep(delivery: Delivery, attempt: Attempt, moment: datetime, shown: datetime) -> None:
    """Write down what became of it; whoever reaped the row in the meantime has said "unknown", and that stands."""
    state = _state_after(attempt, delivery)
    changes: dict[str, object] = {"sending_since": None, "error": attempt.error[:300]}
    if attempt.result is Result.UNREACHABLE:
        changes |= {"attempts": delivery.attempts - 1, "not_before": moment + UNREACHABLE_PAUSE}
    elif state is DeliveryState.QUEUED:
        changes["not_before"] = moment + timedelta(minutes=2**delivery.attempts)
    elif state is DeliveryState.SENT:
        changes["sent_at"] = shown
    row = Delivery.objects.filter(pk=delivery.pk)
    if row.claim(expecting=DeliveryState.SENDING, becoming=state, **changes) and state is not DeliveryState.QUEUED:
        record_all([_outcome(delivery, state, attempt.error, shown.date())])
    holding.note(attempt.result, moment=moment, on=shown.date())


def _state_after(attempt: Attempt, delivery: Delivery) -> DeliveryState:
    match attempt.result:
        case Result.ACCEPTED:
            return DeliveryState.SENT
        case Result.UNCERTAIN:
            return DeliveryState.UNKNOWN
        case Result.REFUSED:
            return DeliveryState.FAILED
        case Result.PUT_OFF if delivery.attempts >= MOST_ATTEMPTS:
            return DeliveryState.FAILED
        case Result.PUT_OFF | Result.UNREACHABLE:
            return DeliveryState.QUEUED


def _outcome(delivery: Delivery, state: DeliveryState, error: str, on: date) -> AuditEntry:
    """What the trail says of a mail that is on its way no longer."""
    sentences = {
        DeliveryState.SENT: _("Nachricht an %(recipient)s gesendet."),
        DeliveryState.FAILED: _("Nachricht an %(recipient)s nicht gesendet."),
        DeliveryState.UNKNOWN: _("Ob die Nachricht an %(recipient)s ankam, ist ungewiss."),
    }
    return entry(
        by=None,
        on=on,
        verb=f"delivery_{state.value}",
        subject=_subject(delivery),
        sentence=sentences[state] % {"recipient": delivery.recipient},
        people=[Named(delivery.recipient_name, delivery.recipient)],
        reason=error,
        before={"state": DeliveryState.SENDING.value},
        after={"state": state.value},
        source="job",
    )


def _subject(delivery: Delivery) -> Subject:
    return Subject("delivery", str(delivery.pk), delivery.subject)
