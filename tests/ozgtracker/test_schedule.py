"""What the schedule missed while it was down is done when it is back, though the worker never stopped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from kombu.simple import SimpleQueue

from ozgtracker.celery import schedule_catches_up, schedule_is_behind
from ozgtracker.models import JobRun
from tests.reports.conftest import process_environment
from tests.reports.elsewhere import until

LONG_AGO = datetime(2022, 1, 1, tzinfo=UTC)
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def messages() -> Iterator[SimpleQueue]:
    """The queue of the real broker that workers listen to."""
    with current_app.connection_for_read() as link, link.SimpleQueue(current_app.conf.task_default_queue) as queue:
        assert isinstance(queue, SimpleQueue)
        queue.clear()
        yield queue
        queue.clear()


def taken(messages: SimpleQueue) -> list[tuple[str, object]]:
    """Every task that waits, with what it is told; afterwards none does."""
    found = []
    with suppress(messages.Empty):
        while True:
            message = messages.get_nowait()
            message.ack()
            found.append((message.headers["task"], message.payload[1]))
    return found


def test_with_its_first_heartbeat_and_only_then_it_has_everything_done_that_it_may_have_missed(
    messages: SimpleQueue,
) -> None:
    schedule_catches_up()
    assert taken(messages) == []
    schedule_is_behind()
    assert taken(messages) == []

    schedule_catches_up()
    schedule_catches_up()

    scheduled = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert taken(messages) == [("ozgtracker.catch_up", {"names": scheduled})]


@pytest.fixture
def start() -> Iterator[Start]:
    """start("worker", ...) starts a real program of Celery on the test's database."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "ozgtracker", *arguments],
                cwd=settings.BASE_DIR,
                env=process_environment(None),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def missed() -> set[str]:
    """The jobs that have not run since long ago."""
    return set(JobRun.objects.filter(ended_at=LONG_AGO).values_list("name", flat=True))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_real_schedule_that_lost_its_memory_catches_up_when_it_starts(start: Start, tmp_path: Path) -> None:
    nightly = {"milestones.flag_overdue", "reports.announce_overdue", "reports.run_reports"}
    start("worker", "--pool=solo", "--without-gossip", "--without-mingle")
    until(lambda: set(JobRun.objects.values_list("name", flat=True)) >= nightly, 90)
    JobRun.objects.filter(name__in=nightly).update(ended_at=LONG_AGO)

    start("beat", f"--schedule={tmp_path / 'schedule'}", "--pidfile=")

    until(lambda: missed() == set(), 90)
