"""What the address may say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.what_if.shifts import MOST_WEEKS, read_shifts

KNOWN = ("epayment", "signatur", "start-paket-1")


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [("6", 6), ("+6", 6), ("-4", -4), ("−4", -4), ("6w", 6), (" 6 ", 6), ("104", 104), ("-104", -104)],
)
def test_weeks_are_read(typed: str, weeks: int) -> None:
    assert read_shifts([("epayment", typed)], KNOWN).moved == {"epayment": timedelta(weeks=weeks)}


@pytest.mark.parametrize("typed", ["abc", "1.5", "105", "-105", "9" * 40, "٣", "--1", "1e1"])
def test_what_is_no_number_of_weeks_is_kept_and_refused(typed: str) -> None:
    shifts = read_shifts([("epayment", typed)], KNOWN)

    assert (dict(shifts.weeks), dict(shifts.refused), shifts.shown) == ({}, {"epayment": typed}, ("epayment",))


def test_nothing_typed_is_nothing_moved_and_nothing_wrong() -> None:
    shifts = read_shifts([("epayment", ""), ("signatur", "0"), ("unbekannt", "6")], KNOWN)

    assert (dict(shifts.weeks), dict(shifts.refused), shifts.shown) == ({}, {}, ("epayment", "signatur"))


def test_one_more_is_offered_without_being_moved() -> None:
    shifts = read_shifts([("epayment", "2"), ("dazu", "start-paket-1"), ("weich", "1")], KNOWN)

    assert (shifts.shown, dict(shifts.weeks), shifts.with_soft) == (
        ("epayment", "start-paket-1"),
        {"epayment": 2},
        True,
    )
    assert read_shifts([("dazu", "gibtsnicht")], KNOWN).shown == ()


@given(st.dictionaries(st.sampled_from(KNOWN), st.integers(-MOST_WEEKS, MOST_WEEKS)), st.booleans())
def test_the_address_of_what_is_shown_says_the_same_again(weeks: dict[str, int], soft: bool) -> None:
    asked = [(slug, str(number)) for slug, number in weeks.items()] + ([("weich", "1")] if soft else [])
    shifts = read_shifts(asked, KNOWN)

    assert read_shifts(list(shifts.query().items()), KNOWN) == shifts
