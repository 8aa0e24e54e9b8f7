"""Tells by mail what happened to mandates: one letter for everybody concerned, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import DemonstrationMark
from accounts.names import without_links
from municipalities.actions import hand_out_notices
from municipalities.confirmation import MandateEvent
from municipalities.models import MandateNotice
from ozgtracker import german
from reports.actions.queueing import Letter, queue
from reports.words import labelled


@transaction.atomic
def announce_mandates(*, on: date) -> int:
    """Queue one letter for everybody a mandate concerns; returns how many are new. Twice changes nothing.

    Names no person: who it is about is read after signing in.
    """
    notices = sorted(hand_out_notices(on=on), key=lambda notice: (notice.recipient_id, notice.pk))
    is_demonstration = DemonstrationMark.objects.exists()
    letters = [
        _letter(list(own), on, is_demonstration=is_demonstration)
        for _recipient, own in groupby(notices, key=lambda notice: notice.recipient_id)
    ]
    return queue(letters, on=on, demonstration=is_demonstration) if letters else 0


def _letter(notices: Sequence[MandateNotice], on: date, *, is_demonstration: bool) -> Letter:
    recipient = notices[0].recipient
    asked = sum(notice.event == MandateEvent.APPOINTED for notice in notices)
    many = ngettext("Eine Benennung wartet auf Bestätigung", "%(n)s Benennungen warten auf Bestätigung", asked)
    subject = many % {"n": german.number(asked)} if asked else _("Zu einer Benennung gibt es etwas Neues")
    return Letter(
        kind="mandate",
        recipient=recipient.email,
        recipient_name=recipient.name,
        # A notice is handed out once, so the first number makes the period unique.
        period=f"{on.isoformat()} {notices[0].pk}",
        subject=labelled(subject, is_demonstration=is_demonstration),
        body=render_to_string(
            "reports/mail/mandate.txt",
            {
                "name": without_links(recipient.name),
                "items": _items(notices),
                "asked": asked,
                "address": settings.BASE_URL + reverse("mandates" if asked else "overview"),
                "is_demonstration": is_demonstration,
            },
        ),
    )


def _items(notices: Sequence[MandateNotice]) -> list[tuple[str, str]]:
    """Body and event of each; several of the same kind for one body stand there once."""
    return list(dict.fromkeys((str(notice.representative.body), str(notice.get_event_display())) for notice in notices))
