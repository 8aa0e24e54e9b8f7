"""The trend of one milestone."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts import trend_line
from tests.charts.samples import WRITING

DAY = date(2022, 6, 15)
PLATFORM = [
    (date(2021, 12, 31), date(2022, 1, 31)),
    (date(2022, 1, 31), date(2022, 2, 28)),
    (date(2022, 2, 28), date(2022, 3, 15)),
]


def test_it_draws_one_point_a_report_and_ends_at_the_actual_date() -> None:
    trend = trend_line(
        PLATFORM,
        day=DAY,
        chart_id="x",
        title="x",
        writing=WRITING,
        baseline=date(2022, 1, 31),
        actual=date(2022, 3, 15),
    )

    assert [(point.reported, point.forecast) for point in trend.points] == [
        ("31.12.2021", "31.01.2022"),
        ("31.01.2022", "28.02.2022"),
        ("28.02.2022", "15.03.2022"),
    ]
    assert len(re.findall("[ML]", trend.line)) == 4
    assert trend.actual.endswith("Z")
    assert trend.carried == ""
    assert [(side.kind, side.text) for side in trend.sides] == [("baseline", "31.01.2022"), ("actual", "15.03.2022")]
    assert [foot.text for foot in trend.feet] == ["Dez 21", "Jan 22", "Feb", "Mär"]


def test_the_actual_date_lies_on_the_diagonal() -> None:
    trend = trend_line(PLATFORM, day=DAY, chart_id="x", title="x", writing=WRITING, actual=date(2022, 3, 15))

    (x1, y1), (x2, y2) = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", trend.diagonal)]
    x, y = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", trend.line)][-1]
    assert abs((y2 - y1) * (x - x1) - (x2 - x1) * (y - y1)) < 0.2 * ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5


def test_a_later_date_stands_higher() -> None:
    trend = trend_line(PLATFORM, day=DAY, chart_id="x", title="x", writing=WRITING)

    heights = [float(point.y) for point in trend.points]
    assert heights == sorted(heights, reverse=True)


def test_the_last_report_is_carried_on_until_the_day() -> None:
    trend = trend_line(PLATFORM, day=DAY, chart_id="x", title="x", writing=WRITING, baseline=date(2022, 1, 31))

    assert trend.carried.startswith(f"M{trend.points[-1].x} {trend.points[-1].y}L")
    assert [side.kind for side in trend.sides] == ["baseline", "forecast"]


def test_a_forecast_equal_to_the_plan_is_written_once() -> None:
    plan = date(2022, 9, 30)

    trend = trend_line([(date(2022, 1, 31), plan)], day=DAY, chart_id="x", title="x", writing=WRITING, baseline=plan)

    assert [(side.kind, side.text) for side in trend.sides] == [("baseline", "30.09.2022")]


def test_without_any_report_the_plan_alone_is_drawn() -> None:
    trend = trend_line([], day=DAY, chart_id="x", title="x", writing=WRITING, baseline=date(2022, 9, 30))

    assert (trend.line, trend.carried, trend.points) == ("", "", ())
    assert trend.baseline.startswith("M")


@given(st.dates(date(2021, 1, 1), date(2024, 1, 1)), st.dates(date(2021, 1, 1), date(2024, 1, 1)))
@settings(deadline=None)
def test_the_written_dates_never_cover_each_other(baseline: date, forecast: date) -> None:
    trend = trend_line(
        [(date(2022, 1, 31), forecast)], day=DAY, chart_id="x", title="x", writing=WRITING, baseline=baseline
    )

    heights = sorted(float(side.y) for side in trend.sides)
    assert all(abs(later - before) >= 13.8 for before, later in pairwise(heights))
    assert all(0 < height < 140 for height in heights)
