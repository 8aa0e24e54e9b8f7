"""The drawings of an issue, made anew from its data each time it is shown."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from dashboards.parts.area_map import territory
from ozgtracker import german
from ozgtracker.charts import LanesChart, areas_chart, lanes_chart, state_bar
from reports.issue.data import IssueData, LanesData, PackageData
from reports.issue.parts import Issue, IssueWords, PackageRow, PackageWords


def draw(data: IssueData) -> Issue:
    """The issue as page, PDF and mail show it."""
    return Issue(
        **_words(data, IssueWords),
        lanes=_lanes(data.lanes, paper=False),
        lanes_on_paper=_lanes(data.lanes, paper=True),
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


def _package(data: PackageData) -> PackageRow:
    bar = state_bar(data.parts, chart_id=f"bar-{data.number}", title=data.bar_title)
    return PackageRow(**_words(data, PackageWords), bar=bar)


def _words(data: Any, shape: type) -> dict[str, Any]:
    return {field.name: getattr(data, field.name) for field in fields(shape)}
