"""The plan as lanes: what is drawn where, and that nothing written covers anything else written."""

import re
from datetime import date, timedelta
from itertools import combinations, islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgtracker.charts import LaneInput, LanesChart, MarkerInput, lanes_chart
from ozgtracker.charts.lanes import _keys
from ozgtracker.charts.text import text_width
from tests.charts.samples import COMPONENTS, DAY, LZA, PHASES, STATUTORY, WRITING, mark, plan

WIDTHS = (860.0, 760.0, 640.0, 340.0)
days = st.dates(date(2021, 11, 1), date(2023, 6, 30))
names = st.sampled_from(
    ["LZA", "Paket 2", "APP betriebsbereit", "Alle Basiskomponenten (ohne LZA)", "Betriebskonzept, Betriebshandbuch"]
)
marks = st.builds(
    mark,
    names,
    st.sampled_from(["reached", "green", "yellow", "red", "grey"]),
    original=st.none() | days,
    agreed=st.none() | days,
    forecast=st.none() | days,
    words=st.sampled_from(["31.05.2022", "ohne Termin", "fortlaufend"]),
    continuous=st.booleans(),
)
lanes = st.builds(
    LaneInput,
    st.sampled_from(["1 Konzeption", "2 Technische Infrastruktur", "4 Betriebsvorbereitung"]),
    st.none() | days,
    st.none() | days,
    st.booleans(),
    st.lists(marks, max_size=5).map(tuple),
)


type Box = tuple[float, float, float, float]


def label_boxes(chart: LanesChart) -> list[Box]:
    """Left, top, right, bottom of every label that stands at a mark on the axis."""
    labels = [one.targets[1] for one in chart.marks if one.solid]
    return [
        (float(box.x), float(box.y), float(box.x) + float(box.width), float(box.y) + float(box.height))
        for box in labels
    ]


def written_boxes(chart: LanesChart) -> list[Box]:
    """Boxes of the labels, of the titles, and of what stands in the column beside the axis."""
    titles = [(line, 13, True) for lane in chart.lanes for line in lane.title_lines]
    aside = [(line, float(chart.label_size), False) for one in chart.marks if not one.solid for line in one.lines]
    return label_boxes(chart) + [
        (float(line.x), float(line.y) - 9, float(line.x) + text_width(line.text, size, bold=bold), float(line.y) + 2)
        for line, size, bold in titles + aside
    ]


def uprights(chart: LanesChart) -> list[tuple[float, float, float]]:
    """x, top and bottom of every piece of an upright line."""
    pieces = re.findall(
        r"M([\d.-]+) ([\d.-]+)L[\d.-]+ ([\d.-]+)", "".join([chart.today.line, *(tag.line for tag in chart.markers)])
    )
    return [(float(x), float(top), float(bottom)) for x, top, bottom in pieces]


def cover(one: Box, other: Box) -> bool:
    """Do two boxes share more than an edge (a rounded tenth is forgiven)?"""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.2 and min(one[3], other[3]) - max(one[1], other[1]) > 0.2


@pytest.mark.parametrize("width", WIDTHS)
@given(st.lists(lanes, min_size=1, max_size=4), days)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_written_covers_anything_written_nor_touches_an_upright_line(
    width: float, phases: list[LaneInput], day: date
) -> None:
    chart = lanes_chart(phases, day=day, chart_id="x", title="x", writing=WRITING, width=width, markers=(STATUTORY,))

    boxes = written_boxes(chart)
    assert [pair for pair in combinations(boxes, 2) if cover(*pair)] == []
    assert [
        (line, box)
        for line in uprights(chart)
        for box in boxes
        if box[0] < line[0] < box[2] and line[1] < box[3] and box[1] < line[2]
    ] == []
    assert all(left >= 0 and right <= width + 0.1 for left, _, right, _ in boxes)
    assert all(bottom <= float(chart.height) for _, _, _, bottom in boxes)


@given(st.lists(lanes, max_size=4), days)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_milestone_is_drawn_once_and_in_order(phases: list[LaneInput], day: date) -> None:
    chart = lanes_chart(phases, day=day, chart_id="x", title="x", writing=WRITING)

    assert [one.label for one in chart.marks] == [one.label for lane in phases for one in lane.milestones]
    assert [one.key for one in chart.marks] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[: len(chart.marks)]
    assert [bool(one.solid) for one in chart.marks] == [
        one.shown_on is not None for lane in phases for one in lane.milestones
    ]


def test_it_shows_all_four_dates_of_a_milestone() -> None:
    platform = plan().lanes[1].marks[0]

    assert platform.hollow.endswith("Z")
    assert platform.dotted.endswith("Z")
    assert platform.solid.endswith("Z")
    assert platform.link.startswith("M")
    assert len({platform.hollow, platform.dotted, platform.solid}) == 3


