"""The drawings of an issue, made anew from its data each time it is shown."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from dashboards.parts.area_map import territory
from ozgtracker import german
from ozgtracker.charts import LanesChart, areas_chart, lanes_chart, state_bar, triangle_chart
from reports.issue.data import IssueData, LanesData, PackageData, TrendData
from reports.issue.parts import Issue, IssueWords, PackageRow, PackageWords, TrendRow, TrendWords


def draw(data: IssueData) -> Issue:
    """The issue as page, PDF and mail show it."""
    return Issue(
        **_words(data, IssueWords),
        lanes=_lanes(data.lanes, paper=False),
        lanes_on_paper=_lanes(data.lanes, paper=True),
        trend=_trend(data.trend) if data.trend else None,
        packages=tuple(_package(one) for one in data.packages),
        map=areas_chart(
            territory(),
            {one.ars: one.area_class for one in data.areas},
            data.legend,
            chart_id="areas",
            title=data.map_title,
        ),
    )


def _lanes(data: LanesData, *, paper: bool) -> LanesChart:
    return lanes_chart(
        data.lanes,
        day=data.day,
        chart_id="phases",
        title=data.title,
        writing=german.writing(),
        markers=data.markers,
        linked=False,
        paper=paper,
    )


def _trend(data: TrendData) -> TrendRow:
    chart = triangle_chart(
        data.lines,
        day=data.day,
        chart_id="trend",
        title=data.sentence,
        writing=german.writing(),
        joints=data.joints,
        marker=(data.marked_on, data.marked_words) if data.marked_on else None,
    )
    return TrendRow(**_words(data, TrendWords), chart=chart)


def _package(data: PackageData) -> PackageRow:
    bar = state_bar(data.parts, chart_id=f"bar-{data.number}", title=data.bar_title)
    return PackageRow(**_words(data, PackageWords), bar=bar)


def _words(data: Any, shape: type) -> dict[str, Any]:
    return {field.name: getattr(data, field.name) for field in fields(shape)}
