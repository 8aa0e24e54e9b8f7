"""A worker that is killed leaves a file that is called failed at once, and whoever asked for it starts it anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as live_settings

from accounts.models import User
from exports.actions import restart_export, tend_exports
from exports.models import Export
from exports.page import own_exports
from exports.states import ExportState, Failure
from ozgtracker import clock
from tests.conftest import TODAY, ClientOf
from tests.dashboards.small import Small
from tests.database_roles import holding
from tests.exports.conftest import ROLLOUTS, Order, at_once, content
from tests.reports.conftest import Manage, process_environment, processes
from tests.reports.elsewhere import end_waiting_sessions, until, waiting_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# The file is begun, and the first of its rows is being asked for.
READING = "LOCK TABLE municipalities_rollout IN ACCESS EXCLUSIVE MODE"
Worker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def same_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes keep their files where this one does."""
    (folder.parent / "static").mkdir()
    monkeypatch.setenv("OZG_VAR_DIR", str(folder.parent))


@pytest.fixture
def manage() -> Iterator[Manage]:
    """manage("write_exports") starts a real process."""
    with processes(None) as start:
        yield start


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A real worker of the queue, as script/server and compose start it."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        words = ["worker", "--queues", "exports", "--hostname", "exports@%h", "--concurrency", "1"]
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "ozgtracker", *words, "--without-gossip", "--without-mingle"],
                cwd=live_settings.BASE_DIR,
                env=process_environment(None),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return running[-1]

    yield start
    for process in running:
        process.terminate()
        process.wait(60)


def state(export: Export) -> tuple[str, str]:
    export.refresh_from_db()
    return export.state, export.failure


def child_of(process: subprocess.Popen[bytes]) -> int:
    """The process that does the worker's work."""
    return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])


def test_a_killed_process_leaves_what_everybody_sees_as_failed_at_once(
    told: Small, order: Order, manage: Manage, ministry: User, folder: Path
) -> None:
    export = order()
    with holding(READING):
        process = manage("write_exports")
        until(lambda: state(export)[0] == ExportState.RUNNING and waiting_for_a_lock() == 1, 60)
        assert (Export.objects.lost().count(), tend_exports()) == (0, (0, 0))
        process.kill()
        process.wait()
        until(lambda: Export.objects.lost().count() == 1)
        end_waiting_sessions()

    # Nobody has noted it yet; the page knows all the same, and the next minute notes it.
    assert [(row.state, row.failure) for row in own_exports(ministry, on=TODAY, moment=clock.instant())] == [
        (ExportState.FAILED, Failure.LOST)
    ]
    assert [tend_exports(), tend_exports()] == [(1, 0), (0, 0)]
    assert (state(export), list(folder.iterdir())) == ((ExportState.FAILED, Failure.LOST), [])


def test_two_processes_write_a_file_once(told: Small, order: Order, manage: Manage) -> None:
    export = order()
    with holding(READING):
        first = manage("write_exports")
        until(lambda: waiting_for_a_lock() == 1, 60)
        second = manage("write_exports")
        words, _errors = second.communicate(timeout=60)
        assert (second.returncode, words) == (0, "Bearbeitet: 0.\n")

    assert first.wait(60) == 0
    assert state(export) == (ExportState.DONE, "")


def test_a_worker_whose_process_is_killed_goes_on_and_writes_it_when_it_is_started_anew(
    told: Small, order: Order, worker: Worker, ministry: User, client_of: ClientOf
) -> None:
    main = worker()
    export = order()
    with holding(READING):
        until(lambda: state(export)[0] == ExportState.RUNNING and waiting_for_a_lock() == 1, 90)
        os.kill(child_of(main), signal.SIGKILL)
        until(lambda: Export.objects.lost().count() == 1)
        end_waiting_sessions()

    # Pressing again notices it by itself; the message that was killed does not come back to kill the next process.
    assert tend_exports() == (1, 0)
    restart_export(by=ministry, export=export, on=TODAY)

    until(lambda: state(export)[0] == ExportState.DONE, 60)
    assert content(export) == at_once(client_of(ministry), ROLLOUTS)
    assert main.poll() is None
