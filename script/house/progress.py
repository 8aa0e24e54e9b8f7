"""Shows what is being done and how long it has taken: [2/7] Datenbank … 0,5 s."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

WIDTH = 78


class Step:
    """One line of progress: its title, signs of life, and at the end what came of it and how long it took."""

    def __init__(self, title: str, out: TextIO) -> None:
        self._title = title
        self._remark = ""
        self._out = out
        self._began = self._shown = time.monotonic()
        self._write(f"{title} …")

    def note(self, remark: str) -> None:
        """Adds what came of the step, for instance "schon da"."""
        self._remark = f" {remark},"

    def alive(self, latest: str = "") -> None:
        """Gives a sign of life: on a terminal the latest output, once a second; else a dot every ten seconds."""
        now = time.monotonic()
        if now > self._shown + (1 if self._out.isatty() else 10):
            self._shown = now
            line = f"{self._title}  {seconds(now - self._began)}  {latest}"
            self._write(f"\r\033[K{line[:WIDTH]}" if self._out.isatty() else ".")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the line with remark and duration; where the step failed, bare, so that the sentence stands alone."""
        begin = f"\r\033[K{self._title} …" if self._out.isatty() else ""
        done = f"{begin}{self._remark} {seconds(time.monotonic() - self._began)}"
        self._write("\n" if error else f"{done}\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class Progress:
    """Numbers the steps of a command."""

    def __init__(self, total: int, out: TextIO = sys.stdout) -> None:
        self._total = total
        self._number = 0
        self._out = out

    def step(self, title: str) -> Step:
        """Begins one step, to be done inside `with`."""
        self._number += 1
        return Step(f"[{self._number}/{self._total}] {title}", self._out)


def seconds(duration: float) -> str:
    """Writes a duration the German way: 0,3 s."""
    return f"{duration:.1f} s".replace(".", ",")
