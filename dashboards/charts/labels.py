"""Where labels stand so that none covers another label, a leader line or an upright line.

Labels of one lane stand in rows: row 0 is the first below the lane's marks, row 1 the next, row -1 the one above. A label wants to be centred on its
mark; if it cannot, it slides, and if that does not help, it goes one row further and a leader line joins it to its mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 6.0
"""Least distance in pixels between two labels of a row, and between a label and an upright line."""
_NEAR = 4.0
"""A label whose edge is no further from its mark than this needs no leader line."""
_ROW_COST = 22.0
_ABOVE_COST = 30.0

type Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A label `width` pixels wide and `rows` lines high that belongs to a mark at `x`."""

    x: float
    width: float
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: its edges, its first row, and whether it needs a leader line to its mark."""

    left: float
    right: float
    row: int
    leader: bool
    rows: int = 1

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def covers(self) -> range:
        """The rows that it stands in."""
        return range(self.row, self.row + self.rows)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a placed label takes: its own span and its leader's upright through the rows before its own."""

    spot: Spot
    x: float

    def spans_in(self, row: int) -> Iterator[Span]:
        if row in self.spot.covers:
            reach = (self.x, self.x) if self.spot.leader else (self.spot.left, self.spot.right)
            yield min(self.spot.left, *reach), max(self.spot.right, *reach)
        elif 0 <= row < self.spot.row:
            yield self.x, self.x


def place_labels(wishes: Sequence[Wish], *, left: float, right: float, walls: Sequence[float] = (), above: bool = True) -> list[Spot]:
    """One spot for every wish, in the order of the wishes, inside `left`..`right`; no spot covers another or a wall (upright line at x).

    A label wider than the widest free stretch cannot be placed (break or shorten it before): ValueError.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index].x)
    trials = [_placed(wishes, turn, left, right, walls, above) for turn in (order, order[::-1])]
    cost, spots = min(trials, key=lambda trial: trial[0])
    return [spots[index] for index in range(len(wishes))]


def room_at(x: float, left: float, right: float, walls: Sequence[float], *, least: float) -> float:
    """How wide a label of a mark at `x` may be: its own stretch between two walls, or the widest if its own is below `least`."""
    stretches = list(_free(left, right, [(wall, wall) for wall in walls]))
    if not stretches:
        return 0.0
    start, end = min(stretches, key=lambda stretch: max(stretch[0] - x, x - stretch[1], 0.0))
    return end - start if end - start >= least else max(end - start for start, end in stretches)


def spread(middles: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """The places moved apart until neighbours are `gap` pixels away from each other, inside `low`..`high` as long as there is room."""
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


def _placed(
    wishes: Sequence[Wish], order: Sequence[int], left: float, right: float, walls: Sequence[float], above: bool
) -> tuple[float, dict[int, Spot]]:
    """Places greedily in the given order; the sum of costs tells how good the outcome is."""
    taken: list[_Taken] = []
    spots: dict[int, Spot] = {}
    total = 0.0
    for index in order:
        wish = wishes[index]
        rows = [*range(sum(one.rows for one in wishes) + 1), *([-1] if above and wish.rows == 1 else [])]
        options = [option for row in rows for option in _options(wish, row, left, right, walls, taken)]
        if not options:
            raise ValueError(f"no room for a label of {wish.width:.0f} pixels")
        cost, spot = min(options, key=lambda option: (option[0], option[1].row))
        spots[index] = spot
        taken.append(_Taken(spot, wish.x))
        total += cost
    return total, spots


def _options(
    wish: Wish, row: int, left: float, right: float, walls: Sequence[float], taken: Sequence[_Taken]
) -> Iterator[tuple[float, Spot]]:
    """The best spot of each free stretch of the row, with its cost in pixels of displacement."""
    rows = range(row, row + wish.rows)
    blocked = [(wall, wall) for wall in walls] + [span for other in taken for line in rows for span in other.spans_in(line)]
    for start, end in _free(left, right, blocked):
        if end - start < wish.width:
            continue
        begin = min(max(wish.x - wish.width / 2, start), end - wish.width)
        finish = begin + wish.width
        away = max(begin - wish.x, wish.x - finish, 0.0)
        spot = Spot(begin, finish, row, leader=row > 0 or away > _NEAR, rows=wish.rows)
        cost = abs(spot.middle - wish.x) + 2 * away + (_ABOVE_COST if row < 0 else _ROW_COST * row)
        yield cost + 1000 * _crossings(wish, spot, taken), spot


def _crossings(wish: Wish, spot: Spot, taken: Sequence[_Taken]) -> int:
    """How many labels the leader line of this spot would run through."""
    if not spot.leader:
        return 0
    rows = range(spot.row) if spot.row > 0 else range(0)
    upright = sum(start - GAP / 2 < wish.x < end + GAP / 2 for row in rows for other in taken for start, end in other.spans_in(row))
    low, high = min(wish.x, spot.left), max(wish.x, spot.right)
    level = sum(start < high and low < end for other in taken for start, end in other.spans_in(spot.row))
    return upright + level


def _free(left: float, right: float, blocked: Sequence[Span]) -> Iterator[Span]:
    """The stretches of `left`..`right` that keep their distance from everything blocked."""
    start = left
    for low, high in sorted(blocked):
        if min(low - GAP, right) > start:
            yield start, min(low - GAP, right)
        start = max(start, high + GAP)
    if right > start:
        yield start, right
