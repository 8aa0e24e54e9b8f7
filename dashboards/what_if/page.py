"""What the page "Was wäre, wenn?" shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.models import User
from dashboards.parts.tile import Tile
from dashboards.what_if.effects import Effects, Move, Tip, effects, tips
from dashboards.what_if.sentences import buffer_words, figure_tiles, headline, refused_words
from dashboards.what_if.shifts import Shifts, read_shifts
from dashboards.what_if.tables import MoveRow, MoveTable
from milestones.graph import Graph, Part, graph_of, statutory_on
from milestones.page import movable_by
from milestones.status import MilestoneStatus, PlanStatus
from ozgtracker import german
from ozgtracker.charts import MOST_ROWS, MoveInput, MovesChart, moves_chart
from ozgtracker.ui.as_of import AsOf

STEPS = (-8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14)
CHIPS = (0, 2, 4, 6, 8, 12)


@dataclass(frozen=True, slots=True)
class Field:
    """A part that is offered to be moved, with what was typed and where that leads."""

    part: Part
    weeks: int
    typed: str
    error: str
    move: Move
    chips: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The plan, what was asked for, and what comes of it."""

    plan: PlanStatus
    graph: Graph
    shifts: Shifts
    found: Effects
    frist: date | None
    at: AsOf

    @property
    def listed(self) -> list[Move]:
        """Milestones that move, in the order of their days; of one day what decides before what follows."""
        return sorted(self.found.moved_milestones, key=lambda move: (move.then_on or date.max, len(move.chain)))


def shown(plan: PlanStatus, at: AsOf, asked: Sequence[tuple[str, str]]) -> Shown:
    """What the address asks for; without anything the components still open are offered."""
    graph, frist = graph_of(plan), statutory_on(plan)
    movable = [part.slug for part in graph.parts.values() if part.can_move]
    shifts = read_shifts(asked, movable)
    offered = [slug for slug in movable if graph.parts[slug].status is None]
    shifts = replace(shifts, shown=tuple(dict.fromkeys([*offered, *shifts.shown])) or tuple(movable[:1]))
    return Shown(plan, graph, shifts, effects(plan, graph, shifts, at, frist), frist, at)


def context(page: Shown, user: User) -> dict[str, Any]:
    """Everything on the page."""
    shifts, at = page.shifts, page.at
    return {
        "plan": page.plan,
        "headline": headline(page.found, shifts, page.graph),
        "fields": [_field(slug, page) for slug in shifts.shown],
        "to_add": [part for part in page.graph.parts.values() if part.can_move and part.slug not in shifts.shown],
        "with_soft": shifts.with_soft,
        "is_moved": bool(page.found.moved),
        "figures": _figures(page),
        "chart": _chart(page),
        "tipping": _tipping(page),
        "table": MoveTable(rows_of(page, user), sorts=False),
        "unmoved": [move for move in page.found.moves if not move.is_moved and move.part.status is not None],
        "reset_href": at.href("what-if"),
        "csv_href": at.href("what-if-csv", **shifts.query()),
    }


def rows_of(page: Shown, user: User) -> list[MoveRow]:
    """The milestones that move, as this person may go on with them."""
    is_movable = movable_by(user, page.at)
    return [_row(move, page.at, is_movable) for move in page.listed]


def _row(move: Move, at: AsOf, is_movable: Callable[[MilestoneStatus], bool]) -> MoveRow:
    status, day = move.part.status, move.then_on
    may_propose = status is not None and day is not None and day >= at.today and is_movable(status)
    return MoveRow(move, at.href("milestone", move.part.slug), day if may_propose else None)


def _figures(page: Shown) -> tuple[Tile, ...]:
    counted = [move for move in page.found.moves if move.part.status is not None and move.part.status.is_counted]
    return figure_tiles(page.found, len(counted), page.frist)


def _field(slug: str, page: Shown) -> Field:
    shifts, weeks = page.shifts, page.shifts.weeks.get(slug, 0)
    chips = tuple(
        {
            "label": f"+{number}" if number else "0",
            "href": page.at.href("what-if", **shifts.query(slug, number)),
            "current": number == weeks,
        }
        for number in CHIPS
    )
    typed = shifts.refused.get(slug, str(weeks))
    move = next(one for one in page.found.moves if one.part.slug == slug)
    error = refused_words() if slug in shifts.refused else ""
    return Field(page.graph.parts[slug], weeks, typed, error, move, chips)


def _drawn(moves: Sequence[Move], shifts: Shifts) -> list[Move]:
    """All of them; of too many those that were moved, then those that follow."""
    if len(moves) <= MOST_ROWS:
        return list(moves)
    asked = [move for move in moves if move.part.slug in shifts.shown]
    return [*asked, *(move for move in moves if move.is_moved and move.part.slug not in shifts.shown)][:MOST_ROWS]


def _chart(page: Shown) -> MovesChart | None:
    moves = _drawn([move for move in page.found.moves if move.now_on or move.then_on], page.shifts)
    if not moves:
        return None
    names = {move.part.short: move.part.name for move in moves}
    rows = [
        MoveInput(
            code=move.part.code,
            label=move.part.name,
            more=move.part.side,
            href=page.at.href("milestone", move.part.slug) if move.part.status else "",
            now_on=move.now_on,
            then_on=move.then_on,
            driver=names.get(move.chain[-2], "") if len(move.chain) > 1 else "",
        )
        for move in moves
    ]
    return moves_chart(
        rows,
        day=page.at.day,
        chart_id="what-if",
        title=headline(page.found, page.shifts, page.graph),
        writing=german.writing(),
        frist=page.frist,
    )


def _tipping(page: Shown) -> dict[str, Any] | None:
    """Every shift of the part that is moved, at once: when what it drives would be expected."""
    slug = next(iter(page.shifts.weeks), "")
    last = page.listed[-1] if page.listed else None
    if not slug or last is None:
        return None
    steps = sorted({*STEPS, page.shifts.weeks[slug]})
    found = tips(page.graph, page.shifts, steps, page.frist, of=slug, target=last.part.slug)
    return {
        "part": page.graph.parts[slug],
        "target": last.part,
        "columns": [_column(tip, slug, page) for tip in found],
    }


def _column(tip: Tip, slug: str, page: Shown) -> dict[str, Any]:
    return {
        "weeks": f"{tip.weeks:+d}".replace("-", "−") if tip.weeks else "± 0",
        "day": german.day(tip.target_on),
        "left": buffer_words(tip.left),
        "late": tip.left is not None and tip.left < 0,
        "href": page.at.href("what-if", **page.shifts.query(slug, tip.weeks)),
        "current": page.shifts.weeks.get(slug, 0) == tip.weeks,
    }
