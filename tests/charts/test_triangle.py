"""The chart of the milestone trend analysis: one scale, ends where they belong, labels that do not meet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.charts import JointInput, Rebased, Rough, TrendLineInput, TriangleChart, triangle_chart
from tests.charts.samples import WRITING

DAY = date(2022, 6, 15)
AGREED = date(2021, 12, 21)
STATUTORY = (date(2022, 12, 31), "gesetzliche Frist")
PLATFORM = TrendLineInput(
    short="M2a",
    label="M2a APP betriebsbereit",
    words="erreicht am 15.03.2022",
    href="/milestones/app/",
    points=(
        (AGREED, date(2022, 1, 31)),
        (date(2022, 1, 31), date(2022, 2, 28)),
        (date(2022, 2, 28), date(2022, 3, 15)),
    ),
    ends="reached",
    ended_on=date(2022, 3, 15),
    light="reached",
)
PARTS = replace(
    PLATFORM,
    short="M2",
    label="M2 Technische Infrastruktur",
    words="28.10.2022",
    points=(
        (AGREED, date(2022, 9, 30)),
        (date(2022, 4, 29), date(2022, 9, 30)),
        (date(2022, 5, 31), date(2022, 10, 28)),
    ),
    ends="open",
    ended_on=None,
    light="yellow",
    continued_on=date(2023, 3, 4),
    continued_words="bei Fortsetzung 04.03.2023",
)
PACKAGE = replace(PARTS, short="P2", label="P2 Paket 2")


def chart(*lines: TrendLineInput, joints: tuple[JointInput, ...] = (), day: date = DAY) -> TriangleChart:
    """As it is drawn on that day."""
    return triangle_chart(lines, day=day, chart_id="x", title="x", writing=WRITING, joints=joints, marker=STATUTORY)


def places(path: str) -> list[tuple[float, float]]:
    """The corners of a path."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def below_the_diagonal(drawing: TriangleChart, x: float, y: float) -> float:
    """By how many pixels a place lies right of the diagonal at its height (negative: left of it)."""
    (left, foot), (right, top) = places(drawing.diagonal)
    return x - (left + (foot - y) * (right - left) / (foot - top))


def test_a_day_is_as_wide_as_it_is_high() -> None:
    (left, foot), (right, top) = places(chart(PLATFORM, PARTS).diagonal)

    assert right - left == pytest.approx(foot - top, abs=0.2)


def test_what_is_reached_ends_on_the_diagonal_and_what_is_open_today() -> None:
    drawing = chart(PLATFORM, PARTS)
    reached, still_open = drawing.lines

    assert abs(below_the_diagonal(drawing, *places(reached.path)[-1])) < 0.3
    assert (reached.end.kind, reached.end.x) == ("reached", f"{places(reached.path)[-1][0]:g}")
    assert places(still_open.path)[-1][0] == pytest.approx(float(drawing.today.x))
    assert (still_open.end.kind, float(still_open.end.x)) == ("open", places(still_open.path)[-2][0])


def test_nothing_newer_than_the_last_report_is_dashed_only_where_it_is_old() -> None:
    fresh, old = chart(PARTS).lines[0], chart(replace(PARTS, is_stale=True)).lines[0]

    assert (fresh.carried, len(places(fresh.path))) == ("", 4)
    assert (len(places(old.carried)), len(places(old.path))) == (2, 3)


def test_a_day_that_has_passed_is_expected_no_more_the_line_ends_at_the_diagonal() -> None:
    passed = replace(PARTS, points=((AGREED, date(2022, 3, 31)),), continued_on=None, light="red")
    drawing = chart(PARTS, passed)

    assert abs(below_the_diagonal(drawing, *places(drawing.lines[1].path)[-1])) < 0.3


def test_lines_of_the_same_date_run_seven_pixels_apart_with_other_marks() -> None:
    one, other = chart(PARTS, PACKAGE).lines
    heights = [places(line.path)[0][1] for line in (one, other)]

    assert heights[1] - heights[0] == pytest.approx(7)
    assert [line.points[0].kind for line in (one, other)] == ["circle", "square"]


def test_where_two_would_lead_to_the_same_day_is_said_once() -> None:
    drawing = chart(PARTS, PACKAGE)

    hints = [line.continued_label and line.continued_label.text for line in drawing.lines]
    assert hints == ["bei Fortsetzung 04.03.2023", None]


