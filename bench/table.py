"""Prints what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.measuring import Measured

HEAD = f"{'Seite':26} {'zuerst ms':>10} {'Median ms':>10} {'Abfragen':>9} {'KB':>7} {'x /healthz':>11}"


def lines(rows: Iterable[Measured]) -> Iterator[str]:
    """The head and one line a page. Absolute figures depend on the machine, the last column much less."""
    yield HEAD
    yield "-" * len(HEAD)
    for row in rows:
        yield (
            f"{row.page.name:26} {_one_place(row.first):>10} {_one_place(row.median):>10} "
            f"{row.queries:>9} {_one_place(row.size / 1024):>7} {_one_place(row.ratio):>11}"
        )


def _one_place(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
