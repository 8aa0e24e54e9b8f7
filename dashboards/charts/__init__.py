"""Figures in, SVG geometry out: pure functions that templates in `templates/charts/` draw, the same on a page and on paper."""

from dashboards.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from dashboards.charts.lanes import lanes_chart, LanesChart

__all__ = ["LaneInput", "LanesChart", "MarkInput", "MarkerInput", "lanes_chart"]
