"""A person decides what becomes of mail that failed or whose fate nobody knows: one, or many at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, entry, record_all
from accounts.models import User
from accounts.names import Named
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from reports.delivery_states import DeliveryState, may_decide
from reports.models import Delivery, OutboxQuerySet
from reports.permissions import check_may_handle_mail

VERBS = {DeliveryState.QUEUED: "delivery_requeued", DeliveryState.SENT: "delivery_confirmed"}


@dataclass(frozen=True, slots=True)
class Decided:
    """How many were decided on, and how many not: somebody else had, or their state does not allow it."""

    done: int
    left: int


def requeue_delivery(*, by: User, delivery: Delivery, on: date) -> None:
    """Send a failed or unknown mail again, because a person decided so. Raises InvalidInput in any other state."""
    _decide_one(by, delivery, DeliveryState.QUEUED, on, None)


def confirm_delivery(*, by: User, delivery: Delivery, on: date, moment: datetime) -> None:
    """A person has checked that an unknown mail arrived. Raises InvalidInput in any other state."""
    _decide_one(by, delivery, DeliveryState.SENT, on, moment)


@transaction.atomic
def decide_deliveries(
    *, by: User, keys: Collection[int], state: DeliveryState, on: date, moment: datetime | None
) -> Decided:
    """All of these mails become queued again, or sent (moment: when that is known), in one transaction.

    Those that somebody else has decided on meanwhile stay as they are and are counted. Raises NotAllowed.
    """
    check_may_handle_mail(by)
    wanted = set(keys)
    done = _decide(by, Delivery.objects.filter(pk__in=wanted), state, on, moment)
    return Decided(done, len(wanted) - done)


@transaction.atomic
def _decide_one(by: User, delivery: Delivery, state: DeliveryState, on: date, moment: datetime | None) -> None:
    check_may_handle_mail(by)
    # By the state that was seen: what somebody else changed since is not for this person to decide on.
    if not _decide(by, Delivery.objects.filter(pk=delivery.pk, state=delivery.state), state, on, moment):
        raise InvalidInput(found("mail.decided-meanwhile"))


def _decide(by: User, chosen: OutboxQuerySet, state: DeliveryState, on: date, moment: datetime | None) -> int:
    held = chosen.select_for_update(of=("self",)).light().order_by("pk")
    rows = [row for row in held if may_decide(DeliveryState(row.state), state)]
    changes: dict[str, Any] = (
        {"sent_at": moment} if state is DeliveryState.SENT else {"attempts": 0, "not_before": None}
    )
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(state=state, error="", **changes)
    _note(by, on, rows, state)
    return len(rows)


def _note(by: User, on: date, rows: list[Delivery], state: DeliveryState) -> None:
    words = {
        DeliveryState.QUEUED: _("Zustellung an %(recipient)s erneut eingereiht."),
        DeliveryState.SENT: _("Zustellung an %(recipient)s als angekommen bestätigt."),
    }[state]
    together = uuid4()
    record_all(
        [
            entry(
                by=by,
                on=on,
                verb=VERBS[state],
                subject=Subject("delivery", str(row.pk), row.subject),
                sentence=words % {"recipient": row.recipient},
                people=[Named(row.recipient_name, row.recipient)],
                before={"state": row.state},
                after={"state": state.value},
                change_set=together,
            )
            for row in rows
        ]
    )
