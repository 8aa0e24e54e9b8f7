"""What a rule finds: a code, and the facts its sentence needs; the sentence stands in the room's sentences.py. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

type Fact = str | int | date | timedelta | Enum | Finding | tuple[Fact, ...] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A code like "rollout.live-on-missing" with facts by name: data, never words. Equal where both are equal."""

    code: str
    named: tuple[tuple[str, Fact], ...] = ()

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts by their names."""
        return dict(self.named)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.named)
        return f"{self.code}({facts})" if facts else self.code


def found(code: str, /, **facts: Fact) -> Finding:
    """The finding of this code; the order in which the facts are given does not matter."""
    return Finding(code, tuple(sorted(facts.items(), key=lambda fact: fact[0])))