def test_a_new_agreement_is_an_upright_stroke_and_the_old_date_runs_on() -> None:
    moved = Rebased(date(2022, 5, 2), date(2022, 9, 30), date(2022, 10, 31), "Planstand 1")
    line = chart(replace(PARTS, rebased=(moved,))).lines[0]

    (x1, y1), (x2, y2) = places(line.ticks)
    assert (x1 == x2, y2 < y1) == (True, True)
    assert [y for _x, y in places(line.dotted)] == [y1, y1]


@pytest.mark.parametrize(
    ("rough", "corners"),
    [(None, 0), (Rough(date(2022, 9, 30), None), 5), (Rough(date(2022, 1, 1), date(2022, 3, 31)), 6)],
)
def test_an_inexact_date_has_an_arrow_or_a_bar(rough: Rough | None, corners: int) -> None:
    assert len(places(chart(replace(PARTS, rough=rough)).lines[0].rough)) == corners


def test_what_was_added_later_begins_hollow_and_what_was_dropped_ends_with_a_cross() -> None:
    line = replace(
        PARTS,
        points=((date(2022, 3, 1), date(2022, 9, 1)), (date(2022, 4, 1), date(2022, 9, 1))),
        is_new=True,
        ends="dropped",
        ended_on=date(2022, 4, 14),
    )
    drawing = chart(PLATFORM, line)

    assert [point.kind for point in drawing.lines[1].points] == ["hollow", "square"]
    assert (drawing.lines[1].end.kind, drawing.occurs["dropped"], drawing.occurs["is_new"]) == ("dropped", True, True)
    assert [start.text for start in drawing.starts] == ["M2a"]


def test_the_codes_of_one_date_stand_together_at_the_left() -> None:
    assert [start.text for start in chart(PARTS, PLATFORM, PACKAGE).starts] == ["M2 P2", "M2a"]


def test_findings_stand_where_they_show_and_a_month_has_a_stripe() -> None:
    drawing = chart(
        PARTS,
        joints=(
            JointInput(1, date(2022, 5, 31), date(2022, 10, 1)),
            JointInput(2, date(2022, 5, 31), None, date(2022, 5, 2)),
        ),
    )
    at_the_end = float(drawing.lines[0].points[-1].x)

    assert [badge.number for badge in drawing.badges] == [1, 2]
    assert [float(badge.x) for badge in drawing.badges] == pytest.approx([at_the_end - 24, at_the_end])
    (band,) = drawing.bands
    assert float(band.x) + float(band.width) == pytest.approx(at_the_end + 6, abs=0.2)


@pytest.mark.parametrize(("day", "is_drawn"), [(DAY, True), (date(2021, 1, 1), False)])
def test_a_statutory_day_far_away_squeezes_nothing(day: date, *, is_drawn: bool) -> None:
    line = replace(PARTS, points=((day, day + timedelta(days=20)),), continued_on=None)

    assert (chart(line, day=day).marker is not None) is is_drawn


@given(
    st.lists(
        st.tuples(st.integers(0, 170), st.integers(0, 500), st.booleans()),
        min_size=1,
        max_size=12,
        unique_by=lambda t: t[0],
    )
)
def test_labels_never_meet_and_no_line_falls_below_the_diagonal(given_lines: list[tuple[int, int, bool]]) -> None:
    lines = []
    for number, (said_after, ahead, is_reached) in enumerate(given_lines):
        said = AGREED + timedelta(days=said_after)
        points = ((AGREED, AGREED + timedelta(days=said_after + ahead)), (said, said + timedelta(days=ahead)))
        line = replace(PARTS, short=f"M{number}", label=f"M{number}", points=points, light="green")
        lines.append(replace(line, ends="reached", ended_on=said) if is_reached else line)
    drawing = chart(*lines)

    rows = sorted(float(line.label.y) for line in drawing.lines)
    assert all(after - before > 13 for before, after in pairwise(rows))
    for one in drawing.lines:
        # Lines of one date run apart, so that a mark may lie as far off as these are.
        assert all(below_the_diagonal(drawing, x, y) < 45 for x, y in places(one.path))
