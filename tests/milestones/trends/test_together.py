"""What several lines say together: with the figures of the plan of 21.12.2021 as it is played."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.trend import Point
from milestones.trends.together import Joint, Line, Link, crossed, moved_closer, risen_together
from ozgtracker.findings import found

AGREED = date(2021, 12, 21)
REPORTS = [date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 29)]


def line(code: str, agreed: date, *moves: tuple[date, date], actual: date | None = None) -> Line:
    """A line that stood until the first of the moves (said on, expected on)."""
    until = moves[0][0] if moves else actual or date.max
    said = [Point(day, agreed) for day in REPORTS if day < until]
    return Line(code, (Point(AGREED, agreed), *said, *(Point(*move) for move in moves)), actual, actual)


MAY = date(2022, 5, 31)
PLATFORM = Line(
    "M2a",
    (
        Point(AGREED, date(2022, 1, 31)),
        Point(date(2021, 12, 31), date(2022, 1, 31)),
        Point(date(2022, 1, 31), date(2022, 2, 28)),
        Point(date(2022, 2, 28), date(2022, 3, 15)),
    ),
    ended_on=date(2022, 3, 15),
    actual=date(2022, 3, 15),
)
ALL_PARTS = line("M2", date(2022, 9, 30), (MAY, date(2022, 10, 28)))
PACKAGE_1 = line("M3", MAY, (MAY, date(2022, 6, 7)), actual=date(2022, 6, 7))
PACKAGE_2 = line("P2", date(2022, 9, 30), (MAY, date(2022, 10, 28)))
HANDBOOK = line("M4", MAY, (MAY, date(2022, 6, 30)))
PILOTS = line("L1", date(2022, 3, 31), actual=date(2022, 3, 31))


# -- rising together


def test_in_may_all_four_open_ones_rose() -> None:
    joints = risen_together([PLATFORM, ALL_PARTS, PACKAGE_1, PACKAGE_2, HANDBOOK, PILOTS])

    finding = found("trend.together", month=MAY, rose=4, of=4)
    assert joints == [Joint(("M2", "M3", "P2", "M4"), MAY, finding, since=MAY)]


@pytest.mark.parametrize(("rising", "is_told"), [(2, False), (3, True), (5, True)])
def test_three_in_five_are_together_and_two_are_not(rising: int, *, is_told: bool) -> None:
    lines = [line(f"R{n}", MAY, (date(2022, 5, 2), date(2022, 6, 1))) for n in range(rising)]
    lines += [line(f"S{n}", MAY, (date(2022, 5, 20), MAY)) for n in range(5 - rising)]

    assert [joint.codes for joint in risen_together(lines)] == (
        [tuple(f"R{n}" for n in range(rising))] if is_told else []
    )


def test_two_open_lines_are_too_few_to_be_together() -> None:
    assert risen_together([ALL_PARTS, PACKAGE_2]) == []


def test_reports_of_one_month_count_together_whatever_their_day() -> None:
    days = (date(2022, 5, 3), date(2022, 5, 17), date(2022, 5, 30))
    lines = [line(f"R{n}", MAY, (day, day + timedelta(days=60))) for n, day in enumerate(days)]

    (joint,) = risen_together(lines)

    assert (joint.since, joint.on, joint.codes) == (days[0], days[2], ("R0", "R1", "R2"))


# -- moving closer


def test_the_platform_left_package_1_77_days_of_120() -> None:
    joints = moved_closer([Link(PLATFORM, PACKAGE_1, is_hard=True)])

    finding = found("trend.closer", before="M2a", after="M3", left=77, began=120)
    assert joints == [Joint(("M2a", "M3"), date(2022, 3, 15), finding)]


@pytest.mark.parametrize(("left", "is_told"), [(71, False), (70, False), (69, True), (0, True), (-1, False)])
def test_thirty_percent_less_is_the_threshold(left: int, *, is_told: bool) -> None:
    """Of a hundred days; a successor before its predecessor has crossed, which is another finding."""
    end = AGREED + timedelta(days=200)
    before = line("A", AGREED + timedelta(days=100), (date(2022, 1, 5), end - timedelta(days=left)))

    assert bool(moved_closer([Link(before, line("B", end), is_hard=True)])) is is_told


def test_where_the_plan_left_no_day_nothing_can_move_closer() -> None:
    assert moved_closer([Link(HANDBOOK, PACKAGE_1, is_hard=False), Link(ALL_PARTS, PACKAGE_2, is_hard=True)]) == []


# -- crossing


def test_the_handbook_now_comes_23_days_after_the_package_it_should_precede() -> None:
    joints = crossed([Link(HANDBOOK, PACKAGE_1, is_hard=False)])

    finding = found("trend.crossed-soft", before="M4", after="M3", by=timedelta(days=23))
    assert joints == [Joint(("M4", "M3"), MAY, finding)]


def test_a_hard_one_says_so_and_a_reached_one_has_not_crossed() -> None:
    assert [one.finding.code for one in crossed([Link(HANDBOOK, PACKAGE_1, is_hard=True)])] == ["trend.crossed-hard"]
    assert crossed([Link(PLATFORM, PACKAGE_1, is_hard=True)]) == []


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 300)), min_size=1, max_size=8), st.integers(1, 300))
def test_a_line_is_crossed_whenever_it_is_open_and_later(moves: list[tuple[int, int]], other: int) -> None:
    start = date(2022, 1, 1)
    said = sorted(dict(moves).items())
    points = [Point(start + timedelta(days=day), start + timedelta(days=day + ahead)) for day, ahead in said]
    after = Line("B", (Point(AGREED, AGREED + timedelta(days=other)),))

    joints = crossed([Link(Line("A", tuple(points)), after, is_hard=False)])

    late = (points[-1].expected_on - after.points[0].expected_on).days
    assert [joint.finding.facts["by"] for joint in joints] == ([timedelta(days=late)] if late > 0 else [])
    assert all(joint.on in {point.said_on for point in points} for joint in joints)


@given(st.dates(AGREED, date(2022, 12, 31)))
def test_what_was_expected_on_a_day_is_the_last_word_by_then(day: date) -> None:
    said = [point.expected_on for point in PLATFORM.points if point.said_on <= day]

    assert PLATFORM.expected_at(day) == (PLATFORM.actual if day >= date(2022, 3, 15) else said[-1])
