"""The table of who gets what, and the addresses there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("access.txt")


@dataclass(frozen=True)
class Line:
    """One line of the table: a URL's name, the thing in its address, the method, the answer to each role."""

    name: str
    thing: str
    method: str
    answers: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.thing} {self.method}"


def table() -> list[Line]:
    """Every line of access.txt, in its order."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Line(name, thing, method, tuple(map(int, answers))) for name, thing, method, *answers in lines]


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry
