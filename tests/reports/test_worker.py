"""A real worker on the real broker is killed while it sends: the task goes to the next one, and nothing goes twice."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from django.conf import settings
from kombu.simple import SimpleQueue

from reports import actions
from reports.actions.queueing import Letter, queue
from reports.delivery_states import DeliveryState
from reports.models import Delivery
from tests.conftest import TODAY
from tests.reports.conftest import process_environment
from tests.reports.elsewhere import until
from tests.reports.post import Post
from tests.reports.test_killed import LATER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Worker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def own_queue() -> Iterator[str]:
    """A queue of the broker that no other worker listens to; empty again afterwards."""
    name = f"test-{uuid.uuid4()}"
    yield name
    with current_app.connection_for_write() as link, link.SimpleQueue(name) as left:
        assert isinstance(left, SimpleQueue)
        left.clear()


@pytest.fixture
def worker(post: Post, own_queue: str) -> Iterator[Worker]:
    """worker() starts a real worker for that queue, which is given up after three seconds without a sign of life."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [
            "-m",
            "celery",
            "-A",
            "ozgtracker",
            "worker",
            "--pool",
            "solo",
            "-Q",
            own_queue,
            "--loglevel",
            "WARNING",
        ]
        process = subprocess.Popen(
            [sys.executable, *command, "--without-gossip", "--without-mingle"],
            cwd=settings.BASE_DIR,
            env={**process_environment(post), "OZG_VISIBILITY_TIMEOUT": "3"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_the_task_of_a_killed_worker_goes_to_the_next_one_and_no_mail_goes_twice(
    post: Post, worker: Worker, own_queue: str
) -> None:
    queue([Letter("report", f"stelle-{n}@demo.example", "", "2022-05", "Bericht", "Text") for n in range(3)], on=TODAY)
    post.accept.clear()
    first = worker()
    current_app.send_task("reports.deliver", queue=own_queue)
    until(post.seen_data.is_set, 60)
    first.kill()
    first.wait()
    post.accept.set()

    # Nobody sends the task again: the broker itself hands it to the second worker.
    worker()
    until(lambda: states().count(DeliveryState.SENT) == 2, 60)
    assert states() == [DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.SENT]
    actions.reap_stuck(moment=LATER, on=TODAY)
    actions.deliver_due(instant=lambda: LATER, now=lambda: LATER)

    assert states() == [DeliveryState.UNKNOWN, DeliveryState.SENT, DeliveryState.SENT]
    assert post.addresses == [f"stelle-{n}@demo.example" for n in range(3)]
