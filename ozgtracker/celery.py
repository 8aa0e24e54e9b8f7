"""The Celery application; tasks live in the rooms, the schedule in the settings."""

from __future__ import annotations

import os

from celery import Celery, chain
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")

app = Celery("ozgtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def catching_up() -> chain:
    """Everything on the schedule once, one after the other in its order, each handed nothing by the one before."""
    names = [entry["task"] for entry in app.conf.beat_schedule.values()]
    return chain(*(app.signature(name, immutable=True) for name in names))


@worker_ready.connect
def catch_up(**_ignored: object) -> None:
    """A worker that starts does what was missed. Every task is "due and not yet done", so never twice."""
    catching_up().apply_async()
