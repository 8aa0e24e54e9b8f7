"""Shows what is being done and how long it has taken: [2/7] Datenbank … 0,5 s."""

import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TextIO


class Step:
    """One line of progress: its title, signs of life, and at the end what came of it and how long it took."""

    def __init__(self, title: str, out: TextIO) -> None:
        self._remark = ""
        self._out = out
        self._began = self._shown = time.monotonic()
        self._write(f"{title} …")

    def note(self, remark: str) -> None:
        """Adds what came of the step, for instance "schon da"."""
        self._remark = f" {remark},"

    def alive(self) -> None:
        """Gives a sign of life every five seconds."""
        if time.monotonic() > self._shown + 5:
            self._shown = time.monotonic()
            self._write(".")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the line with remark and duration; where the step failed, bare, so that the sentence stands alone."""
        duration = f"{time.monotonic() - self._began:.1f}".replace(".", ",")
        self._write("\n" if error else f"{self._remark} {duration} s\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


@dataclass(slots=True)
class Progress:
    """Numbers the steps of a command."""

    total: int
    out: TextIO = sys.stdout
    number: int = 0

    def step(self, title: str) -> Step:
        """Begins one step, to be done inside `with`."""
        self.number += 1
        return Step(f"[{self.number}/{self.total}] {title}", self.out)