def test_it_joins_plan_and_forecast_only_when_they_differ() -> None:
    on_plan = mark("x", original=date(2022, 9, 30), forecast=date(2022, 9, 30))
    lane = LaneInput("1", None, None, False, (on_plan, COMPONENTS))

    drawn = lanes_chart([lane], day=DAY, chart_id="x", title="x", writing=WRITING).marks

    assert [bool(one.link) for one in drawn] == [False, True]


def test_an_agreed_date_equal_to_the_original_is_not_drawn_twice() -> None:
    same = mark("x", original=date(2022, 9, 30), agreed=date(2022, 9, 30))
    chart = lanes_chart([LaneInput("1", None, None, False, (same,))], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.marks[0].dotted, chart.has_agreed) == ("", False)
    assert plan().has_agreed


def test_what_has_no_date_stands_beside_the_axis_with_its_words() -> None:
    chart = plan()
    lza, package_3 = chart.lanes[1].marks[2], chart.lanes[2].marks[0]

    assert [line.text for line in lza.lines] == ["LZA", "ohne Termin"]
    assert [line.text for line in package_3.lines] == ["Paket 3", "fortlaufend"]
    assert (bool(lza.dotted), bool(lza.open)) == (True, False)
    assert (bool(package_3.dotted), bool(package_3.open)) == (False, True)
    assert min(float(line.x) for line in lza.lines) > float(chart.side) > float(chart.ticks[-1].x)


def test_without_anything_undated_the_axis_takes_the_whole_width() -> None:
    dated = lanes_chart(PHASES[:1], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert dated.side == ""
    assert float(dated.ticks[-1].x) > 700


def test_the_part_behind_us_ends_at_today() -> None:
    chart = plan()
    today = re.match(r"M([\d.]+)", chart.today.line)

    assert today is not None
    assert f"H{today[1]}V" in chart.lanes[1].done
    assert f"M{today[1]} " in chart.lanes[1].ahead
    assert chart.lanes[0].ahead == ""


def test_a_phase_that_goes_on_ends_in_an_arrow() -> None:
    assert [bool(lane.arrow) for lane in plan().lanes] == [False, False, True, False]


def test_a_phase_without_dates_has_no_bar() -> None:
    chart = lanes_chart([LaneInput("2", None, None, False, (LZA,))], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.lanes[0].done, chart.lanes[0].ahead, chart.lanes[0].arrow) == ("", "", "")


@pytest.mark.parametrize(
    ("day", "label"), [(date(2026, 11, 23), "23.11.2026 →"), (date(2019, 1, 1), "← 01.01.2019"), (DAY, "15.06.2022")]
)
def test_a_day_far_from_the_plan_does_not_stretch_the_axis(day: date, label: str) -> None:
    chart = plan(day=day)

    assert chart.today.label == label
    assert bool(chart.today.line) == (day == DAY)
    assert [tick.label for tick in chart.ticks][1] == "Jan 22"


def test_a_day_somewhat_later_stretches_it() -> None:
    assert plan(day=date(2023, 8, 1)).today.line != ""


def test_the_statutory_date_is_named() -> None:
    (tag,) = plan().markers

    assert tag.label == "gesetzliche Frist 31.12.2022"
    assert tag.line != ""


def test_two_tags_at_the_same_place_stand_below_one_another() -> None:
    chart = lanes_chart(
        PHASES,
        day=DAY,
        chart_id="x",
        title="x",
        writing=WRITING,
        markers=(MarkerInput(DAY + timedelta(days=1), "Sitzung"),),
    )

    assert chart.today.y == chart.markers[0].y or chart.today.x != chart.markers[0].x
    assert float(chart.height) > float(chart.grid_bottom) + 20


def test_narrow_drawings_write_letters() -> None:
    chart = plan(340)

    assert chart.variant == "narrow"
    assert [one.lines[0].text for one in chart.marks] == [one.key for one in chart.marks] == list("ABCDEF")


def test_the_legend_names_only_the_lights_that_occur() -> None:
    assert [light.slug for light in plan().legend] == ["reached", "yellow", "red"]


def test_an_empty_plan_still_shows_the_day() -> None:
    chart = lanes_chart([], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.lanes, chart.marks, chart.today.label) == ((), (), "15.06.2022")


def test_letters_go_on_after_z() -> None:
    assert list(islice(_keys(), 24, 30)) == ["Y", "Z", "AA", "AB", "AC", "AD"]


def test_the_date_that_counts_is_the_actual_then_the_forecast_then_the_agreed_then_the_original() -> None:
    original, agreed, forecast, actual = (date(2022, month, 1) for month in (1, 2, 3, 4))

    assert mark("x").shown_on is None
    assert mark("x", original=original).shown_on == original
    assert mark("x", original=original, agreed=agreed).shown_on == agreed
    assert mark("x", original=original, agreed=agreed, forecast=forecast).shown_on == forecast
    assert mark("x", original=original, agreed=agreed, forecast=forecast, actual=actual).shown_on == actual


def test_a_drawing_is_the_same_every_time() -> None:
    assert plan() == plan()
    assert plan().lanes[0].marks[0].solid == "M341.3 39L348.3 46L341.3 53L334.3 46Z"
