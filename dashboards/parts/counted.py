"""A column of counted numbers; a part of the table's template draws each as a link to the rows it counts."""

from __future__ import annotations

from dashboards.parts.numbers import Number as CountedNumber
from ozgtracker.spreadsheet import Cell
from ozgtracker.ui.columns import Number


class Counted(Number):
    """The value of a row is a dashboards.parts.numbers.Number; None where a number would say nothing."""

    def exported(self, value: CountedNumber) -> Cell:
        """How many."""
        return value.count
