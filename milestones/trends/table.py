"""All forecasts as a table: a column for each month in which something was said; the same to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from milestones.trends.lines import TrendLine
from milestones.words import trend_name
from ozgtracker import german
from ozgtracker.charts.scales import month_ceiling, months_between
from ozgtracker.spreadsheet import Cell
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.columns import Column, Day, Number, RowHead, State
from ozgtracker.ui.tables import Table

MOST_MONTHS = 12
"""Columns of months on a page, the latest; a file has all of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a month's last report expected, and by how many days that differs from before; day: None where a report was
    due and nobody gave one."""

    day: date | None
    moved: int = 0


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A line of the table; months: what was said in each, None where nothing was to be said."""

    line: TrendLine
    months: tuple[Said | None, ...]
    href: str


def months_of(lines: Iterable[TrendLine], most: int | None = MOST_MONTHS) -> tuple[date, ...]:
    """The first days of all months from the first to the last in which something was said; at most the last ones."""
    said = [point.said_on for line in lines for point in line.said]
    months = months_between(min(said), max(said)) if said else []
    return tuple(months if most is None else months[-most:])


def rows_of(lines: Iterable[TrendLine], months: Sequence[date], at: AsOf) -> list[TrendRow]:
    """A row for each line."""
    return [
        TrendRow(
            line,
            tuple(_said_in(line, month, at.day) for month in months),
            at.href("milestone", line.status.milestone.slug),
        )
        for line in lines
    ]


def _said_in(line: TrendLine, month: date, day: date) -> Said | None:
    after = month_ceiling(month)
    own = [point for point in line.points if point.said_on < after]
    in_month = [point for point in line.said if month <= point.said_on < after]
    if in_month:
        before = [point for point in own if point.said_on < month]
        moved = (in_month[-1].expected_on - before[-1].expected_on).days if before else 0
        return Said(in_month[-1].expected_on, moved)
    was_open = bool(own) and (line.ended_on is None or line.ended_on >= after)
    return Said(None) if was_open and after <= day else None


class MonthColumn(Column):
    """What was expected in one month, with the days it moved; hatched where nobody said anything."""

    css = "date small"

    def written(self, value: Said) -> Any:
        """ "28.10.2022 +28"."""
        if value.day is None:
            return format_html('<span class="unsaid">{}</span>', _now("nicht gemeldet"))
        if not value.moved:
            return format_html('<span class="muted">{}</span>', german.day(value.day))
        tone = "tone-warning" if value.moved > 0 else "tone-success"
        words = f"+{value.moved}" if value.moved > 0 else f"−{-value.moved}"
        return format_html('<strong>{}</strong> <span class="{} nowrap">{}</span>', german.day(value.day), tone, words)

    def exported(self, value: Said) -> Cell:
        """The date, or that there was none."""
        return value.day or _now("nicht gemeldet")


@cache
def table_of(months: int) -> type[Table]:
    """The class of a table with so many columns of months; their heads are given when it is made (month_heads)."""
    columns: dict[str, Any] = {
        "code": Column(_("Kürzel"), "line__code", css="nowrap"),
        "title": RowHead(_("Meilenstein"), "line__status__milestone__title", link=lambda row: row.href),
        "agreed": Day(_("vereinbart"), _agreed, css="small"),
        **{f"month_{n}": MonthColumn("", _said_at(n)) for n in range(months)},
        "actual": Day(_("erreicht"), "line__status__actual", css="small"),
        "days": Number(_("Tage"), lambda row: row.line.trend.slip_days if row.line.start else None),
        "working": Number(_("Arbeits\u00adtage"), "line__working_days", csv=_("Arbeitstage")),
        "light": State(_("Ampel"), "line__status__light"),
        "pattern": Column(_("Muster"), lambda row: trend_name(row.line.trend), css="small"),
        "continued": Day(
            _("bei Fort\u00adsetzung"), "line__trend__continued_on", css="small", csv=_("bei Fortsetzung")
        ),
    }
    nothing = _("Zu diesem Plan gibt es keinen Termin.")
    return type(
        "TrendTable",
        (Table,),
        {**columns, "caption": _("Alle Prognosen"), "nothing": nothing, "stacks": False, "flows": False},
    )


def month_heads(months: Sequence[date]) -> dict[str, str]:
    """ "Dez 21", "Jan 22"."""
    writing = german.writing()
    return {f"month_{n}": writing.month(month) for n, month in enumerate(months)}


def _agreed(row: TrendRow) -> date | None:
    """The first date agreed, where the line begins."""
    return row.line.start.expected_on if row.line.start else None


def _said_at(number: int) -> Any:
    return lambda row: row.months[number]


def trend_table(lines: Sequence[TrendLine], months: Sequence[date], at: AsOf) -> Table:
    """The table of these lines with these months."""
    return table_of(len(months))(rows_of(lines, months, at), heads=month_heads(months), sorts=False)
