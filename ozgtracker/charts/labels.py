"""Where labels stand so that none covers another label, a leader line or an upright line.

Labels of one lane stand in rows: row 0 is the first below the lane's marks, row 1 the next, row -1 the last above.
A label wants to be centred on its mark; if it cannot, it slides, and if that does not help, it goes one row further
and a leader line joins it to its mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

GAP = 6.0
"""Least distance in pixels between two labels of a row, and between a label and an upright line."""
_NEAR = 4.0
"""A label whose edge is no further from its mark than this needs no leader line."""
_ROW_COST = 22.0
_ABOVE_COST = 30.0
_CROSSING_COST = 1000.0
# Which share of a label stands left of its mark. Where marks crowd, labels that all end (or all begin) at their marks
# make a staircase: each leader line comes down beside the labels before it.
_CENTRED, _BEFORE, _AFTER = 0.5, 0.95, 0.05

type Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """Where labels may stand: between `left` and `right`, clear of the `walls` (upright lines), perhaps also above."""

    left: float
    right: float
    walls: tuple[float, ...] = ()
    above: bool = True

    def free(self, blocked: Sequence[Span] = ()) -> Iterator[Span]:
        """The stretches that keep their distance from the walls and from everything blocked."""
        start = self.left
        for low, high in sorted([*((wall, wall) for wall in self.walls), *blocked]):
            end = min(low - GAP, self.right)
            if end > start:
                yield start, end
            start = max(start, high + GAP)
        if self.right > start:
            yield start, self.right

    def room_at(self, x: float, *, least: float) -> float:
        """How wide a label of a mark at `x` may be: its own stretch, or the widest if its own is below `least`."""
        stretches = list(self.free())
        start, end = min(stretches, key=lambda stretch: max(stretch[0] - x, x - stretch[1], 0.0), default=(0.0, 0.0))
        return end - start if end - start >= least else max((end - start for start, end in stretches), default=0.0)


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


def place_labels(wishes: Sequence[Wish], band: Band) -> list[Spot]:
    """One spot for every wish, in the order of the wishes; no spot covers another, a wall, or leaves the band.

    A label wider than the widest free stretch cannot be placed (break or shorten it before): ValueError.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index].x)
    turns = ((order, _CENTRED), (order[::-1], _CENTRED), (order, _BEFORE), (order[::-1], _AFTER))
    trials = [_placed(wishes, turn, lean, band) for turn, lean in turns]
    spots = min(trials, key=itemgetter(0))[1]
    return [spots[index] for index in range(len(wishes))]


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


def _placed(wishes: Sequence[Wish], order: Sequence[int], lean: float, band: Band) -> tuple[float, dict[int, Spot]]:
    """Places greedily in the given order; the sum of costs tells how good the outcome is."""
    taken: list[_Taken] = []
    spots: dict[int, Spot] = {}
    total = 0.0
    below = range(sum(wish.rows for wish in wishes) + 1)
    for index in order:
        wish = wishes[index]
        rows = [*below, -wish.rows] if band.above else below
        options = [option for row in rows for option in _options(wish, row, lean, band, taken)]
        if not options:
            raise ValueError(f"no room for a label of {wish.width:.0f} pixels")
        cost, spots[index] = min(options, key=itemgetter(0))
        taken.append(_Taken(spots[index], wish.x))
        total += cost
    return total, spots


def _options(wish: Wish, row: int, lean: float, band: Band, taken: Sequence[_Taken]) -> Iterator[tuple[float, Spot]]:
    """The best spot of each free stretch of the row, with its cost in pixels of displacement."""
    rows = range(row, row + wish.rows)
    for start, end in band.free([span for other in taken for line in rows for span in other.spans_in(line)]):
        if end - start < wish.width:
            continue
        begin = min(max(wish.x - wish.width * lean, start), end - wish.width)
        finish = begin + wish.width
        away = max(begin - wish.x, wish.x - finish, 0.0)
        spot = Spot(begin, finish, row, leader=row > 0 or away > _NEAR, rows=wish.rows)
        cost = abs(spot.middle - wish.x) + 2 * away + (_ABOVE_COST if row < 0 else _ROW_COST * row)
        yield cost + _CROSSING_COST * _crossings(wish, spot, taken), spot


def _crossings(wish: Wish, spot: Spot, taken: Sequence[_Taken]) -> int:
    """How many labels the leader line of this spot would run through."""
    if not spot.leader:
        return 0
    passed = [span for row in range(spot.row) for other in taken for span in other.spans_in(row)]
    beside = [span for row in spot.covers for other in taken for span in other.spans_in(row)]
    low, high = min(wish.x, spot.left), max(wish.x, spot.right)
    upright = sum(start - GAP / 2 < wish.x < end + GAP / 2 for start, end in passed)
    return upright + sum(start < high and low < end for start, end in beside)
