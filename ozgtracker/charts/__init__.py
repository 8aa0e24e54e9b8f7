"""Figures in, SVG geometry out: what `templates/charts/` draws, the same on a page and on paper."""

from ozgtracker.charts.areas import AreasChart, ClassInput, areas_chart
from ozgtracker.charts.bars import PartInput, StateBar, state_bar
from ozgtracker.charts.burnup import BurnupChart, FanInput, burnup_chart
from ozgtracker.charts.lane_inputs import LaneInput, MarkerInput, MarkInput
from ozgtracker.charts.lanes import LanesChart, lanes_chart
from ozgtracker.charts.moves import MOST_ROWS, MoveInput, MovesChart, moves_chart
from ozgtracker.charts.trend import TrendLine, trend_line
from ozgtracker.charts.triangle import TriangleChart, triangle_chart
from ozgtracker.charts.triangle_inputs import JointInput, Rebased, Rough, TrendLineInput
from ozgtracker.charts.writing import Writing

__all__ = [
    "MOST_ROWS",
    "AreasChart",
    "BurnupChart",
    "ClassInput",
    "FanInput",
    "JointInput",
    "LaneInput",
    "LanesChart",
    "MarkInput",
    "MarkerInput",
    "MoveInput",
    "MovesChart",
    "PartInput",
    "Rebased",
    "Rough",
    "StateBar",
    "TrendLine",
    "TrendLineInput",
    "TriangleChart",
    "Writing",
    "areas_chart",
    "burnup_chart",
    "lanes_chart",
    "moves_chart",
    "state_bar",
    "trend_line",
    "triangle_chart",
]
