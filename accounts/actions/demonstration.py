"""Says that this database holds invented reports."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import DemonstrationMark
from ozgtracker import german


@transaction.atomic
def mark_demonstration(*, until: date, seed: int) -> DemonstrationMark:
    """Mark the database as a demonstration played until that day; from now on every page and paper says so."""
    before = DemonstrationMark.objects.filter(pk=1).values("until", "seed").first()
    mark, _created = DemonstrationMark.objects.update_or_create(pk=1, defaults={"until": until, "seed": seed})
    record(
        by=None,
        on=until,
        verb="demonstration_played",
        subject=Subject("demonstrationmark", "1", _("Vorführung")),
        sentence=_("Demonstrationsmeldungen bis %(day)s gespielt (Startwert %(seed)s).")
        % {"day": german.day(until), "seed": seed},
        before={"until": before["until"].isoformat(), "seed": before["seed"]} if before else None,
        after={"until": until.isoformat(), "seed": seed},
        source="command",
    )
    return mark
