"""What a figure is, and what can answer one without counting rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from dashboards.figures.criteria import Criteria
from ozgtracker.ui.as_of import AsOf

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Figure:
    """A name, a label, and the rows that are counted; of: the name of the figure it is a part of, its denominator.

    about: its label where it is asked about one place, one service or one package (by the field of rows). measure:
    what is counted instead of the rows themselves (their inhabitants); then rows only say about what.
    """

    name: str
    label: StrOrPromise
    rows: Criteria | None = None
    of: str = ""
    about: Mapping[str, StrOrPromise] = field(default_factory=dict)
    measure: Callable[[Any, AsOf], int] | None = None

    @property
    def is_list(self) -> bool:
        """Whether a list shows exactly the rows it counts."""
        return self.rows is not None and self.measure is None


class Tally(Protocol):
    """Counts that were made already: for a whole page in one query, or kept beside the rows."""

    def answer(self, rows: Criteria) -> int | None:
        """How many these are; None where this tally cannot say."""
