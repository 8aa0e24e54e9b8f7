"""What was missed while no worker ran is done when one starts."""

from __future__ import annotations

from django.conf import settings

from ozgtracker.celery import app, catching_up


def test_a_worker_that_starts_does_everything_on_the_schedule_in_its_order() -> None:
    scheduled = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]

    assert [task.task for task in catching_up().tasks] == scheduled
    assert scheduled[:2] == ["milestones.flag_overdue", "reports.announce_overdue"]


def test_every_task_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_no_task_is_handed_what_the_one_before_returned() -> None:
    assert all(task.immutable for task in catching_up().tasks)
