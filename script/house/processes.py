"""Runs programs that cannot outlive us, and stops them in order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from house.failures import Failure, last_word
from house.progress import Step

type Words = Sequence[str | Path]
type Account = dict[str, Any]  # what a subprocess needs to run as somebody else; empty: as we do

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(slots=True)
class Program:
    """A program, its log (begun anew), the account it runs as, how it wants to be stopped, and what we call it."""

    command: Words
    log: Path = Path(os.devnull)
    env: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    account: Account = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals | None = None
    patience: float = 20.0
    process: subprocess.Popen[bytes] = field(init=False)

    @contextlib.contextmanager
    def running(self, *, at_terminal: bool = False) -> Iterator[Self]:
        """Starts it in a process group of its own and stops it at the end; the kernel does when we are killed.

        It inherits the lock we hold (locking.held): nobody else gets that before all we started has ended.
        """
        with self.log.open("wb") as log:
            streams: dict[str, Any] = {} if at_terminal else {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            self.process = subprocess.Popen(
                [str(word) for word in self.command],
                env={**os.environ, **self.env},
                close_fds=False,
                start_new_session=not (at_terminal and sys.stdin.isatty()),
                preexec_fn=_dies_with_us(self.death_signal or self.stop_signal),  # noqa: PLW1509 - no threads here
                **streams,
                **self.account,
            )
        try:
            yield self
        finally:
            self._stop()

    def ended(self) -> bool:
        """Says whether the program has ended."""
        return self.process.poll() is not None

    def wait_until(self, ready: Callable[[], bool], step: Step, *, within: float) -> Self:
        """Waits until the program is ready; a Failure says that it ended, or that it took too long."""
        until = time.monotonic() + within
        while not ready():
            if self.ended():
                raise Failure(f"{self.name} ist beim Start beendet worden: {last_word(self.log)}", log=self.log)
            if time.monotonic() > until:
                raise Failure(f"{self.name} ist nach {within:.0f} Sekunden nicht bereit.", log=self.log)
            step.alive()
            time.sleep(0.05)
        return self

    def run(self, step: Step, *, failed: str = "") -> int:
        """Runs the program to its end, showing signs of life; returns its exit code.

        Where it must succeed, a Failure says `failed` and the reason its log gives.
        """
        with self.running():
            while not self.ended():
                step.alive()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(1)
        if failed and self.process.returncode:
            raise Failure(f"{failed}: {last_word(self.log)}", log=self.log)
        return self.process.returncode

    def _stop(self) -> None:
        """Asks it to end, and insists after its patience: the whole group, so that nothing stays behind."""
        if not self.ended():
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                self.process.wait(self.patience)
        self.process.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def attend(command: Words, *, env: Mapping[str, str]) -> int:
    """Runs a program that talks to the person at the terminal; returns its exit code. Ctrl-C is passed on once."""
    program = Program(command, env=env, stop_signal=signal.SIGINT, death_signal=signal.SIGTERM, patience=30)
    with program.running(at_terminal=True):
        try:
            return program.process.wait()
        except KeyboardInterrupt:
            if sys.stdin.isatty():  # which has sent Ctrl-C to the program as well
                with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                    program.process.wait(2)
            raise


def _dies_with_us(number: signal.Signals) -> Callable[[], None]:
    """Lets the kernel send the signal to the child when we end, even by kill -9."""
    parent = os.getpid()

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
            if os.getppid() != parent:  # we ended between fork and prctl
                os._exit(1)

    return prepare
