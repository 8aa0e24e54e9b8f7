"""What was missed while no worker ran is done when one starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from celery import current_app
from django.conf import settings
from kombu.simple import SimpleQueue

from ozgtracker.celery import app, begin_to_catch_up, catch_up

DONE: list[str] = []


@app.task(name="tests.fails")
def fails() -> None:
    """A task in whose way something stands."""
    DONE.append("fails")
    raise RuntimeError


@app.task(name="tests.works")
def works() -> None:
    """A task that only says that it ran."""
    DONE.append("works")


@pytest.fixture
def at_once() -> Iterator[None]:
    """Tasks run where they are sent, as a worker would run them."""
    DONE.clear()
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


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
    assert scheduled[:2] == ["milestones.flag_overdue", "reports.announce_overdue"]


def test_a_task_that_fails_keeps_none_of_the_others_back(at_once: None) -> None:
    outcome = catch_up.delay(names=["tests.works", "tests.fails", "tests.works"])

    assert (outcome.state, DONE) == ("SUCCESS", ["works", "fails", "works"])


def test_a_failure_is_one_for_celery_too(at_once: None) -> None:
    assert catch_up.delay(names=["tests.fails", "tests.works"]).state == "FAILURE"


def test_every_task_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
