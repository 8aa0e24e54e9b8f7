"""Path strings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts import palette
from ozgtracker.charts.shapes import arrow_head, diamond, number, polygon, polyline, rounded_bar, sign, steps


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-0.04, "0"), (12, "12"), (12.34, "12.3"), (-7.06, "-7.1"), (1234.5, "1234.5")]
)
def test_a_coordinate_has_a_decimal_point_and_nothing_needless(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-5000, 5000))
@settings(deadline=None)
def test_a_coordinate_is_exact_to_a_twentieth(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.0501


def test_it_writes_paths() -> None:
    assert polyline([(0, 0), (1.25, 2)]) == "M0 0L1.2 2"
    assert polygon([(0, 0), (1, 0), (1, 1)]) == "M0 0L1 0L1 1Z"
    assert diamond(10, 10, 7) == "M10 3L17 10L10 17L3 10Z"
    assert arrow_head(10, 10, 5) == "M5 5L10 10L5 15"


def test_too_few_points_draw_nothing() -> None:
    assert polyline([(1, 1)]) == ""
    assert polygon([(1, 1), (2, 2)]) == ""


@pytest.mark.parametrize(
    ("ends", "path"),
    [
        ((True, True), "M5 0H95A5 5 0 0 1 95 10H5A5 5 0 0 1 5 0Z"),
        ((True, False), "M5 0H100V10H5A5 5 0 0 1 5 0Z"),
        ((False, True), "M0 0H95A5 5 0 0 1 95 10H0Z"),
        ((False, False), "M0 0H100V10H0Z"),
    ],
)
def test_a_bar_is_round_where_it_ends(ends: tuple[bool, bool], path: str) -> None:
    assert rounded_bar(0, 100, 5, 10, round_left=ends[0], round_right=ends[1]) == path


def test_a_bar_without_length_draws_nothing() -> None:
    assert rounded_bar(10, 10, 5, 10) == ""


def test_every_light_has_a_sign_of_its_own() -> None:
    signs = {light: sign(light, 0, 0) for light in palette.LIGHTS}

    assert len(set(signs.values())) == len(signs)
    assert "" not in signs.values()


def test_a_staircase_holds_each_value_until_the_next() -> None:
    assert steps([(0, 5), (10, 5), (20, 8)]) == [(0, 5), (10, 5), (20, 5), (20, 8)]
