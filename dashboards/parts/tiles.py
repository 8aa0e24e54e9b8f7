"""A figure of the register as a tile."""

from __future__ import annotations

from dashboards.figures.criteria import Criteria
from dashboards.figures.register import label
from dashboards.parts.tile import Tile
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf


def tile(
    rows: Criteria, count: int, at: AsOf, *, of: int | None = None, unit: str = "", note: str = "", tone: str = ""
) -> Tile:
    """The figure that counts these rows, which are count of `of`; its label is that of the register."""
    return Tile(
        label=label(rows),
        value=german.number(count),
        count=count,
        of="" if of is None else german.number(of),
        unit=unit,
        note=note,
        tone=tone,
        **rows.opens(at),
    )
