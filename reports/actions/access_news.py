"""Tells people by mail what happened to their own access: whoever did not cause it must be able to notice it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.actions import hand_out_access_notices
from accounts.models import AccessNotice, DemonstrationMark
from accounts.names import without_links
from reports.actions.queueing import Letter, queue
from reports.words import labelled


@transaction.atomic
def announce_access(*, on: date) -> int:
    """Queue one letter for everybody to whose access something happened; how many are new. Twice changes nothing."""
    notices = sorted(hand_out_access_notices(on=on), key=lambda notice: (notice.recipient_id, notice.pk))
    is_demonstration = DemonstrationMark.objects.exists()
    letters = [
        _letter(list(own), is_demonstration=is_demonstration)
        for _recipient, own in groupby(notices, key=lambda notice: notice.recipient_id)
    ]
    return queue(letters, on=on, demonstration=is_demonstration) if letters else 0


def _letter(notices: Sequence[AccessNotice], *, is_demonstration: bool) -> Letter:
    """Names neither who did it nor the new role: both are read after signing in."""
    recipient = notices[0].recipient
    subject = str(notices[0].get_event_display()) if len(notices) == 1 else _("Ihr Zugang wurde geändert")
    return Letter(
        kind="access",
        recipient=recipient.email,
        recipient_name=recipient.name,
        # A notice is handed out once, so the first number makes the period unique.
        period=f"{notices[0].on.isoformat()} {notices[0].pk}",
        subject=labelled(subject, is_demonstration=is_demonstration),
        body=render_to_string(
            "reports/mail/access.txt",
            {
                "name": without_links(recipient.name),
                "items": [(notice.on, notice.get_event_display()) for notice in notices],
                "address": settings.BASE_URL,
                "contact": settings.OPERATOR_CONTACT,
                "is_demonstration": is_demonstration,
            },
        ),
    )
