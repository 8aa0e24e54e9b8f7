"""The stacked bar of states."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts import PartInput, state_bar
from ozgtracker.charts.bars import part_widths

counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=8)


@given(counts, st.floats(100, 800))
@settings(deadline=None)
def test_widths_add_up_and_nothing_vanishes(counts: list[int], width: float) -> None:
    widths = part_widths(counts, width)

    assert sum(widths) == pytest.approx(width if sum(counts) else 0)
    assert [wide >= 2.999 for wide in widths] == [count > 0 for count in counts]


@given(counts)
@settings(deadline=None)
def test_more_is_never_drawn_shorter(counts: list[int]) -> None:
    widths = part_widths(counts, 300)

    ordered = sorted(zip(counts, widths, strict=True))
    assert [wide for _, wide in ordered] == sorted(widths)


def test_the_bar_is_round_at_its_ends_only() -> None:
    bar = state_bar(
        [PartInput("later", "später", 0), PartInput("live", "live", 60), PartInput("unknown", "ohne Meldung", 40)],
        chart_id="x",
        title="x",
        width=100,
        height=10,
    )

    assert [part.path for part in bar.parts] == [
        "",
        "M5 0H60V10H5A5 5 0 0 1 5 0Z",
        "M60 0H95A5 5 0 0 1 95 10H60Z",
    ]
    assert bar.total == 100


def test_only_what_is_unknown_is_hatched() -> None:
    bar = state_bar([PartInput("live", "live", 1), PartInput("unknown", "ohne Meldung", 1)], chart_id="x", title="x")

    assert [(part.hatched, part.colour) for part in bar.parts] == [(False, "#2b4a8f"), (True, "")]
    assert bar.has_hatched


def test_a_bar_of_nothing_is_an_empty_outline() -> None:
    bar = state_bar([PartInput("live", "live", 0), PartInput("unknown", "ohne Meldung", 0)], chart_id="x", title="x")

    assert [part.path for part in bar.parts] == ["", ""]
    assert bar.outline.endswith("Z")
    assert not bar.has_hatched


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(KeyError):
        state_bar([PartInput("gone", "weg", 1)], chart_id="x", title="x")


@pytest.mark.parametrize("width", [8, 7, 10, 11.1])
def test_equal_parts_that_are_all_tiny_share_the_width(width: float) -> None:
    assert part_widths([1, 1, 1, 0], width) == [pytest.approx(width / 3)] * 3 + [0]
