"""Counting: unknown is not zero, everywhere is not somewhere, and SQL counts what the rule counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboards.figures.rollouts import tally
from municipalities.coverage import Count, Coverage, classify, count
from municipalities.gate_queries import gates_for
from municipalities.models import Rollout, RolloutReport
from municipalities.rollout_states import TRANSITIONS, RolloutState
from municipalities.words import COVERAGES, STATES
from ozgtracker.ui.as_of import AsOf
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)
states = st.lists(st.tuples(st.sampled_from(RolloutState), st.booleans()), max_size=40)
SPOKEN = [state for state in RolloutState if state is not RolloutState.UNKNOWN]


def test_tables_are_total() -> None:
    assert set(STATES) == set(RolloutState)
    assert set(TRANSITIONS) == set(RolloutState)
    assert set(COVERAGES) == set(Coverage)
    assert all(RolloutState.UNKNOWN not in following for following in TRANSITIONS.values())


def test_unknown_opens_a_span() -> None:
    counted = Count(live=1, planned=1, unknown=2)

    assert (counted.total, counted.reported) == (4, 2)
    assert (counted.share_low, counted.share_high) == (0.25, 0.75)
    assert counted.coverage is Coverage.SOME


def test_what_was_said_is_never_counted_as_possibly_live() -> None:
    counted = Count(live=1, not_competent=1, not_digitisable=1, unknown=1)

    assert (counted.total, counted.reported) == (4, 3)
    assert (counted.share_low, counted.share_high) == (0.25, 0.5)
    assert Count(live=1, not_competent=1).coverage is Coverage.HALF


def test_the_span_ends_where_the_gate_is_closed() -> None:
    counted = Count(live=1, planned=1, unknown=2, barred=1)

    assert (counted.possible, counted.total, counted.share_high) == (2, 4, 0.5)


def test_nobody_competent_has_no_share() -> None:
    assert (Count().share_low, Count().share_high) == (None, None)
    assert Count().coverage is Coverage.NOT_COMPETENT


@pytest.mark.parametrize(
    ("live", "total", "expected"),
    [
        (0, 0, Coverage.NOT_COMPETENT),
        (0, 170, Coverage.NOWHERE),
        (1, 170, Coverage.SOME),
        (84, 170, Coverage.SOME),
        (85, 170, Coverage.HALF),
        (169, 170, Coverage.HALF),
        (170, 170, Coverage.EVERYWHERE),
    ],
)
def test_classes_have_sharp_borders(live: int, total: int, expected: Coverage) -> None:
    assert classify(live, total) is expected


@given(states)
def test_every_rollout_is_counted_once(found: list[tuple[RolloutState, bool]]) -> None:
    counted, spoken = count(found), [state for state, _is_open in found]

    assert counted.total == len(found)
    assert [counted.of(state) for state in RolloutState] == [spoken.count(state) for state in RolloutState]
    assert counted.possible == spoken.count(RolloutState.LIVE) + found.count((RolloutState.UNKNOWN, True))
    assert (counted.coverage is Coverage.EVERYWHERE) == (bool(found) and set(spoken) == {RolloutState.LIVE})
    if counted.share_low is not None and counted.share_high is not None:
        assert 0 <= counted.share_low <= counted.share_high <= 1


@given(states, states)
def test_two_disjoint_sets_add_up(one: list[tuple[RolloutState, bool]], other: list[tuple[RolloutState, bool]]) -> None:
    assert count(one) + count(other) == count([*one, *other])


said = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(SPOKEN), st.dates(date(2022, 1, 1), date(2022, 6, 15))), max_size=12
)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=said, day=st.dates(date(2022, 1, 1), date(2022, 6, 15)))
def test_sql_counts_what_the_rule_counts(small: World, said: list[tuple[int, RolloutState, date]], day: date) -> None:
    """On any day the state of a rollout is that of the last report by then, in SQL as in the rule."""
    rollouts = list(Rollout.objects.select_related("service").order_by("pk"))
    with transaction.atomic():
        history = [_write(rollout, small, said, index) for index, rollout in enumerate(rollouts)]
        counted = tally(Rollout.objects.competent().as_of(AsOf(day, TODAY)), "is_competent", AsOf(day, TODAY))[True]
        silent = Rollout.objects.competent().as_of(AsOf(day, TODAY)).unreported_in_month(day).count()
        transaction.set_rollback(True)

    gates = gates_for({rollout.service for rollout in rollouts}, day)
    expected = [
        (_state_on(lines, day), gates[rollout.service_id].is_open)
        for rollout, lines in zip(rollouts, history, strict=True)
    ]
    assert counted == count(expected)
    assert silent == sum(
        not any(day.replace(day=1) <= said_on <= day for said_on, _state in lines) for lines in history
    )


def _write(
    rollout: Rollout, small: World, said: list[tuple[int, RolloutState, date]], index: int
) -> list[tuple[date, RolloutState]]:
    """Appends what was said about this rollout, and keeps the current row beside it, as the actions do."""
    mine = sorted((day, state) for place, state, day in said if place == index)
    last = None
    for day, state in mine:
        last = RolloutReport.objects.create(
            rollout=rollout,
            said_on=day,
            state=state,
            live_on=day if state == "live" else None,
            by=small.officer,
            supersedes=last,
        )
    if last is not None:
        Rollout.objects.filter(pk=rollout.pk).update(
            state=last.state, live_on=last.live_on, reported_on=last.said_on, last_report=last
        )
    return mine


def _state_on(history: list[tuple[date, RolloutState]], day: date) -> RolloutState:
    by_then = [state for said_on, state in history if said_on <= day]
    return by_then[-1] if by_then else RolloutState.UNKNOWN


def test_whoever_said_anything_is_reported_whatever_the_state() -> None:
    counts = [count([(state, True)]) for state in RolloutState]

    assert [one.reported for one in counts] == [int(state is not RolloutState.UNKNOWN) for state in RolloutState]
    assert [one.total for one in counts] == [1] * len(RolloutState)
