"""When an aggregate is to be expected: computed from what was said about its components, said by nobody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """What its responsible side said about a component on a day: ready since, or expected on, or neither."""

    component: str
    ready_on: date | None
    forecast_on: date | None
    said_on: date | None
    reason: str = ""

    @property
    def day(self) -> date | None:
        """The day to reckon with."""
        return self.ready_on or self.forecast_on


@dataclass(frozen=True, slots=True)
class Outlook:
    """expected_on: the day the last component is ready or expected, None where one of them has no day (undated);
    component: the open one expected last, with the reason given for its date; said_on: the newest word on any;
    decided_on: the day of the word that expected_on comes from."""

    expected_on: date | None
    component: str
    undated: tuple[str, ...]
    said_on: date | None
    reason: str = ""
    decided_on: date | None = None


def outlook(words: Sequence[Word]) -> Outlook:
    """What the words on all components come to together; without any component nothing is known."""
    said_on = max((word.said_on for word in words if word.said_on), default=None)
    undated = tuple(word.component for word in words if word.day is None)
    if undated or not words:
        return Outlook(None, "", undated, said_on)
    latest = max(words, key=_day)
    last = max((word for word in words if word.ready_on is None), key=_day, default=None)
    if last is None:
        return Outlook(latest.day, "", (), said_on, decided_on=latest.said_on)
    reason = f"{last.component}: {last.reason}" if last.reason else ""
    decided_on = last.said_on if last.day == latest.day else latest.said_on
    return Outlook(latest.day, last.component, (), said_on, reason, decided_on)


def _day(word: Word) -> date:
    return word.day or date.min


def history(said: Iterable[tuple[int, Word]], names: dict[int, str]) -> list[tuple[date, date]]:
    """(day something was said, day expected since then): how the computed date moved, oldest first.

    said: the words in the order they were spoken, with the key of their component; names: every component in scope.
    Days on which no date could be computed are left out.
    """
    standing = {key: Word(name, None, None, None) for key, name in names.items()}
    points: dict[date, date | None] = {}
    for key, word in said:
        if word.said_on is not None and key in standing:
            standing[key] = word
            points[word.said_on] = outlook(list(standing.values())).expected_on
    return [(on, expected) for on, expected in points.items() if expected is not None]
