"""What is done without anybody's asking: the dead are noticed, what waits is handed over, the old is deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings

from exports import files
from exports.actions.ordering import fail_lost, hand_over
from exports.models import Export


def tend_exports() -> tuple[int, int]:
    """Returns how many were left by a dead process, and how many wait; those are handed to the worker once more."""
    lost, waiting = fail_lost(), Export.objects.queued().count()
    if waiting:
        hand_over()
    return lost, waiting


def forget_exports(*, moment: datetime, on: date) -> int:
    """Delete what is older than settings.EXPORT_DAYS, and what belongs to somebody without access; how many."""
    kept = Export.objects.kept(on).filter(person__is_active=True)
    gone = list(Export.objects.exclude(pk__in=kept))
    for export in gone:
        files.remove(export.token)
    Export.objects.filter(pk__in=[export.pk for export in gone]).delete()
    files.sweep(moment - timedelta(days=settings.EXPORT_DAYS + 1))
    return len(gone)
