"""Starts programs that cannot outlive us, and stops them in order."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from house.failures import Failure, last_word, tail
from house.progress import Step

type Words = list[str | Path]

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Account:
    """An operating-system user to run a program as."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Child:
    """A program we started, its log, and how it wants to be stopped."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 20.0

    def ended(self) -> bool:
        """Says whether the program has ended."""
        return self.process.poll() is not None

    def stop(self) -> None:
        """Asks it to end, and insists after its patience: the whole group, so that nothing stays behind."""
        if not self.ended():
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def unprivileged() -> Account | None:
    """Returns the account for programs that refuse to run as root; None where we are not root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Returns our environment for a child, without what was only meant for this package."""
    own = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in own} | dict(extra or {})


def _dies_with_us(number: signal.Signals) -> Callable[[], None]:
    """Lets the kernel send the signal to the child when we end, even by kill -9."""
    parent = os.getpid()

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
            if os.getppid() != parent:  # we ended between fork and prctl
                os._exit(1)

    return prepare


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    death_signal: signal.Signals | None = None,
    patience: float = 20.0,
) -> Child:
    """Starts a program in its own process group, writing to `log`; it ends when we end, however that happens."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_dies_with_us(death_signal or stop_signal),  # noqa: PLW1509 - we start no threads
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    return Child(name, process, log, stop_signal, patience)


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    step: Step | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
) -> int:
    """Runs a program to its end with its output in `log` (begun anew), showing signs of life; returns its exit code."""
    log.write_bytes(b"")
    child = start(str(command[0]), command, log=log, env=env, cwd=cwd, account=account, patience=5)
    try:
        while True:
            try:
                return child.process.wait(1)
            except subprocess.TimeoutExpired:
                if step:
                    step.alive(tail(log))
    finally:
        child.stop()


def attend(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> int:
    """Runs a program that talks to the person at the terminal; returns its exit code. Ctrl-C is passed on once."""
    process = subprocess.Popen(
        [str(part) for part in command],
        env=environment(env),
        cwd=cwd,
        start_new_session=not sys.stdin.isatty(),
        preexec_fn=_dies_with_us(signal.SIGTERM),  # noqa: PLW1509 - we start no threads
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        for patience in (2 if sys.stdin.isatty() else 0, 30):  # a terminal has sent Ctrl-C to the program as well
            with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                process.wait(patience)
                break
            process.send_signal(signal.SIGINT)
        process.kill()
        process.wait()
        raise


def wait_until(ready: Callable[[], bool], child: Child, *, within: float, step: Step | None = None) -> None:
    """Waits until the child is ready; a Failure says that it ended, or that it took too long."""
    began = time.monotonic()
    beat = began
    while not ready():
        if child.ended():
            raise Failure(
                f"{child.name} ist beim Start beendet worden: {last_word(child.log)}",
                log=child.log,
            )
        if time.monotonic() - began > within:
            raise Failure(
                f"{child.name} ist nach {within:.0f} Sekunden nicht bereit.",
                log=child.log,
            )
        if step and time.monotonic() - beat > 1:
            beat = time.monotonic()
            step.alive()
        time.sleep(0.05)
