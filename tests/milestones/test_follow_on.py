"""When what waits can be expected: against a naive reckoning that follows every path."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.deadlines import add_working_days
from milestones.follow_on import FollowOn, Node, Wait, chain, follow_on, waiting_for

PLATFORM, PARTS, PAY = Node("M2a", date(2022, 3, 15), is_done=True), Node("M2", None, is_computed=True), "epayment"
PACKAGE = Node("P2", date(2022, 9, 30))


def parts_of(pay_on: date | None) -> list[Node]:
    """The plan's chain: ePayment and signature make M2, which opens package 2."""
    return [Node(PAY, pay_on), Node("signatur", date(2022, 9, 14)), PARTS, PACKAGE, PLATFORM]


CHAIN = [Wait(PAY, "M2"), Wait("signatur", "M2"), Wait("M2a", "M2"), Wait("M2", "P2")]


def test_the_latest_of_what_comes_before_decides_and_the_chain_says_so() -> None:
    found = follow_on(parts_of(date(2022, 10, 28)), CHAIN)

    assert found["M2"] == FollowOn(date(2022, 10, 28), PAY)
    assert found["P2"] == FollowOn(date(2022, 10, 28), "M2")
    assert chain("P2", found) == (PAY, "M2", "P2")


def test_an_own_later_date_stands() -> None:
    found = follow_on(parts_of(date(2022, 9, 1)), CHAIN)

    assert (found["M2"].expected_on, found["P2"]) == (date(2022, 9, 14), FollowOn(date(2022, 9, 30)))


def test_what_is_reckoned_from_parts_has_no_date_while_one_of_them_has_none() -> None:
    found = follow_on(parts_of(None), CHAIN)

    assert found["M2"] == FollowOn(None, undated=(PAY,))
    assert found["P2"] == FollowOn(date(2022, 9, 30), undated=("M2",))


def test_what_is_reached_waits_no_more() -> None:
    done = Node("P2", date(2022, 6, 7), is_done=True)

    assert follow_on([Node("M2", date(2022, 10, 28)), done], [Wait("M2", "P2")])["P2"] == FollowOn(date(2022, 6, 7))


@pytest.mark.parametrize(("with_soft", "expected"), [(False, date(2022, 5, 31)), (True, date(2022, 6, 30))])
def test_soft_ones_count_where_they_are_asked_for(*, with_soft: bool, expected: date) -> None:
    nodes = [Node("M4", date(2022, 6, 30)), Node("M3", date(2022, 5, 31))]

    found = follow_on(nodes, [Wait("M4", "M3", is_hard=False)], with_soft=with_soft)

    assert found["M3"].expected_on == expected


def test_a_lag_is_in_working_days_of_the_land() -> None:
    """Whitsun is between: 03.06.2022 is a Friday, the Monday after it a holiday."""
    found = follow_on([Node("A", date(2022, 6, 3)), Node("B", date(2022, 1, 1))], [Wait("A", "B", lag=2)])

    assert found["B"] == FollowOn(date(2022, 6, 8), "A")


def test_in_a_circle_each_counts_with_its_own_date() -> None:
    nodes = [Node(key, date(2022, 5, day)) for key, day in (("A", 1), ("B", 2), ("C", 3))]

    found = follow_on(nodes, [Wait("A", "B"), Wait("B", "A"), Wait("B", "C")])

    assert {key: one.expected_on for key, one in found.items()} == {node.key: node.own_on for node in nodes}


def test_who_waits_for_me_also_through_others_nearest_first() -> None:
    assert waiting_for("M2a", [*CHAIN, Wait("M2a", "M3")]) == ("M2", "M3", "P2")
    assert waiting_for("P2", CHAIN) == ()


DAYS = st.one_of(st.none(), st.integers(0, 400))
DRAWN = st.lists(st.tuples(DAYS, st.booleans(), st.booleans()), min_size=1, max_size=9)


@given(DRAWN, st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 3)), max_size=14))
def test_it_equals_following_every_path(
    drawn: list[tuple[int | None, bool, bool]], edges: set[tuple[int, int, int]]
) -> None:
    first = date(2022, 1, 3)
    nodes = [
        Node(str(n), None if day is None else first + timedelta(days=day), is_done=done, is_computed=computed)
        for n, (day, done, computed) in enumerate(drawn)
    ]
    # Only from lower to higher numbers: no circle.
    waits = [Wait(str(a), str(b), lag=lag) for a, b, lag in edges if a < b < len(nodes)]

    def naive(key: str) -> date | None:
        node = nodes[int(key)]
        if node.is_done:
            return node.own_on
        before = [(naive(wait.before), wait.lag) for wait in waits if wait.after == key]
        if node.is_computed and any(day is None for day, _lag in before):
            return None
        days = [add_working_days(day, lag) for day, lag in before if day is not None]
        return max([*days, *([node.own_on] if node.own_on else [])], default=None)

    found = follow_on(nodes, waits)

    assert {key: one.expected_on for key, one in found.items()} == {node.key: naive(node.key) for node in nodes}
    for node in nodes:
        steps = chain(node.key, found)
        assert steps[-1] == node.key
        assert found[steps[0]].driver == ""


def test_five_thousand_with_ten_thousand_waits_are_each_looked_at_once() -> None:
    """A chain as long as the plan: nothing is looked at again, and nothing recurses."""
    nodes = [Node(str(n), date(2022, 1, 3) if n == 0 else None) for n in range(5000)]
    waits = [Wait(str(n - step), str(n)) for n in range(5000) for step in (1, 2) if n >= step]

    found = follow_on(nodes, waits)

    assert {one.expected_on for one in found.values()} == {date(2022, 1, 3)}
