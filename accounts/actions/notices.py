"""Who is told what happened to the own access: rows here, mail upstairs (reports.actions.access_news)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.access_events import AccessEvent
from accounts.models import AccessNotice, User


def tell(person: User, event: AccessEvent, on: date) -> None:
    """Note it, in the transaction of the event itself."""
    AccessNotice.objects.create(recipient=person, event=event, on=on)


@transaction.atomic
def hand_out_access_notices(*, on: date) -> list[AccessNotice]:
    """Take every notice nobody has put into the outbox; each is handed out once, whoever else asks."""
    waiting = AccessNotice.objects.filter(handed_out_on__isnull=True).select_related("recipient")
    found = list(waiting.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    AccessNotice.objects.filter(pk__in=[notice.pk for notice in found]).update(handed_out_on=on)
    return found
