"""Figures in, SVG geometry out: what `templates/charts/` draws, the same on a page and on paper."""

from dashboards.charts.areas import AreasChart, ClassInput, areas_chart
from dashboards.charts.bars import PartInput, StateBar, state_bar
from dashboards.charts.burnup import BurnupChart, FanInput, burnup_chart
from dashboards.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from dashboards.charts.lanes import LanesChart, lanes_chart
from dashboards.charts.trend import TrendLine, trend_line

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
