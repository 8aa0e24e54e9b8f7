"""Which day it is, and which day a page shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from ozgtracker import clock
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from ozgtracker.ui.stichtag import EARLIEST, EXAMPLE, InvalidStichtag, parse_stichtag
from tests.conftest import TODAY

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE_THE_LAW = found("stichtag.before-the-law", law=EARLIEST)


def test_it_shows_the_day_set_for_a_demonstration() -> None:
    moment = clock.now()

    assert (clock.today(), moment.date(), moment.utcoffset()) == (TODAY, TODAY, timedelta(hours=2))


def test_what_waits_is_measured_by_the_real_moment_even_in_a_demonstration() -> None:
    before = datetime.now(BERLIN)  # noqa: TID251  # the clock is held against the machine's own
    moment = clock.instant()
    after = datetime.now(BERLIN)  # noqa: TID251 - what the clock must agree with

    assert before <= moment <= after


def test_it_shows_the_real_day_of_berlin_otherwise(settings: Settings) -> None:
    settings.TODAY = None

    before = datetime.now(BERLIN)  # noqa: TID251  # the clock is held against the machine's own
    found, moment = clock.today(), clock.now()
    after = datetime.now(BERLIN)  # noqa: TID251 - what the clock must agree with

    assert before.date() <= found <= after.date()
    assert before <= moment <= after


@pytest.mark.parametrize("typed", ["2022-06-15", "15.06.2022", " 15.6.2022 ", "", "   "])
def test_it_reads_the_stichtag_as_people_and_programs_write_it(typed: str) -> None:
    assert parse_stichtag(typed, TODAY) == TODAY


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("gestern", found("stichtag.no-day", typed="gestern", example=EXAMPLE)),
        ("31.02.2022", found("stichtag.no-day", typed="31.02.2022", example=EXAMPLE)),
        ("2022-06-16", found("stichtag.to-come", day=date(2022, 6, 16))),
        ("0001-01-01", BEFORE_THE_LAW),
        ("17.08.2017", BEFORE_THE_LAW),
    ],
)
def test_it_says_what_is_wrong_with_a_stichtag(typed: str, why: Finding) -> None:
    with pytest.raises(InvalidStichtag) as refused:
        parse_stichtag(typed, TODAY)

    assert refused.value.why == why


@given(st.dates(min_value=EARLIEST, max_value=TODAY))
def test_it_reads_every_day_from_the_law_up_to_today_in_both_spellings(day: date) -> None:
    assert parse_stichtag(day.isoformat(), TODAY) == day
    assert parse_stichtag(f"{day.day}.{day.month}.{day.year:04}", TODAY) == day


@given(st.text())
def test_it_never_fails_but_with_a_sentence(typed: str) -> None:
    try:
        shown = f"{parse_stichtag(typed, TODAY):%d.%m.%Y}."
    except InvalidStichtag as refused:
        shown = say(refused.why)

    assert shown.endswith(".")
