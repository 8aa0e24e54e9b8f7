"""How far a file is, and which addresses mean the same list: rules without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.addresses import LONGEST, day_typed, extended, list_address
from exports.progress import Progress


@pytest.mark.parametrize(
    ("written", "expected", "share", "said"),
    [
        (0, None, None, 0),
        (0, 8, 0, 0),
        (1, 8, 0.125, 0),
        (2, 8, 0.25, 25),
        (7, 8, 0.875, 75),
        (8, 8, 1, 100),
        (9, 8, 1, 100),
        (0, 0, 1, 100),
        (6_203_520, 6_203_521, 6_203_520 / 6_203_521, 75),
    ],
)
def test_it_says_how_far_it_is(written: int, expected: int | None, share: float | None, said: int) -> None:
    progress = Progress(written, expected)

    assert (progress.share, progress.said) == (share, said)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_it_never_says_that_all_is_there_before_it_is(written: int, expected: int) -> None:
    progress = Progress(written, expected)

    assert progress.of is not None
    assert progress.share is not None
    assert 0 <= progress.share <= 1
    assert written <= progress.of
    assert (progress.share == 1) == (written >= expected)


@pytest.mark.parametrize(
    ("asked", "address", "day"),
    [
        ("/rollouts/csv/", "/rollouts/csv/", ""),
        ("/rollouts/csv/?stand=live&paket=1", "/rollouts/csv/?paket=1&stand=live", ""),
        ("/rollouts/csv/?paket=1&stand=live", "/rollouts/csv/?paket=1&stand=live", ""),
        ("/rollouts/csv/?seite=3&nach=x&vor=y&direkt=ja", "/rollouts/csv/", ""),
        ("/rollouts/csv/?stichtag=2022-03-31&wo=K%C3%B6ln", "/rollouts/csv/?wo=K%C3%B6ln", "2022-03-31"),
        ("/rollouts/csv/?stand=", "/rollouts/csv/", ""),
        ("https://example.org/rollouts/csv/", "", ""),
        ("//example.org/rollouts/csv/", "", ""),
        ("rollouts/csv/", "", ""),
        ("http://[", "", ""),
        ("", "", ""),
        ("/rollouts/csv/?was=" + "a" * LONGEST, "", ""),
        ("/rollouts/\x00csv/", "", ""),
    ],
)
def test_an_address_names_a_list_whatever_the_way_to_it(asked: str, address: str, day: str) -> None:
    assert (list_address(asked), day_typed(asked)) == (address, day)


@pytest.mark.parametrize(
    ("address", "pairs", "extended_address"),
    [
        ("/rollouts/csv/", {}, "/rollouts/csv/"),
        ("/rollouts/csv/", {"stichtag": ""}, "/rollouts/csv/"),
        ("/rollouts/csv/", {"stichtag": "2022-03-31", "direkt": "ja"}, "/rollouts/csv/?stichtag=2022-03-31&direkt=ja"),
        ("/rollouts/csv/?stand=live", {"direkt": "ja"}, "/rollouts/csv/?stand=live&direkt=ja"),
    ],
)
def test_an_address_takes_more_parameters(address: str, pairs: dict[str, str], extended_address: str) -> None:
    assert extended(address, **pairs) == extended_address
