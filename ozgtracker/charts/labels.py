"""Where labels stand so that none covers another label, a leader line or, where there is room, an upright line.

Labels of one lane stand in rows of lines below its marks. A label wants to be centred on its mark; if it cannot, it
slides, and if that does not help, it goes further down and a leader line joins it to its mark. What finds no place
is told, never dropped: whoever draws counts it.

A label keeps its distance from its mark in pixels, and no label of a row stands before one whose mark comes earlier.
So what fits at the width it was placed for fits at every larger one: a drawing that stretches is placed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 6.0
"""Least distance in pixels between two labels of a row."""
CLEAR = 3.0
"""Least distance between a label and an upright line: a leader, today, a statutory date."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where labels may stand: between `left` and `right`, in `lines` lines, clear of the `walls` (upright lines).

    Without `leaders` no line joins a label to its mark: labels go below one another wherever they meet.
    """

    left: float
    right: float
    walls: tuple[float, ...] = ()
    lines: int = 12
    leaders: bool = True

    @property
    def mirrored(self) -> Band:
        """The same seen from behind."""
        return Band(-self.right, -self.left, tuple(-wall for wall in self.walls), self.lines, self.leaders)

    def stretches(self, x: float) -> Iterator[tuple[float, float, bool]]:
        """Where a label of a mark at `x` may stand: between the walls beside it; if it must, across them (True)."""
        inside = sorted(wall for wall in self.walls if self.left < wall < self.right)
        edges = [self.left - CLEAR, *inside, self.right + CLEAR]
        yield from ((low + CLEAR, high - CLEAR, False) for low, high in pairwise(edges) if low <= x <= high)
        if inside:
            yield self.left, self.right, True


@dataclass(frozen=True, slots=True)
class Wish:
    """A label `width` pixels wide and `rows` lines high that belongs to a mark at `x`."""

    x: float
    width: float
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: its edges and its first line. What `crosses` covers an upright line."""

    left: float
    right: float
    row: int
    rows: int = 1
    crosses: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def covers(self) -> range:
        """The lines that it stands in."""
        return range(self.row, self.row + self.rows)

    @property
    def mirrored(self) -> Spot:
        """The same seen from behind."""
        return Spot(-self.right, -self.left, self.row, self.rows, self.crosses)


type Spots = list[Spot | None]


def place_labels(wishes: Sequence[Wish], band: Band) -> Spots:
    """A spot for every wish, in the order of the wishes, or None where there is no room left.

    The time grows with the number of wishes only (and that of sorting them).
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index].x)
    spots: Spots = [None] * len(wishes)
    for group in _groups(wishes, order):
        asked = [wishes[index] for index in group]
        for index, spot in zip(group, _better(asked, band), strict=True):
            spots[index] = spot
    return spots


def spread(middles: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """The places moved apart to a distance of `gap` pixels, inside `low`..`high` as long as there is room."""
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    places = list(middles)
    floor = low
    for index in order:
        places[index] = max(places[index], floor)
        floor = places[index] + gap
    ceiling = high
    for index in reversed(order):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - gap
    return places


def _groups(wishes: Sequence[Wish], order: Sequence[int]) -> Iterator[list[int]]:
    """The wishes in runs that are too far apart for their labels to meet: each run may be placed in its own way."""
    apart = 2 * (max((wish.width for wish in wishes), default=0.0) + CLEAR) + GAP
    run: list[int] = []
    for index in order:
        if run and wishes[index].x - wishes[run[-1]].x > apart:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _better(wishes: Sequence[Wish], band: Band) -> Spots:
    """From left to right, where crowded labels end before the next mark, or from right to left, where they begin
    after the last one: whichever leaves fewer without a place, then whichever is less deep."""
    forth = _swept(wishes, band)
    behind = [Wish(-wish.x, wish.width, wish.rows) for wish in reversed(wishes)]
    back: Spots = [spot and spot.mirrored for spot in reversed(_swept(behind, band.mirrored))]
    return min(forth, back, key=_cost)


def _cost(spots: Spots) -> tuple[int, int, int, int]:
    placed = [spot for spot in spots if spot]
    return (
        len(spots) - len(placed),
        sum(spot.crosses for spot in placed),
        max((spot.covers.stop for spot in placed), default=0),
        sum(spot.row for spot in placed),
    )


def _swept(wishes: Sequence[Wish], band: Band) -> Spots:
    """Places one after the other, from the left. `taken` says of each line how far it is taken."""
    taken = [band.left - GAP] * band.lines
    spots: Spots = []
    for index, wish in enumerate(wishes):
        last = index + 1 == len(wishes) or not band.leaders
        before = band.right if last else wishes[index + 1].x - CLEAR
        spot = _first(wish, before, band, taken)
        spots.append(spot)
        if spot:
            for line in range(spot.row if band.leaders else 0):
                taken[line] = max(taken[line], wish.x - GAP + CLEAR)
            for line in spot.covers:
                taken[line] = spot.right
    return spots


def _first(wish: Wish, before: float, band: Band, taken: Sequence[float]) -> Spot | None:
    """The highest free place that leaves the next mark's way down free (it ends at `before`), else the highest."""
    rows = list(_reachable(wish, band, taken))
    if not rows:
        return None
    for start, end, crosses in band.stretches(wish.x):
        for limit in (min(before, end), end):
            for row, free in rows:
                low = max(start, free)
                if low <= wish.x + CLEAR and limit - low >= wish.width and limit >= wish.x - CLEAR:
                    left = min(max(wish.x - wish.width / 2, low), limit - wish.width)
                    return Spot(left, left + wish.width, row, wish.rows, crosses)
    return None


def _reachable(wish: Wish, band: Band, taken: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The rows that a leader line can reach past the labels above them, and from where on each is free."""
    for row in range(band.lines - wish.rows + 1):
        if row and band.leaders and taken[row - 1] + CLEAR > wish.x:
            return
        free = max(taken[row : row + wish.rows]) + GAP
        if not band.leaders or free <= wish.x + CLEAR:
            yield row, free
