"""Shows what is being done and how long it has taken."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 78


def seconds(duration: float) -> str:
    """Writes a duration the German way: 0,3 s."""
    return f"{duration:.1f} s".replace(".", ",")


class Step:
    """One line of progress: its title, signs of life, and its duration at the end."""

    def __init__(self, title: str, out: TextIO) -> None:
        self._title = title
        self.remark = ""
        self._out = out
        self._began = time.monotonic()
        self._shown = self._began
        self._write(f"{title} …")

    def note(self, remark: str) -> None:
        """Adds what came of the step, for instance "schon da"."""
        self.remark = remark

    def alive(self, latest: str = "") -> None:
        """Gives a sign of life: on a terminal the latest output, once a second; else a dot every ten seconds."""
        now = time.monotonic()
        if now < self._shown + (1 if self._out.isatty() else 10):
            return
        self._shown = now
        line = f"\r\033[K{self._title}  {seconds(now - self._began)}  {latest}"
        self._write(line[:WIDTH] if self._out.isatty() else ".")

    def done(self) -> None:
        """Closes the line with remark and duration."""
        begin = f"\r\033[K{self._title} …" if self._out.isatty() else ""
        remark = f" {self.remark}," if self.remark else ""
        self._write(f"{begin}{remark} {seconds(time.monotonic() - self._began)}\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class Progress:
    """Numbers the steps of a command: [2/7] Datenbank … 0,5 s."""

    def __init__(self, total: int, out: TextIO = sys.stdout) -> None:
        self._total = total
        self._number = 0
        self._out = out

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Runs one step; where it fails, the line is ended so that the sentence stands alone."""
        self._number += 1
        step = Step(f"[{self._number}/{self._total}] {title}", self._out)
        try:
            yield step
        except BaseException:
            self._out.write("\n")
            raise
        step.done()
