"""How dates and figures are written beside the marks. A drawing knows no language: whoever asks for it brings one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Writing:
    """months: twelve short names ("Jan")."""

    day: Callable[[date], str]
    number: Callable[[int | None], str]
    months: Sequence[str]

    def month(self, day: date) -> str:
        """ "Jan 22"."""
        return f"{self.months[day.month - 1]} {day:%y}"
