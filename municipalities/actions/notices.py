"""Who is told what happened to a mandate: rows here, mail upstairs (reports.actions.mandates)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from municipalities.confirmation import MandateEvent
from municipalities.models import MandateNotice, Representative


def tell(representative: Representative, event: MandateEvent, on: date) -> None:
    """Note whom this concerns, in the transaction of the event itself: later they may be others."""
    concerned, told = representative.user, set[int | None]()
    if event is MandateEvent.APPOINTED:
        told |= _body(representative, on) or _second(representative)
    elif event is MandateEvent.ENDED:
        # Whoever lost a mandate hears it too: it may not have been meant so.
        told |= {*_body(representative, on), concerned.pk}
    else:
        told |= {concerned.pk, representative.appointed_by_id}
    MandateNotice.objects.bulk_create(
        MandateNotice(representative=representative, recipient_id=pk, event=event, on=on)
        for pk in sorted(pk for pk in told if pk is not None)
    )


@transaction.atomic
def hand_out_notices(*, on: date) -> list[MandateNotice]:
    """Take every notice nobody has put into the outbox; each is handed out once, whoever else asks.

    Those whose recipient has no access any more are taken too, but not handed out.
    """
    found = list(
        MandateNotice.objects.waiting()
        .select_related("recipient", "representative__authority", "representative__association")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
    )
    MandateNotice.objects.filter(pk__in=[notice.pk for notice in found]).update(handed_out_on=on)
    return [notice for notice in found if notice.recipient.is_active]


def _body(representative: Representative, on: date) -> set[int]:
    """Those who speak for the body; where nobody does, those who speak for its associations."""
    others = Representative.objects.speaking(on).exclude(user=representative.user)
    if representative.association_id is not None:
        return set(others.filter(association=representative.association_id).values_list("user", flat=True))
    own = set(others.filter(authority=representative.authority_id).values_list("user", flat=True))
    above = others.filter(association__memberships__authority=representative.authority_id)
    return own or set(above.values_list("user", flat=True))


def _second(representative: Representative) -> set[int]:
    others = User.objects.second_people(representative.appointed_by_id, representative.user_id)
    return set(others.active().values_list("pk", flat=True))
