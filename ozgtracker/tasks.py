"""The signs of life of worker and schedule (ozgtracker.heartbeats)."""

from __future__ import annotations

from celery import shared_task
from celery.signals import after_task_publish, beat_init
from django.db import connection

from ozgtracker import changes, heartbeats, telling

HEARTBEAT = "ozgtracker.heartbeat"


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    """A worker runs it, so a worker lives; only the schedule sends it, so the schedule lives as well (below)."""
    heartbeats.beat(heartbeats.WORKER)
    telling.tell()
    changes.forget()


@beat_init.connect
@after_task_publish.connect(sender=HEARTBEAT)
def schedule_lives(**_ignored: object) -> None:
    """At its start and whenever it has sent a heartbeat. What fails here, Celery logs and goes on."""
    try:
        heartbeats.beat(heartbeats.BEAT)
    finally:
        connection.close()  # nobody else gives the connection back: the schedule knows no requests
