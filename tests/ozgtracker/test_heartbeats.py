"""Worker and schedule leave a sign of life, and /readyz misses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db.models import F
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ozgtracker import health, heartbeats
from ozgtracker.heartbeats import BEAT, SILENT_AFTER, WORKER
from ozgtracker.models import Heartbeat
from ozgtracker.tasks import HEARTBEAT, heartbeat, schedule_lives
from tests.reports.conftest import process_environment
from tests.reports.elsewhere import until

WORKER_SILENT = "Kein Arbeiter (Celery) hat sich in den letzten zwei Minuten gemeldet."
BEAT_SILENT = "Der Zeitplan (Celery) hat sich in den letzten zwei Minuten nicht gemeldet."


def let_pass(time: timedelta) -> None:
    Heartbeat.objects.update(beat_at=F("beat_at") - time)


@pytest.mark.django_db
def test_a_program_is_silent_until_its_first_sign_and_two_minutes_after_its_last() -> None:
    assert heartbeats.silent() == {WORKER, BEAT}

    heartbeats.beat(WORKER)
    heartbeats.beat(WORKER)
    assert (heartbeats.silent(), Heartbeat.objects.count()) == ({BEAT}, 1)
    let_pass(SILENT_AFTER - timedelta(minutes=1))
    assert heartbeats.silent() == {BEAT}
    let_pass(timedelta(minutes=1))
    assert heartbeats.silent() == {WORKER, BEAT}

    heartbeats.beat(WORKER)
    assert heartbeats.silent() == {BEAT}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("living", "reasons"),
    [
        ([WORKER, BEAT], {}),
        ([BEAT], {"worker": WORKER_SILENT}),
        ([WORKER], {"beat": BEAT_SILENT}),
        ([], {"worker": WORKER_SILENT, "beat": BEAT_SILENT}),
    ],
)
def test_it_is_ready_while_worker_and_schedule_live(client: Client, living: list[str], reasons: dict[str, str]) -> None:
    for program in living:
        heartbeats.beat(program)

    whole, web = client.get("/readyz"), client.get("/readyz?of=web")

    assert (whole.status_code, whole.json()["reasons"]) == (503 if reasons else 200, reasons)
    assert (web.status_code, web.json()) == (200, {"status": "ready", "reasons": {}})


@pytest.mark.django_db
def test_whoever_asks_again_at_once_costs_no_second_look(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/readyz")
    health.look_anew()
    monkeypatch.setattr(health, "LOOKED_AT_AGAIN_AFTER", 60)
    with django_assert_num_queries(3):
        first = client.get("/readyz").json()

    heartbeats.beat(WORKER)
    with django_assert_num_queries(0):
        assert [client.get("/readyz").json() for _ in range(3)] == [first] * 3

    health.look_anew()
    assert client.get("/readyz").json() != first


@pytest.mark.django_db(transaction=True)
def test_the_worker_shows_that_it_lives_by_doing_and_the_schedule_by_sending() -> None:
    heartbeat()
    assert heartbeats.silent() == {BEAT}

    schedule_lives(sender=HEARTBEAT)
    assert heartbeats.silent() == set()


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """A real worker and a real schedule on the test's database."""
    celery = [sys.executable, "-m", "celery", "-A", "ozgtracker"]
    commands = {
        WORKER: [*celery, "worker", "--pool=solo", "--without-gossip", "--without-mingle"],
        BEAT: [*celery, "beat", f"--schedule={tmp_path / 'schedule'}", "--pidfile="],
    }
    environment = process_environment(None)
    running = {
        name: subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name, command in commands.items()
    }
    yield running
    for process in running.values():
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_real_programs_show_at_their_start_and_again_that_they_live(
    programs: dict[str, subprocess.Popen[bytes]],
) -> None:
    assert current_app.conf.beat_schedule["heartbeat"]["task"] == HEARTBEAT
    until(lambda: heartbeats.silent() == set(), 60)

    # Not only at their start: the schedule sends, the worker does.
    let_pass(SILENT_AFTER)
    until(lambda: heartbeats.silent() == set(), 90)

    programs[BEAT].kill()
    programs[BEAT].wait()
    let_pass(SILENT_AFTER)
    assert BEAT in heartbeats.silent()
