"""What would move: a row for each part, its way to the date expected now, and hatched below it to another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgtracker.charts.scales import DateScale, month_ceiling, month_floor, month_ticks
from ozgtracker.charts.shapes import diamond, number, polyline
from ozgtracker.charts.text import wrapped
from ozgtracker.charts.writing import Writing

WIDTH = 980.0
LEFT, RIGHT, TOP = 250.0, 112.0, 34.0
ROW, ROW_MOVED, LINE = 38.0, 52.0, 14.0
BAR = 7.0
SIZE = 11.0
BELOW = 19.0
CODE = 34.0
"""Room for the code before a name."""
MOST_ROWS = 40
"""More rows in one drawing nobody reads; whoever asks for it chooses them, and a table has all."""


@dataclass(frozen=True, slots=True)
class MoveInput:
    """now_on, then_on: when it is expected, and when it would be; driver: the label of the row that decides then_on;
    code: written before the label."""

    code: str
    label: str
    more: str
    href: str
    now_on: date | None
    then_on: date | None
    driver: str = ""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row, drawn; empty where there is nothing to draw."""

    source: MoveInput
    lines: tuple[tuple[str, str], ...]
    more_y: str
    top: str
    y: str
    bar: tuple[str, str]
    bar_top: str
    mark: str
    mark_label: tuple[str, str]
    below: tuple[str, str]
    below_top: str
    below_mark: str
    below_label: tuple[str, str]
    arrow: str


@dataclass(frozen=True, slots=True)
class MovesChart:
    """Everything that `charts/moves.html` draws."""

    chart_id: str
    title: str
    width: str
    height: str
    top: str
    foot: str
    bar_height: str
    months: tuple[tuple[str, str], ...]
    today: tuple[str, str]
    frist: tuple[str, str] | None
    rows: tuple[MoveRow, ...]


def moves_chart(
    rows: Sequence[MoveInput],
    *,
    day: date,
    chart_id: str,
    title: str,
    writing: Writing,
    frist: date | None = None,
    since: date | None = None,
) -> MovesChart:
    """Draws the rows one below the other, as seen on `day`; frist is a day that binds all of them, and bars begin at
    `since`, by default on the day itself."""
    scale = _scale(rows, day, frist, since or day)
    middles = _middles(rows)
    foot = middles[-1][1] if middles else TOP
    places = {row.label: middle for row, (middle, _end) in zip(rows, middles, strict=True)}
    drawn = _Drawing(scale, since or day, writing, places)
    ticks = month_ticks(scale, room=46, months=writing.months)
    return MovesChart(
        chart_id=chart_id,
        title=title,
        width=number(WIDTH),
        height=number(foot + 26),
        top=number(TOP),
        foot=number(foot),
        bar_height=number(BAR),
        months=tuple((number(scale(tick.on)), tick.label) for tick in ticks if tick.on < scale.last),
        today=(number(scale(day)), writing.day(day)),
        frist=(number(scale(frist)), writing.day(frist)) if frist and scale.holds(frist) else None,
        rows=tuple(_row(row, middle, end, drawn) for row, (middle, end) in zip(rows, middles, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every row is drawn on; places: the middle of each row by its label."""

    scale: DateScale
    since: date
    writing: Writing
    places: Mapping[str, float]

    def dated(self, on: date | None, y: float) -> tuple[tuple[str, str], str, tuple[str, str]]:
        """The bar to that day, the mark at its end, and its words."""
        if on is None:
            return ("", ""), "", ("", "")
        x, start = self.scale(on), self.scale(self.since)
        bar = number(min(start, x)), number(abs(x - start))
        return bar, diamond(x, y, 6), (number(x + 11), self.writing.day(on))


def _scale(rows: Sequence[MoveInput], day: date, frist: date | None, since: date) -> DateScale:
    """From the month in which the bars begin to the last date, so that every date can be read off."""
    dates = [on for row in rows for on in (row.now_on, row.then_on) if on is not None]
    latest = max([*dates, day + timedelta(days=60), *([frist] if frist else [])])
    return DateScale(month_floor(min([*dates, day, since])), month_ceiling(latest), LEFT, WIDTH - RIGHT)


def _middles(rows: Sequence[MoveInput]) -> list[tuple[float, float]]:
    """The middle of each row's bar, and where the row ends: below both bars and all lines of its name."""
    found, top = [], TOP
    for row in rows:
        end = top + max(ROW_MOVED if row.now_on != row.then_on else ROW, LINE * len(_lines(row)) + 24)
        found.append((top + ROW / 2, end))
        top = end
    return found


def _row(row: MoveInput, middle: float, end: float, drawn: _Drawing) -> MoveRow:
    below, lines = middle + BELOW, _lines(row)
    is_moved = row.now_on != row.then_on
    bar, mark, mark_label = drawn.dated(row.now_on, middle)
    below_bar, below_mark, below_label = drawn.dated(row.then_on if is_moved else None, below)
    x = drawn.scale(row.then_on) if is_moved and row.then_on else None
    return MoveRow(
        source=row,
        lines=tuple((text, number(middle + LINE * place)) for place, text in enumerate(lines)),
        more_y=number(middle + LINE * len(lines) - 1),
        top=number(end),
        y=number(middle),
        bar=bar,
        bar_top=number(middle - BAR / 2),
        mark=mark,
        mark_label=mark_label,
        below=below_bar,
        below_top=number(below - BAR / 2),
        below_mark=below_mark,
        below_label=below_label,
        arrow=_arrow(x, drawn.places.get(row.driver), middle, below),
    )


def _lines(row: MoveInput) -> tuple[str, ...]:
    """Its name in at most three lines, beside its code."""
    return wrapped(row.label, SIZE + 1, LEFT - 14 - CODE, bold=True)


def _arrow(x: float | None, driver: float | None, middle: float, below: float) -> str:
    """Down (or up) from the row that decides."""
    if x is None or driver is None:
        return ""
    down = driver < middle
    start, tip = driver + BELOW + (9 if down else -9), below - (9 if down else -9)
    back = -5 if down else 5
    head = polyline([(x - 4, tip + back), (x, tip), (x + 4, tip + back)])
    return polyline([(x, start), (x, tip)]) + head
