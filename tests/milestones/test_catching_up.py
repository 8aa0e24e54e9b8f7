"""What was missed while no worker ran is done when one starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from celery import current_app
from django.conf import settings
from kombu.simple import SimpleQueue

from ozgtracker.celery import app, begin_to_catch_up, catch_up


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the tasks tests.works and tests.fails did; tasks run where they are sent, as a worker would run them."""
    ran: list[str] = []

    def works() -> None:
        ran.append("works")

    def fails() -> None:
        ran.append("fails")
        raise RuntimeError

    for task in (works, fails):
        app.task(name=f"tests.{task.__name__}")(task)
    app.conf.task_always_eager = True
    yield ran
    app.conf.task_always_eager = False
    for name in ("tests.works", "tests.fails"):
        app.tasks.unregister(name)


@pytest.fixture
def messages() -> Iterator[SimpleQueue]:
    """The queue of the real broker that workers listen to."""
    with current_app.connection_for_read() as link, link.SimpleQueue(current_app.conf.task_default_queue) as queue:
        assert isinstance(queue, SimpleQueue)
        queue.clear()
        yield queue
        queue.clear()


def test_a_worker_that_starts_does_everything_on_the_schedule_in_its_order(messages: SimpleQueue) -> None:
    begin_to_catch_up()

    message = messages.get_nowait()
    message.ack()
    scheduled = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert (message.headers["task"], message.payload[1]) == ("ozgtracker.catch_up", {"names": scheduled})
    assert scheduled[:3] == ["ozgtracker.heartbeat", "milestones.flag_overdue", "reports.announce_overdue"]


def test_a_task_that_fails_keeps_none_of_the_others_back(done: list[str]) -> None:
    outcome = catch_up.delay(names=["tests.works", "tests.fails", "tests.works"])

    assert (outcome.state, done) == ("SUCCESS", ["works", "fails", "works"])


def test_a_failure_is_one_for_celery_too(done: list[str]) -> None:
    outcome = catch_up.delay(names=["tests.fails", "tests.works"])

    assert (outcome.state, done) == ("FAILURE", ["fails", "works"])


def test_every_task_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
