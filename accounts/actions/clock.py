"""Says of a day that was doubted that it is right."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from ozgtracker import german, seen_day


@transaction.atomic
def accept_day(*, on: date) -> date | None:
    """Today is right, for the machine's own operator; returns the newest day seen before, None if there was none."""
    seen = seen_day.accept(on)
    record(
        by=None,
        on=on,
        verb="day_accepted",
        subject=Subject("seenday", "1", _("Uhr")),
        sentence=_("Der Betreiber hat bestätigt, dass es der %(day)s ist.") % {"day": german.day(on)},
        before={"day": seen.isoformat()} if seen else None,
        after={"day": on.isoformat()},
        source="command",
    )
    return seen
