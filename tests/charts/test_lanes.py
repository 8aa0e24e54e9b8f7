"""The plan as lanes: what is drawn where, and that nothing written covers anything else written."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgtracker.charts import LaneInput, LanesChart, MarkerInput, lanes_chart
from ozgtracker.charts.lane_marks import MarkDrawing
from ozgtracker.charts.text import text_width
from tests.charts.samples import COMPONENTS, DAY, LZA, PHASES, STATUTORY, WRITING, mark, plan

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
    st.lists(marks, max_size=12).map(tuple),
)


type Box = tuple[float, float, float, float]


def place(share: str, across: float) -> float:
    """The pixel of a share of the width."""
    return float(share.removesuffix("%")) / 100 * across


def label_box(one: MarkDrawing, across: float) -> Box:
    """Left, top, right, bottom of a label."""
    left, top = place(one.x or "0%", across) + float(one.target.left), float(one.target.y)
    return left, top, left + float(one.target.width), top + float(one.target.height)


def written_boxes(chart: LanesChart, across: float) -> list[Box]:
    """Boxes of the labels and of the titles."""
    titles = [lane.ground for lane in chart.lanes]
    return [
        *(label_box(one, across) for one in chart.marks),
        *((0.0, float(box.y), float(box.width), float(box.y) + float(box.height)) for box in titles),
    ]


def mark_boxes(chart: LanesChart, across: float) -> list[Box]:
    """Boxes of the diamonds and of the counts above them."""
    lows = [(share, one.y) for one in chart.marks for share in (one.x, one.planned, one.agreed) if share]
    diamonds = [(place(share, across) - 9, float(y) - 9, place(share, across) + 9, float(y) + 9) for share, y in lows]
    counts = [(one, place(one.x, across), text_width(one.tag, 11) / 2) for one in chart.counts if one.x]
    return diamonds + [(x - half, float(one.y) - 22, x + half, float(one.y) + 9) for one, x, half in counts]


def uprights(chart: LanesChart, across: float) -> list[float]:
    """Where the lines of today and of the statutory dates stand."""
    return [place(tag.x, across) for tag in (chart.today, *chart.markers) if tag.line]


def cover(one: Box, other: Box) -> bool:
    """Do two boxes share more than an edge (a rounded tenth is forgiven)?"""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.2 and min(one[3], other[3]) - max(one[1], other[1]) > 0.2


@pytest.mark.parametrize("width", [320.0, 720.0])
@given(st.lists(lanes, min_size=1, max_size=4), days, st.sampled_from([1.0, 1.2, 3.0]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_written_covers_anything_written_nor_a_mark_nor_an_upright_line_at_any_width(
    width: float, phases: list[LaneInput], day: date, factor: float
) -> None:
    chart = lanes_chart(phases, day=day, chart_id="x", title="x", writing=WRITING, width=width, markers=(STATUTORY,))

    across = width * factor
    written, drawn = written_boxes(chart, across), mark_boxes(chart, across)
    assert [pair for pair in combinations(written, 2) if cover(*pair)] == []
    assert [(one, other) for one in written for other in drawn if cover(one, other)] == []
    hidden = [one for one in chart.marks if one.ground is None]
    assert [
        one.label
        for one in hidden
        for line in uprights(chart, across)
        if label_box(one, across)[0] < line < label_box(one, across)[2]
    ] == []
    assert [box for box in written if box[0] < -0.1 or box[2] > across + 0.1 or box[3] > float(chart.height)] == []


@given(st.lists(lanes, max_size=4), days)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_milestone_is_drawn_in_order_or_counted(phases: list[LaneInput], day: date) -> None:
    chart = lanes_chart(phases, day=day, chart_id="x", title="x", writing=WRITING)

    for told, drawn in zip(phases, chart.lanes, strict=True):
        names = [one.label for one in told.milestones]
        left_over = iter(names)
        assert [one.label for one in drawn.marks if one.label not in left_over] == []
        assert len(drawn.marks) + drawn.uncounted == len(names)
        named = [one for count in drawn.counts for one, _ in count.named]
        assert sorted([*(one.label for one in drawn.marks), *named]) == sorted(names)


def test_what_has_no_room_is_counted_where_it_stands_with_its_names_and_its_most_serious_light() -> None:
    crowd = tuple(
        mark(f"Meilenstein {n}", "red" if n == 30 else "green", original=date(2022, 6, 1), words=f"Tag {n}")
        for n in range(80)
    )
    lane = LaneInput("1", None, None, False, crowd)
    chart = lanes_chart([lane], day=DAY, chart_id="x", title="x", writing=WRITING, more_href="/milestones/")

    (count,) = chart.counts
    assert (len(chart.marks), count.number, count.tag, count.light) == (12, 68, "+68", "red")
    assert (len(count.named), count.others) == (12, 56)
    assert {count.at} == {one.x for one in chart.marks}
    assert {name for name, _ in count.named} & {one.label for one in chart.marks} == set()


def test_counts_never_meet() -> None:
    crowd = tuple(mark(f"Meilenstein {n}", original=date(2022, 1, 1) + timedelta(days=n % 350)) for n in range(5000))
    chart = lanes_chart([LaneInput("1", None, None, False, crowd)], day=DAY, chart_id="x", title="x", writing=WRITING)

    boxes = [box for box in mark_boxes(chart, 720) if box[3] - box[1] > 18]
    assert len(boxes) == len(chart.counts)
    assert [pair for pair in combinations(boxes, 2) if cover(*pair)] == []
    assert len(chart.marks) + sum(count.number for count in chart.counts) == 5000


def test_what_has_no_date_is_counted_beyond_four_a_lane() -> None:
    undated = tuple(mark(f"LZA {n}", "undated", words="ohne Termin") for n in range(9))
    chart = lanes_chart([LaneInput("1", None, None, False, undated)], day=DAY, chart_id="x", title="x", writing=WRITING)

    (count,) = chart.counts
    assert [one.label for one in chart.marks] == ["LZA 0", "LZA 1", "LZA 2", "LZA 3"]
    assert (count.x, count.tag) == ("", "+5")


def test_a_plan_of_many_milestones_is_laid_out_for_more_room() -> None:
    many = tuple(mark(f"M {n}", original=date(2022, 1, 1) + timedelta(days=n)) for n in range(25))
    charts = [
        lanes_chart([LaneInput("1", None, None, False, some)], day=DAY, chart_id="x", title="x", writing=WRITING)
        for some in (many[:24], many)
    ]

    assert [(chart.least_width, chart.roomy) for chart in charts] == [("320", False), ("720", True)]


def test_it_shows_all_four_dates_of_a_milestone() -> None:
    platform = plan().lanes[1].marks[0]

    assert len({platform.planned, platform.agreed, platform.x}) == 3
    assert (platform.begins, platform.ends) == (platform.planned, platform.x)


def test_it_joins_plan_and_forecast_only_when_they_differ() -> None:
    on_plan = mark("x", original=date(2022, 9, 30), forecast=date(2022, 9, 30))
    lane = LaneInput("1", None, None, False, (on_plan, COMPONENTS))

    drawn = lanes_chart([lane], day=DAY, chart_id="x", title="x", writing=WRITING).marks

    assert [bool(one.begins) for one in drawn] == [False, True]


def test_an_agreed_date_equal_to_the_original_is_not_drawn_twice() -> None:
    same = mark("x", original=date(2022, 9, 30), agreed=date(2022, 9, 30))
    chart = lanes_chart([LaneInput("1", None, None, False, (same,))], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.marks[0].agreed, chart.has_agreed) == ("", False)
    assert plan().has_agreed


def test_what_has_no_date_stands_below_its_lane_with_its_words() -> None:
    chart = plan()
    lza, package_3 = chart.lanes[1].marks[2], chart.lanes[2].marks[0]

    assert [(line.text, line.muted) for line in lza.lines] == [("LZA", "ohne Termin")]
    assert [(line.text, line.muted) for line in package_3.lines] == [("Paket 3", "fortlaufend")]
    assert (lza.x, lza.continuous) == ("", False)
    assert (package_3.x, package_3.continuous) == ("", True)
    others = [float(line.y) for one in chart.lanes[1].marks[:2] for line in one.lines]
    assert float(lza.lines[0].y) > max(others)


def test_words_that_do_not_fit_beside_a_name_stand_below_it() -> None:
    long = mark("Ein Meilenstein mit einem langen Namen", "undated", words="bewusst zurückgestellt")
    lane = LaneInput("1", None, None, False, (long,))
    (drawn,) = lanes_chart([lane], day=DAY, chart_id="x", title="x", writing=WRITING).marks

    assert [(line.text, line.muted) for line in drawn.lines] == [
        ("Ein Meilenstein mit einem langen Namen", ""),
        ("", "bewusst zurückgestellt"),
    ]


def test_the_part_behind_us_ends_at_today() -> None:
    chart = plan()
    bars = [(lane.bar, lane.done) for lane in chart.lanes]

    assert [place(bar.x, 1) + place(bar.width, 1) for _, bar in bars[1:] if bar] == pytest.approx(
        [place(chart.today.x, 1)] * 3, abs=2e-4
    )
    assert bars[0][0] == bars[0][1]


def test_a_phase_that_goes_on_ends_in_an_arrow() -> None:
    assert [lane.open_ended for lane in plan().lanes] == [False, False, True, False]


def test_a_phase_without_dates_has_no_bar() -> None:
    chart = lanes_chart([LaneInput("2", None, None, False, (LZA,))], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.lanes[0].done, chart.lanes[0].bar, chart.lanes[0].open_ended) == (None, None, False)


@pytest.mark.parametrize(
    ("day", "label"), [(date(2026, 11, 23), "23.11.2026 →"), (date(2019, 1, 1), "← 01.01.2019"), (DAY, "15.06.2022")]
)
def test_a_day_far_from_the_plan_does_not_stretch_the_axis(day: date, label: str) -> None:
    chart = plan(day=day)

    assert chart.today.label == label
    assert bool(chart.today.line) == (day == DAY)
    assert chart.ticks[0].label == plan().ticks[0].label


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

    (session,) = chart.markers
    edges = [
        (place(tag.x, 320) + float(tag.left), place(tag.x, 320) + float(tag.left) + float(tag.width))
        for tag in (chart.today, session)
    ]
    assert edges[0][1] > edges[1][0]
    assert float(session.top) - float(chart.today.top) == float(chart.today.height) + 5


def test_the_legend_names_only_the_lights_that_occur() -> None:
    assert [light.slug for light in plan().legend] == ["reached", "yellow", "red"]


def test_an_empty_plan_still_shows_the_day() -> None:
    chart = lanes_chart([], day=DAY, chart_id="x", title="x", writing=WRITING)

    assert (chart.lanes, chart.marks, chart.today.label) == ((), (), "15.06.2022")


def test_the_date_that_counts_is_the_actual_then_the_forecast_then_the_agreed_then_the_original() -> None:
    original, agreed, forecast, actual = (date(2022, month, 1) for month in (1, 2, 3, 4))

    assert mark("x").shown_on is None
    assert mark("x", original=original).shown_on == original
    assert mark("x", original=original, agreed=agreed).shown_on == agreed
    assert mark("x", original=original, agreed=agreed, forecast=forecast).shown_on == forecast
    assert mark("x", original=original, agreed=agreed, forecast=forecast, actual=actual).shown_on == actual


def test_a_drawing_is_the_same_every_time() -> None:
    assert plan() == plan()
    leaflet = plan().lanes[0].marks[0]
    assert (leaflet.x, leaflet.y) == ("35.05%", "54")
