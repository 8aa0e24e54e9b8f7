"""How far a file is, honestly: rows written of rows expected. Pure."""

from __future__ import annotations

from dataclasses import dataclass

STEP = 25


@dataclass(frozen=True, slots=True)
class Progress:
    """`expected` was counted before the first row; None while that is still being done. A list that grows meanwhile may
    end with more rows than were expected."""

    written: int
    expected: int | None

    @property
    def of(self) -> int | None:
        """What `written` is a part of; None where nobody knows yet."""
        return None if self.expected is None else max(self.expected, self.written, 1)

    @property
    def share(self) -> float | None:
        """From 0 to 1, which is only where every row expected is written."""
        if self.expected is None or self.of is None:
            return None
        return 1.0 if self.written >= self.expected else self.written / self.of

    @property
    def said(self) -> int:
        """Per cent to be read out: every quarter and no more, or nobody could listen to anything else."""
        return int((self.share or 0) * 100) // STEP * STEP
