"""Working days, precision, circles and the transition table: pure rules, no database."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.deadlines import add_working_days, is_working_day, working_days_between
from milestones.dependencies import buffer_days, find_cycle
from milestones.precision import UNDATED, Precision, due_day
from milestones.states import (
    CLOSED_STATES,
    COUNTED_KINDS,
    TRANSITIONS,
    UNPROMISED_KINDS,
    Commitment,
    DependencyKind,
    MilestoneKind,
    State,
    may_follow,
    needs_reason,
)
from milestones.words import COMMITMENTS, DEPENDENCY_KINDS, MILESTONE_KINDS, PRECISIONS, STATES, date_words

DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))
NAMES = st.sampled_from("abcdef")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 6, 15), True),
        (date(2022, 6, 16), False),  # Fronleichnam, a holiday in Rheinland-Pfalz
        (date(2022, 11, 1), False),  # Allerheiligen
        (date(2022, 10, 31), True),  # Reformationstag is none here
        (date(2022, 12, 26), False),
        (date(2022, 6, 18), False),
    ],
)
def test_working_days_are_those_of_the_land(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_the_distance_of_the_letter() -> None:
    assert working_days_between(date(2022, 1, 31), date(2022, 5, 31)) == 83
    assert working_days_between(date(2022, 5, 31), date(2022, 5, 31)) == 0
    assert working_days_between(date(2022, 6, 17), date(2022, 6, 15)) == -1


@given(DAYS, DAYS, DAYS)
def test_distances_add_up(one: date, two: date, three: date) -> None:
    assert working_days_between(one, two) + working_days_between(two, three) == working_days_between(one, three)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    reached = add_working_days(day, count)

    assert is_working_day(reached)
    assert working_days_between(day, reached) == count


@given(DAYS)
def test_adding_nothing_stays(day: date) -> None:
    assert add_working_days(day, 0) == day


@given(DAYS, st.sampled_from(Precision))
def test_a_promise_is_kept_until_its_due_day(day: date, precision: Precision) -> None:
    due = due_day(day, precision)

    if precision in UNDATED:
        assert due is None
    else:
        assert due is not None
        assert due >= day
        assert due_day(due, precision) == due
        assert date_words(due, precision) == date_words(day, precision)


def test_dates_are_written_as_the_plan_says_them() -> None:
    day = date(2022, 5, 31)

    assert {precision: date_words(day, precision) for precision in Precision} == {
        Precision.DAY: "31.05.2022",
        Precision.MONTH_END_FROM: "ab Ende Mai 2022",
        Precision.FROM_DAY: "ab 31.05.2022",
        Precision.QUARTER: "2. Quartal 2022",
        Precision.CONTINUOUS: "fortlaufend",
        Precision.NONE: "ohne Termin",
    }
    assert date_words(None, Precision.DAY) == "ohne Termin"
    assert due_day(date(2022, 11, 2), Precision.QUARTER) == date(2022, 12, 31)


def test_a_circle_is_named() -> None:
    assert find_cycle([("a", "b"), ("b", "c")], ("c", "a")) == ("c", "a", "b", "c")
    assert find_cycle([], ("a", "a")) == ("a", "a")
    assert find_cycle([("a", "b"), ("b", "c")], ("a", "c")) == ()


def test_the_shortest_circle_is_named() -> None:
    assert find_cycle([("a", "b"), ("b", "d"), ("a", "d"), ("d", "b")], ("d", "a")) == ("d", "a", "d")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=20))
def test_edges_taken_one_by_one_never_close_a_circle(wanted: list[tuple[str, str]]) -> None:
    taken: list[tuple[str, str]] = []
    for edge in wanted:
        circle = find_cycle(taken, edge)
        if circle:
            assert circle[0] == circle[-1] == edge[0]
            assert circle[1] == edge[1]
            assert set(pairwise(circle[1:])) <= set(taken)
        else:
            taken.append(edge)
    # What was taken can be put in an order: take away what has no predecessor, until nothing is left.
    rest = set(taken)
    while rest:
        behind = {after for _, after in rest}
        free = {edge for edge in rest if edge[0] not in behind}
        assert free
        rest -= free


def test_buffers() -> None:
    assert buffer_days(date(2022, 5, 31), date(2022, 5, 31)) == 0
    assert buffer_days(date(2022, 6, 30), date(2022, 5, 31)) == -20
    assert buffer_days(date(2022, 5, 2), date(2022, 5, 31), lag=5) == 15
    assert buffer_days(date(2022, 5, 31), date(2022, 5, 31), lag=5) == -5
    assert buffer_days(None, date(2022, 5, 31)) is None
    assert buffer_days(date(2022, 5, 31), None) is None


@given(DAYS, DAYS)
def test_a_buffer_is_positive_only_in_the_right_order(before: date, after: date) -> None:
    buffer = buffer_days(before, after)

    assert buffer is not None
    assert buffer <= max(0, (after - before).days)
    assert (buffer < 0) <= (after < before)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (STATES, State),
        (TRANSITIONS, State),
        (MILESTONE_KINDS, MilestoneKind),
        (COMMITMENTS, Commitment),
        (DEPENDENCY_KINDS, DependencyKind),
        (PRECISIONS, Precision),
    ],
)
def test_every_table_is_total(table: dict[object, object], words: type[StrEnum]) -> None:
    assert set(table) == set(words)


def test_every_state_may_be_confirmed_and_left() -> None:
    assert [state for state in State if not may_follow(state, state)] == []
    assert [state for state in State if TRANSITIONS[state] == {state}] == []


def test_the_whole_transition_table() -> None:
    assert {state.value: sorted(after.value for after in TRANSITIONS[state]) for state in State} == {
        "open": ["cancelled", "deferred", "open", "reached", "started"],
        "started": ["cancelled", "deferred", "reached", "started"],
        "reached": ["reached", "started"],
        "deferred": ["cancelled", "deferred", "open", "reached", "started"],
        "cancelled": ["cancelled", "open"],
    }


def test_which_steps_need_a_reason() -> None:
    asked = {
        (before.value, after.value) for before in State for after in TRANSITIONS[before] if needs_reason(before, after)
    }

    assert asked == {
        ("open", "deferred"),
        ("open", "cancelled"),
        ("started", "deferred"),
        ("started", "cancelled"),
        ("reached", "started"),
        ("deferred", "cancelled"),
        ("cancelled", "open"),
    }


def test_counted_and_unpromised_kinds_do_not_overlap() -> None:
    assert not COUNTED_KINDS & UNPROMISED_KINDS
    assert {State.REACHED, State.DEFERRED, State.CANCELLED} == CLOSED_STATES


def test_a_day_is_a_day() -> None:
    assert add_working_days(date(2022, 4, 14), 1) == date(2022, 4, 14) + timedelta(days=5)  # over Easter
