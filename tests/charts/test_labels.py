"""No label covers another, an upright line, or the edge."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts.labels import GAP, Band, Spot, Wish, place_labels, spread

LEFT, RIGHT = 180.0, 640.0
places = st.floats(LEFT, RIGHT)
wishes = st.lists(st.builds(Wish, x=places, width=st.floats(6, 100), rows=st.integers(1, 2)), max_size=9)
bands = st.builds(
    Band,
    left=st.just(LEFT),
    right=st.just(RIGHT),
    walls=st.lists(places, max_size=3).map(tuple),
    above=st.booleans(),
)


def overlap(one: Spot, other: Spot) -> bool:
    """Do the two labels cover a common place?"""
    side_by_side = one.right + GAP / 2 <= other.left or other.right + GAP / 2 <= one.left
    return not side_by_side and bool(set(one.covers) & set(other.covers))


@given(wishes, bands)
@settings(max_examples=300, deadline=None)
def test_labels_never_cover_one_another_nor_a_wall_nor_the_edge(wishes: list[Wish], band: Band) -> None:
    spots = place_labels(wishes, band)

    assert len(spots) == len(wishes)
    assert not [pair for pair in combinations(spots, 2) if overlap(*pair)]
    for spot, wish in zip(spots, wishes, strict=True):
        assert spot.right - spot.left == pytest.approx(wish.width)
        assert LEFT <= spot.left <= spot.right <= RIGHT
        assert not [wall for wall in band.walls if spot.left - GAP / 2 < wall < spot.right + GAP / 2]
        assert spot.row >= (-wish.rows if band.above else 0)


@given(wishes, bands)
@settings(deadline=None)
def test_placing_is_the_same_every_time(wishes: list[Wish], band: Band) -> None:
    assert place_labels(wishes, band) == place_labels(wishes, band)


def test_a_label_alone_stands_centred_below_its_mark() -> None:
    assert place_labels([Wish(300, 80)], Band(LEFT, RIGHT)) == [Spot(260, 340, 0, leader=False)]


def test_a_label_slides_aside_from_the_line_of_today() -> None:
    (spot,) = place_labels([Wish(300, 80)], Band(LEFT, RIGHT, walls=(310,)))

    assert spot == Spot(224, 304, 0, leader=False)


def test_a_label_that_does_not_fit_below_stands_above() -> None:
    first, second = place_labels([Wish(300, 120), Wish(305, 120)], Band(LEFT, RIGHT))

    assert sorted([first.row, second.row]) == [-1, 0]


def test_a_label_away_from_its_mark_gets_a_leader_line() -> None:
    wishes = [Wish(300, 120), Wish(305, 120), Wish(310, 120)]
    spots = place_labels(wishes, Band(LEFT, RIGHT, above=False))

    away = [not spot.left - 4 <= wish.x <= spot.right + 4 for wish, spot in zip(wishes, spots, strict=True)]
    assert [spot.leader for spot in spots] == [spot.row > 0 or far for spot, far in zip(spots, away, strict=True)]
    assert any(spot.leader for spot in spots)


@pytest.mark.parametrize("xs", [(300, 320, 340, 360), (185, 200, 215, 230), (600, 610, 620, 635)])
def test_leader_lines_of_crowded_marks_come_down_beside_the_labels(xs: tuple[int, ...]) -> None:
    wishes = [Wish(x, 110) for x in xs]
    spots = place_labels(wishes, Band(LEFT, RIGHT))

    struck = [
        (wish, other)
        for wish, spot in zip(wishes, spots, strict=True)
        for other in spots
        if other != spot and 0 <= other.row < spot.row and other.left < wish.x < other.right
    ]
    assert struck == []


def test_a_label_wider_than_every_stretch_is_refused() -> None:
    with pytest.raises(ValueError, match="no room for a label of 300 pixels"):
        place_labels([Wish(300, 300)], Band(LEFT, RIGHT, walls=(400,)))


@pytest.mark.parametrize(
    ("x", "room"),
    [(200, 114), (590, 334), (300, 114), (298, 334)],
    ids=["left of the wall", "right of it", "on it: the nearer side", "too narrow would be the left"],
)
def test_a_label_may_be_as_wide_as_the_stretch_around_its_mark(x: float, room: float) -> None:
    least = 120 if x == 298 else 100

    assert Band(LEFT, RIGHT, walls=(300,)).room_at(x, least=least) == room


def test_a_band_without_room_has_none() -> None:
    assert Band(LEFT, LEFT).room_at(LEFT, least=10) == 0


@given(st.lists(st.floats(0, 100), max_size=5))
@settings(deadline=None)
def test_spread_places_keep_their_distance_and_stay_inside(middles: list[float]) -> None:
    placed = sorted(spread(middles, 14, low=0, high=100))

    assert all(after - before >= 13.999 for before, after in pairwise(placed))
    assert all(-0.001 <= place <= 100.001 for place in placed)
