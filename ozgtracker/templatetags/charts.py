"""Charts for pages of rooms below: a template names the tag, so no room imports upward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template

from ozgtracker import german
from ozgtracker.charts import TrendLine, trend_line

register = template.Library()


@register.simple_tag
def trend_chart(
    points: Sequence[tuple[date, date]],
    *,
    day: date,
    chart_id: str,
    title: str,
    baseline: date | None = None,
    actual: date | None = None,
    width: float = 320,
    height: float = 140,
) -> TrendLine:
    """The trend of one milestone, for charts/trend.html: (reported on, expected on), oldest first."""
    return trend_line(
        points,
        day=day,
        chart_id=chart_id,
        title=title,
        writing=german.writing(),
        baseline=baseline,
        actual=actual,
        width=width,
        height=height,
    )
