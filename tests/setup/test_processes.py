"""Nothing stays behind: not what ignores the request to end, not what a killed command had started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from house import locking
from house.failures import Failure
from house.processes import Program
from house.progress import Progress, Step

from tests.reports.elsewhere import until

ROOT = Path(__file__).resolve().parents[2]
# Ends only half a second after it was asked to.
SLOW = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), sys.exit()))
print("up", flush=True)
time.sleep(60)
"""
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
print(os.getpid(), flush=True)
time.sleep(60)
"""
HOLDER = """
import sys, time
from pathlib import Path
from house import locking
from house.processes import Program
with locking.held(Path("lock")), Program([sys.executable, "-c", sys.argv[1]], Path("log")).running() as program:
    print(program.process.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def step() -> Step:
    return Progress(1).step("a")


def test_what_ignores_the_request_to_end_is_killed_with_all_it_started(tmp_path: Path, step: Step) -> None:
    log = tmp_path / "log"
    with Program([sys.executable, "-c", STUBBORN], log, patience=0.1).running() as program:
        program.wait_until(lambda: len(log.read_text().split()) == 2, step, within=30)
        started = [int(number) for number in log.read_text().split()]

    assert (program.ended(), len(set(started))) == (True, 2)
    until(lambda: not any(alive(number) for number in started), 10)


def test_the_lock_of_a_killed_command_is_free_once_all_it_started_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", HOLDER, SLOW]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "script")}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        child = int(holder.stdout.readline())
        while (tmp_path / "log").read_text() != "up\n":
            time.sleep(0.05)
        with pytest.raises(Failure, match=f"Prozess {holder.pid}"), locking.held(tmp_path / "lock"):
            raise AssertionError
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        asked = time.monotonic()
        with monkeypatch.context() as impatient:
            impatient.setattr(locking, "STILL_ENDING", 0)
            with pytest.raises(Failure, match=r"was übrig bleibt mit fuser -k"), locking.held(tmp_path / "lock"):
                raise AssertionError

        with locking.held(tmp_path / "lock"):
            assert 0.3 < time.monotonic() - asked < 30
            until(lambda: not alive(child), 1)


def test_a_program_that_ends_by_itself_is_never_ready(tmp_path: Path, step: Step) -> None:
    failing = Program([sys.executable, "-c", "raise ValueError(3)"], tmp_path / "log", name="Das Programm")

    with pytest.raises(Failure, match="Das Programm ist beim Start beendet worden: ValueError: 3"), failing.running():
        failing.wait_until(lambda: False, step, within=30)


def alive(process: int) -> bool:
    """Whether it runs; what is dead and was not yet buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
