"""What the page of the plan's stands shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from milestones.baselines.compare import DateChange, Difference, compare, largest_first
from milestones.baselines.sentences import change_words, headline, hit_rows
from milestones.baselines.stands import TODAY, Stand, baseline_name, baselines_of, expected_now, stand_of
from milestones.baselines.tables import DifferenceRow, DifferenceTable
from milestones.dependencies import buffer_days
from milestones.graph import statutory_on
from milestones.models import Baseline
from milestones.status import MilestoneStatus, PlanStatus
from milestones.trends.kept import hit_rate
from ozgtracker import german
from ozgtracker.charts import MOST_ROWS, MoveInput, MovesChart, moves_chart
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class Compared:
    """Two stands and what lies between them; refused: words of the address that name no stand."""

    plan: PlanStatus
    at: AsOf
    known: tuple[Baseline, ...]
    first: Stand
    second: Stand
    found: tuple[Difference[int], ...]
    refused: tuple[str, ...]

    def number_of(self, change: DateChange) -> int:
        """How many dates became so."""
        return sum(one.change is change for one in self.found)


def compared(plan: PlanStatus, at: AsOf, first: str, second: str) -> Compared:
    """What was asked for; by default the first plan and what is expected now."""
    known = baselines_of(plan.plan, at.day)
    start, end = (stand_of(key, plan, at, known) if key else None for key in (first, second))
    refused = tuple(key for key, stand in ((first, start), (second, end)) if key and stand is None)
    today = expected_now(plan)
    original = stand_of("b0", plan, at, known) or today
    keys = [row.milestone.pk for row in plan.milestones]
    one, other = start or original, end or today
    return Compared(plan, at, tuple(known), one, other, tuple(compare(keys, one.dates, other.dates)), refused)


def rows_of(page: Compared) -> list[DifferenceRow]:
    """What differs, the largest first; what stayed is told below the table."""
    changed = [one for one in largest_first(page.found) if one.change is not DateChange.UNCHANGED]
    return [_row(one, page) for one in changed]


def table_of(page: Compared) -> DifferenceTable:
    """The same as a table whose heads name the stands."""
    return DifferenceTable(rows_of(page), heads={"first": page.first.name, "second": page.second.name}, sorts=False)


def context(page: Compared) -> dict[str, Any]:
    """Everything on the page."""
    at = page.at
    return {
        "plan": page.plan,
        "headline": headline(page.found, page.first, page.second),
        "first": page.first,
        "second": page.second,
        "refused": page.refused,
        "choices": [
            *((f"b{one.number}", baseline_name(one)) for one in page.known),
            (TODAY, expected_now(page.plan).name),
        ],
        "figures": [_figure(change, page) for change in DateChange],
        "chart": _chart(page),
        "table": table_of(page),
        "unchanged": [_of(one.key, page) for one in page.found if one.change is DateChange.UNCHANGED],
        "hits": hit_rows(hit_rate(page.plan)),
        "buffers": _buffers(page),
        "known": page.known,
        "csv_href": at.href("baselines-csv", zuerst=page.first.key, danach=page.second.key),
    }


def _figure(change: DateChange, page: Compared) -> dict[str, str]:
    return {
        "label": change_words(change).capitalize(),
        "value": german.number(page.number_of(change)),
        "of": german.number(len(page.found)),
    }


def _of(key: int, page: Compared) -> MilestoneStatus:
    return page.plan.by_id[key]


def _row(one: Difference[int], page: Compared) -> DifferenceRow:
    status = _of(one.key, page)
    reason = page.second.reasons.get(one.key, "")
    return DifferenceRow(one, status, reason, page.at.href("milestone", status.milestone.slug))


def _chart(page: Compared) -> MovesChart | None:
    dated = [one for one in page.found if _ends(one) != (None, None)]
    if not dated:
        return None
    drawn = dated if len(dated) <= MOST_ROWS else largest_first(dated)[:MOST_ROWS]
    rows = [_input(one, page) for one in drawn]
    return moves_chart(
        rows,
        day=page.at.day,
        chart_id="stands",
        title=headline(page.found, page.first, page.second),
        writing=german.writing(),
        frist=statutory_on(page.plan),
        since=page.plan.plan.agreed_on,
    )


def _input(one: Difference[int], page: Compared) -> MoveInput:
    status, (first, second) = _of(one.key, page), _ends(one)
    return MoveInput(
        code=status.milestone.code,
        label=status.milestone.title,
        more=status.responsible_label,
        href=page.at.href("milestone", status.milestone.slug),
        now_on=first,
        then_on=second,
    )


def _ends(one: Difference[int]) -> tuple[date | None, date | None]:
    return (one.first.on if one.first else None), (one.second.on if one.second else None)


def _buffers(page: Compared) -> list[dict[str, Any]]:
    """What the dates of both stands leave between what depends on each other."""
    return [
        {
            "link": link,
            "first": _buffer(page.first, link.dependency, link.dependency.lag_days),
            "second": _buffer(page.second, link.dependency, link.dependency.lag_days),
        }
        for link in page.plan.couplings
    ]


def _buffer(stand: Stand, link: Any, lag: int) -> int | None:
    dates: Mapping[int, Any] = stand.dates
    before, after = dates.get(link.predecessor_id), dates.get(link.successor_id)
    return buffer_days(before and before.on, after and after.on, lag=lag)
