"""Burn-up with scope line and span of expectation."""

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts import BurnupChart, FanInput, burnup_chart
from tests.charts.samples import WRITING

DAY = date(2022, 6, 15)
LIVE = [(date(2022, 5, 31), 0), (date(2022, 6, 7), 20), (date(2022, 6, 15), 61)]
SCOPE = [(date(2022, 5, 31), 190), (date(2022, 6, 9), 194)]


def draw(**changes: object) -> BurnupChart:
    """Package 1, with the changes."""
    given: dict[str, object] = {"live": LIVE, "scope": SCOPE, "day": DAY} | changes
    return burnup_chart(chart_id="x", title="x", writing=WRITING, **given)  # type: ignore[arg-type]  # what a test wants to be other than usual


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path)]


def test_it_draws_a_line_of_what_is_live_and_steps_of_the_scope() -> None:
    chart = draw()

    assert chart.line == "M0 94L140 86.2L300 70.1"
    assert chart.scope == "M0 19.6L180 19.6L180 18L300 18"
    assert (chart.live.text, chart.scope_label) == ("61", "194")
    assert (chart.first_label, chart.last_label) == ("Mai 22", "Jun 22")
    assert (chart.fan, chart.today) == ("", "")


def test_the_figure_stands_left_of_the_line_where_the_drawing_ends() -> None:
    assert draw().live.anchor == "end"
    assert draw(ends_on=date(2022, 12, 31)).live.anchor == "start"


def test_the_last_report_holds_until_the_day() -> None:
    chart = draw(day=date(2022, 6, 30), ends_on=date(2022, 12, 31))

    last, end = points(chart.line)[-2:]
    assert last[1] == end[1]
    assert chart.today.startswith(f"M{end[0]} ")


def test_the_fan_opens_from_today_to_the_two_dates() -> None:
    fan = points(draw(fan=FanInput(date(2022, 9, 21), date(2022, 11, 18))).fan)

    assert len(fan) == 3
    assert fan[1][1] == fan[2][1] == 18
    assert fan[0][0] < fan[1][0] < fan[2][0] == 300


def test_a_fan_without_late_end_stays_open() -> None:
    fan = points(draw(fan=FanInput(date(2022, 9, 21), None), ends_on=date(2022, 12, 31)).fan)

    assert fan[2:] == [(300, 18), (300, fan[0][1])]


def test_a_fan_that_leaves_the_drawing_is_cut_at_its_edge() -> None:
    fan = points(draw(fan=FanInput(date(2023, 9, 21), date(2024, 11, 18)), ends_on=date(2022, 12, 31)).fan)

    assert [x for x, _ in fan[1:]] == [300, 300]
    assert 18 < fan[1][1] < fan[2][1] < fan[0][1]


def test_without_figures_only_the_frame_is_drawn() -> None:
    chart = draw(live=[], scope=[], fan=FanInput(date(2022, 9, 21), None))

    assert (chart.line, chart.fill, chart.scope, chart.fan, chart.live.text, chart.scope_label) == ("",) * 6
    assert chart.base == "M0 94L300 94"


def test_a_large_figure_has_a_thousands_dot() -> None:
    assert draw(scope=[(DAY, 9870)]).scope_label == "9.870"


@given(st.lists(st.integers(0, 194), min_size=1, max_size=12))
@settings(deadline=None)
def test_the_line_goes_up_when_more_is_live(counts: list[int]) -> None:
    live = [(date(2022, 1, 1) + timedelta(days=7 * week), count) for week, count in enumerate(counts)]

    chart = draw(live=live)

    ups = points(chart.line)[: len(counts)]
    for (count, later), ((_, y), (_, later_y)) in zip(pairwise(counts), pairwise(ups), strict=True):
        assert (y - later_y) * (later - count) >= 0
