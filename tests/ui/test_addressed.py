"""Addresses put together are those that Django reverses."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.ui.addressed import address

KEYS = st.one_of(st.integers(0, 10**12), st.text("0123456789", min_size=1, max_size=12))


@given(first=KEYS, second=KEYS)
def test_keys_of_digits_stand_in_the_pattern_of_the_page(first: str | int, second: str | int) -> None:
    assert address("why", first, second) == reverse("why", args=[first, second])
    assert address("authority", first) == reverse("authority", args=[first])
    assert address("rollouts") == reverse("rollouts")


@pytest.mark.parametrize("key", ["app-betriebsbereit", "ä/b", "a b?", "²"])
def test_any_other_key_is_reversed(key: str) -> None:
    assert address("authority", key.replace("/", "")) == reverse("authority", args=[key.replace("/", "")])


def test_no_page_has_no_address() -> None:
    for args in ([], ["1", "2", "3"], ["a/b"]):
        with pytest.raises(NoReverseMatch):
            address("authority", *args)


def test_it_stands_where_the_site_does() -> None:
    before = address("authority", "1")
    set_script_prefix("/ozg/")
    try:
        assert address("authority", "1") == f"/ozg{before}"
    finally:
        set_script_prefix("/")
