"""The Celery application; tasks live in the rooms, the schedule in ozgtracker.schedule."""

from __future__ import annotations

import logging
import os

from celery import Celery
from celery.signals import after_task_publish, beat_init, setup_logging, worker_ready
from django.conf import settings
from django.utils.log import configure_logging

from ozgtracker.errors import ImplausibleDay
from ozgtracker.logs import guard_what_nobody_caught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")

logger = logging.getLogger(__name__)
app = Celery("ozgtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(name="ozgtracker.catch_up")
def catch_up(*, names: list[str]) -> None:
    """Run the first of these tasks, then hand on the rest, whatever became of it.

    One after the other, because what is overdue is noticed before it is announced. No chain: that ends with the first
    task that fails, and what could not be drawn must not keep back mail that is ready.
    """
    first, *rest = names
    try:
        app.tasks[first]()
    except ImplausibleDay:
        logger.info("%s was refused", first)  # it has said why
    finally:
        if rest:
            catch_up.delay(names=rest)


@setup_logging.connect
def log_as_everybody_else(**_ignored: object) -> None:
    """For worker and schedule alike; otherwise Celery puts its own in the place of ours, which says what tasks hold."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    guard_what_nobody_caught()


@worker_ready.connect
def begin_to_catch_up(**_ignored: object) -> None:
    """A worker that starts does what was missed. Every task is "due and not yet done", so never twice."""
    catch_up.delay(names=[entry["task"] for entry in app.conf.beat_schedule.values()])


class Schedule:
    """What the schedule missed while it was down is done as soon as it can send something."""

    is_behind = False


@beat_init.connect
def schedule_is_behind(**_ignored: object) -> None:
    """A schedule that starts does not know what it missed: its own memory may be lost with its container."""
    Schedule.is_behind = True


@after_task_publish.connect(sender="ozgtracker.heartbeat")
def schedule_catches_up(**_ignored: object) -> None:
    """With the first heartbeat that reaches the broker, not before: at the start nobody may be there to take it."""
    if Schedule.is_behind:
        begin_to_catch_up()
        Schedule.is_behind = False
