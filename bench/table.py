"""Prints what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.measuring import Measured

HEAD = (
    f"{'Seite':30} {'Median ms':>10} {'p95 ms':>8} {'SQL ms':>8} {'Abfragen':>9} {'KB':>7} {'x Grenze':>9} {'x rlp':>7}"
    f" {'Ziel ms':>8}"
)


def lines(found: Mapping[str, Sequence[Measured]], scale: str) -> Iterator[str]:
    """The head and one line a page. Milliseconds depend on the machine and its hour, the ratios much less."""
    first = {row.page.name: row for row in found["rlp"]}
    for name, rows in found.items():
        yield ""
        yield f"{name}{' (Vergleich)' if name != scale else ''}"
        yield HEAD
        yield "-" * len(HEAD)
        for row in rows:
            yield _line(row, first[row.page.name])


def _line(row: Measured, at_rlp: Measured) -> str:
    aim = f"{row.page.aim:.0f}" if row.page.aim else ""
    missed = "!" if row.page.aim and row.p95 > row.page.aim else " "
    return (
        f"{row.page.name:30} {_one_place(row.median):>10} {_one_place(row.p95):>8} {_one_place(row.sql):>8} "
        f"{row.queries:>9} {_one_place(row.size / 1024):>7} {_one_place(row.factor):>9} "
        f"{_one_place(row.median / at_rlp.median):>7} {aim:>7}{missed}"
    )


def _one_place(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
