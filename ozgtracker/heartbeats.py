"""Whether worker and schedule live: each leaves a sign in the database, whose clock alone says how old it is."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from ozgtracker.models import Heartbeat

WORKER, BEAT = "worker", "beat"
# Signs come every 20 seconds (settings), but a worker may be busy for a while: several have to be missing.
SILENT_AFTER = timedelta(minutes=2)


def beat(program: str) -> None:
    """The program lives; of several workers any one speaks for all."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(program=program, beat_at=Now())],
        update_conflicts=True,
        unique_fields=["program"],
        update_fields=["beat_at"],
    )


def silent() -> set[str]:
    """The programs that gave no sign for SILENT_AFTER, or never."""
    heard = Heartbeat.objects.filter(beat_at__gte=Now() - SILENT_AFTER).values_list("program", flat=True)
    return {WORKER, BEAT} - set(heard)
