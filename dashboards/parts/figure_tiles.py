"""A figure of the register as a tile."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.figures.criteria import Criteria
from dashboards.figures.figure import Tally
from dashboards.figures.register import count, denominator, label
from dashboards.parts.tile import Tile
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf


def counted_tile(rows: Criteria, at: AsOf, tallies: Iterable[Tally] = (), *, note: str = "") -> Tile:
    """The figure that counts these rows, and the one it is a part of: both from the tallies where they can say it."""
    asked, whole = list(tallies), denominator(rows)
    return tile(rows, count(rows, at, asked), at, of=count(whole, at, asked) if whole else None, note=note)


def tile(
    rows: Criteria, number: int, at: AsOf, *, of: int | None = None, unit: str = "", note: str = "", tone: str = ""
) -> Tile:
    """The figure that counts these rows, which are number of `of`; its label is that of the register."""
    return Tile(
        label=label(rows),
        value=german.number(number),
        count=number,
        of="" if of is None else german.number(of),
        unit=unit,
        note=note,
        tone=tone,
        **rows.opens(at),
    )
