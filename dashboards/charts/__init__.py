"""Figures in, SVG geometry out: pure functions that templates in `templates/charts/` draw, the same on a page and on paper."""

from dashboards.charts.areas import areas_chart, AreasChart, ClassInput
from dashboards.charts.bars import PartInput, state_bar, StateBar
from dashboards.charts.burnup import burnup_chart, BurnupChart, FanInput
from dashboards.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from dashboards.charts.lanes import lanes_chart, LanesChart
from dashboards.charts.trend import trend_line, TrendLine

__all__ = [
    "AreasChart",
    "BurnupChart",
    "ClassInput",
    "FanInput",
    "LaneInput",
    "LanesChart",
    "MarkInput",
    "MarkerInput",
    "PartInput",
    "StateBar",
    "TrendLine",
    "areas_chart",
    "burnup_chart",
    "lanes_chart",
    "state_bar",
    "trend_line",
]
