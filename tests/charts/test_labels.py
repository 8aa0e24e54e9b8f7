"""No label covers another, an upright line, or the edge, however wide the drawing becomes; what has no room is told."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts.labels import CLEAR, GAP, Band, Spot, Wish, place_labels, spread

LEFT, RIGHT = 180.0, 640.0
places = st.floats(LEFT, RIGHT)
wishes = st.lists(st.builds(Wish, x=places, width=st.floats(6, 100), rows=st.integers(1, 3)), max_size=40)
bands = st.builds(
    Band,
    left=st.just(LEFT),
    right=st.just(RIGHT),
    walls=st.lists(places, max_size=3).map(tuple),
    lines=st.integers(3, 12),
    leaders=st.just(True),
)
stretched = st.sampled_from([1.0, 1.3, 2.0, 5.0])


type Placed = tuple[Wish, Spot]


def placed(wishes: list[Wish], band: Band) -> list[Placed]:
    """What found a place, with its place."""
    return [(wish, spot) for wish, spot in zip(wishes, place_labels(wishes, band), strict=True) if spot]


def at(one: Placed, factor: float) -> tuple[float, float]:
    """The edges of a label where the band is so many times as wide: the mark moves, the label keeps its distance."""
    wish, spot = one
    moved = LEFT + (wish.x - LEFT) * factor
    return spot.left - wish.x + moved, spot.right - wish.x + moved


def beside(one: tuple[float, float], other: tuple[float, float], gap: float) -> bool:
    """Do two stretches keep their distance (a rounding error is forgiven)?"""
    return one[1] + gap <= other[0] + 1e-6 or other[1] + gap <= one[0] + 1e-6


@given(wishes, bands, stretched)
@settings(max_examples=300, deadline=None)
def test_labels_never_cover_one_another_nor_a_wall_nor_the_edge_at_any_width(
    wishes: list[Wish], band: Band, factor: float
) -> None:
    labels = placed(wishes, band)

    met = [
        (one, other)
        for one, other in combinations(labels, 2)
        if set(one[1].covers) & set(other[1].covers) and not beside(at(one, factor), at(other, factor), GAP)
    ]
    assert met == []
    for one in labels:
        wish, spot = one
        left, right = at(one, factor)
        assert spot.right - spot.left == pytest.approx(wish.width)
        assert spot.rows == wish.rows
        assert LEFT - 1e-6 <= left <= right <= LEFT + (RIGHT - LEFT) * factor + 1e-6
        assert range(band.lines)[spot.covers.start : spot.covers.stop] == spot.covers
        walls = [LEFT + (wall - LEFT) * factor for wall in band.walls if LEFT < wall < RIGHT]
        assert spot.crosses or not [wall for wall in walls if not beside((left, right), (wall, wall), CLEAR)]


@given(wishes, bands, stretched)
@settings(max_examples=300, deadline=None)
def test_leader_lines_come_down_beside_the_labels_at_any_width(wishes: list[Wish], band: Band, factor: float) -> None:
    labels = placed(wishes, band)
    ways = [(one, LEFT + (one[0].x - LEFT) * factor) for one in labels]

    assert [
        (one, other)
        for one, x in ways
        for other in labels
        if other is not one and other[1].covers.start < one[1].row and not beside(at(other, factor), (x, x), CLEAR)
    ] == []


@given(wishes, bands)
@settings(max_examples=300, deadline=None)
def test_labels_of_a_line_stand_in_the_order_of_their_marks_and_at_their_marks(wishes: list[Wish], band: Band) -> None:
    labels = placed(wishes, band)

    for line in range(band.lines):
        standing = sorted((spot.left, wish.x) for wish, spot in labels if line in spot.covers)
        assert [x for _, x in standing] == sorted(x for _, x in standing)
    near = CLEAR + 1e-6
    assert [one for one in labels if one[1].left > one[0].x + near or one[1].right < one[0].x - near] == []


@given(wishes, bands)
@settings(deadline=None)
def test_placing_is_the_same_every_time(wishes: list[Wish], band: Band) -> None:
    assert place_labels(wishes, band) == place_labels(wishes, band)


@given(st.lists(st.builds(Wish, x=places, width=st.floats(6, 100)), max_size=6))
@settings(deadline=None)
def test_without_leaders_every_label_finds_a_place(wishes: list[Wish]) -> None:
    assert None not in place_labels(wishes, Band(LEFT, RIGHT, lines=max(len(wishes), 1), leaders=False))


def test_a_label_alone_stands_centred_below_its_mark() -> None:
    assert place_labels([Wish(300, 80)], Band(LEFT, RIGHT)) == [Spot(260, 340, 0)]


def test_a_label_slides_aside_from_the_line_of_today() -> None:
    (spot,) = place_labels([Wish(300, 80)], Band(LEFT, RIGHT, walls=(310,)))

    assert spot == Spot(227, 307, 0)


def test_where_there_is_no_room_beside_a_line_the_label_covers_it() -> None:
    (spot,) = place_labels([Wish(300, 80)], Band(LEFT, RIGHT, walls=(290, 310)))

    assert spot == Spot(260, 340, 0, crosses=True)


@pytest.mark.parametrize(
    ("xs", "rows"),
    [
        ((300, 320, 340, 360), [0, 1, 2, 0]),
        ((185, 200, 215, 230), [3, 2, 1, 0]),
        ((600, 610, 620, 635), [0, 1, 2, 3]),
        ((300, 300, 300), [0, 1, 0]),
    ],
    ids=["amid", "at the left edge", "at the right edge", "on the same day"],
)
def test_crowded_marks_all_get_a_label_down_a_staircase(xs: tuple[int, ...], rows: list[int]) -> None:
    spots = place_labels([Wish(x, 110) for x in xs], Band(LEFT, RIGHT))

    assert [spot and spot.row for spot in spots] == rows


def test_crowds_at_both_ends_each_get_their_own_staircase() -> None:
    near, far = (185, 200, 215), (605, 620, 635)
    spots = place_labels([Wish(x, 110) for x in (*near, *far)], Band(LEFT, RIGHT))

    assert [spot and spot.row for spot in spots] == [2, 1, 0, 0, 1, 2]


def test_what_finds_no_place_is_told() -> None:
    spots = place_labels([Wish(300 + place, 110) for place in range(6)], Band(LEFT, RIGHT, lines=3))

    assert [spot is None for spot in spots].count(True) == 2
    assert place_labels([Wish(300, RIGHT - LEFT + 1)], Band(LEFT, RIGHT)) == [None]
    assert place_labels([], Band(LEFT, RIGHT)) == []


@given(st.lists(st.floats(0, 100), max_size=5))
@settings(deadline=None)
def test_spread_places_keep_their_distance_and_stay_inside(middles: list[float]) -> None:
    placed = sorted(spread(middles, 14, low=0, high=100))

    assert all(after - before >= 13.999 for before, after in pairwise(placed))
    assert all(-0.001 <= place <= 100.001 for place in placed)
