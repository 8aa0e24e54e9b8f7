"""What lies between two stands of the plan: rules, and the page that shows them."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.actions import answer_proposal, propose_date
from milestones.baselines.compare import DateChange, Dated, Difference, compare, largest_first
from milestones.baselines.page import Compared, compared
from milestones.models import Plan
from milestones.precision import Precision
from milestones.proposals import Verdict
from milestones.status import plan_status
from ozgtracker.ui.as_of import AsOf
from tests.conftest import TODAY, ClientOf
from tests.milestones.conftest import By
from tests.milestones.reporting import Report

AT = AsOf(TODAY, TODAY)
MAY, JUNE = date(2022, 5, 31), date(2022, 6, 30)
ADDRESS = "/milestones/baselines/"


def dated(on: date | None, precision: str = "day") -> Dated:
    return Dated(on, f"{precision} {on}", precision)


# -- the rule


@pytest.mark.parametrize(
    ("first", "second", "change", "days", "working_days"),
    [
        (dated(MAY), dated(JUNE), DateChange.MOVED, 30, 20),
        (dated(JUNE), dated(MAY), DateChange.MOVED, -30, -20),
        (dated(MAY), dated(MAY), DateChange.UNCHANGED, 0, 0),
        (dated(MAY), dated(MAY, "from_day"), DateChange.MOVED, 0, 0),
        # Reached, or expected, on the very day of an inexact promise.
        (dated(MAY, "quarter"), dated(MAY, ""), DateChange.UNCHANGED, 0, 0),
        (dated(None, "none"), dated(MAY), DateChange.MOVED, None, None),
        (None, dated(MAY), DateChange.ADDED, None, None),
        (dated(MAY), None, DateChange.REMOVED, None, None),
    ],
)
def test_what_became_of_a_date(
    first: Dated | None, second: Dated | None, change: DateChange, days: int | None, working_days: int | None
) -> None:
    one, other = ({"x": stand} if stand else {} for stand in (first, second))

    (found,) = compare(["x", "y"], one, other)

    assert (found.change, found.days, found.working_days) == (change, days, working_days)


STANDS = st.dictionaries(st.integers(0, 9), st.integers(0, 300))


@given(STANDS, STANDS)
def test_every_date_is_told_once_and_the_way_back_is_the_opposite(one: dict[int, int], two: dict[int, int]) -> None:
    first, second = ({key: dated(MAY + timedelta(days=day)) for key, day in stand.items()} for stand in (one, two))

    there, back = compare(range(10), first, second), compare(range(10), second, first)

    assert [found.key for found in there] == sorted(one.keys() | two.keys())
    assert [found.days for found in back] == [None if found.days is None else -found.days for found in there]
    opposite = {DateChange.ADDED: DateChange.REMOVED, DateChange.REMOVED: DateChange.ADDED}
    assert [found.change for found in back] == [opposite.get(found.change, found.change) for found in there]


def test_the_largest_shift_comes_first_and_what_stayed_last() -> None:
    moves = {"a": 0, "b": 5, "c": -9, "d": 1}
    first = {key: dated(MAY) for key in moves}
    second = {key: dated(MAY + timedelta(days=days)) for key, days in moves.items()}

    found: list[Difference[str]] = largest_first(compare(list(moves), first, second))

    assert [one.key for one in found] == ["c", "b", "d", "a"]


# -- the plan


@pytest.fixture
def moved(plan: Plan, milestone: By, ministry: User, spokesman: User) -> None:
    """Both sides agreed on another date for package 2."""
    proposal = propose_date(
        by=ministry, milestone=milestone("P2"), on=date(2022, 6, 8), day=date(2022, 10, 28),
        precision=Precision.FROM_DAY, reason="ePayment kommt später.", reason_category="contract",
    )  # fmt: skip
    answer_proposal(by=spokesman, proposal=proposal, verdict=Verdict.CONFIRMED, on=date(2022, 6, 9))


@pytest.fixture
def slipped(report: Report) -> None:
    """The handbook is expected thirty days later, since 31.05.2022."""
    report("M4", on=date(2022, 4, 29), forecast_on=MAY)
    report("M4", on=MAY, forecast_on=JUNE, reason="Das Handbuch wird noch geprüft.")


def found(plan: Plan, first: str, second: str, at: AsOf = AT) -> Compared:
    """The two stands of the plan as it was on that day."""
    return compared(plan_status(plan, at), at, first, second)


def changed(page: Compared) -> dict[str, tuple[DateChange, int | None]]:
    """What differs, by the code of the milestone."""
    codes = {row.milestone.pk: row.milestone.code for row in page.plan.milestones}
    return {codes[one.key]: (one.change, one.days) for one in page.found if one.change is not DateChange.UNCHANGED}


def test_a_new_agreement_is_the_only_difference_between_two_baselines(moved: None, plan: Plan) -> None:
    page = found(plan, "b0", "b1")

    assert changed(page) == {"P2": (DateChange.MOVED, 28)}
    assert [page.second.reasons[one.key] for one in page.found if one.days] == ["ePayment kommt später."]
    assert (page.first.number, page.second.number, len(page.known)) == (0, 1, 2)


def test_without_a_choice_the_first_plan_stands_beside_what_is_expected(slipped: None, plan: Plan) -> None:
    page = found(plan, "", "")

    assert (page.first.key, page.second.key) == ("b0", "heute")
    assert changed(page)["M4"] == (DateChange.MOVED, 30)


def test_two_days_show_what_was_expected_then(slipped: None, plan: Plan) -> None:
    page = found(plan, "2022-04-30", "2022-06-01")

    assert changed(page) == {"M4": (DateChange.MOVED, 30)}


@pytest.mark.parametrize("key", ["b7", "quatsch", "2022-06-16", "2021-12-20", "2022-13-01"])
def test_what_names_no_stand_is_told_and_the_usual_one_shown(key: str, plan: Plan) -> None:
    page = found(plan, key, "")

    assert (page.refused, page.first.key) == ((key,), "b0")


def test_a_past_day_knows_no_later_agreement(moved: None, plan: Plan) -> None:
    page = found(plan, "b0", "b1", AsOf(date(2022, 6, 1), TODAY))

    assert (page.refused, len(page.known)) == (("b1",), 1)


# -- the page


def html(client: Client, query: str = "") -> str:
    """The page as it is sent."""
    return str(client.get(f"{ADDRESS}{query}").content.decode())


def test_it_answers_first_and_counts_what_changed(slipped: None, client_of: ClientOf, steering: User) -> None:
    page = html(client_of(steering), "?zuerst=2022-04-30&danach=heute")

    assert re.findall(r"<h1>(.*?)</h1>", page) == ["1 von 10 Terminen liegt später, um 20 Arbeitstage."]
    assert re.findall(r'figure__value">\s*(\d+)', page) == ["1", "0", "0", "9"]
    assert page.count('class="chart chart--moves"') == 1


def test_what_cannot_be_read_is_said_and_kept_from_no_one(plan: Plan, client_of: ClientOf, steering: User) -> None:
    page = html(client_of(steering), "?zuerst=quatsch&danach=%3Cb%3E")

    assert re.findall(r"„(.*?)“ in der Adresse", page) == ["quatsch", "&lt;b&gt;"]


def test_the_hit_rate_is_told_against_both(moved: None, client_of: ClientOf, steering: User) -> None:
    rows = re.findall(r'<th scope="row">(\w+) Plan</th><td class="num">(\d+)</td>', html(client_of(steering)))

    assert rows == [("ursprünglicher", "5"), ("vereinbarter", "5")]


def test_the_table_to_take_away(slipped: None, client_of: ClientOf, steering: User) -> None:
    answer = client_of(steering).get(f"{ADDRESS}csv/?zuerst=2022-04-30&danach=heute")
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines(), delimiter=";"))

    assert rows[0][3:5] == ["Erwartung am 30.04.2022", "Erwartung am 15.06.2022"]
    assert [row[:2] + row[5:] for row in rows[1:]] == [
        ["verschoben", "M4", "30", "20", "Das Handbuch wird noch geprüft.", "LDI"]
    ]


def test_without_a_plan_there_is_nothing_to_compare(catalogue: None, client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)

    assert [client.get(f"{ADDRESS}{page}").status_code for page in ("", "csv/")] == [200, 404]


@pytest.mark.parametrize("query", ["?zuerst=b0&danach=b1", "?zuerst=b1&danach=b0"])
def test_it_asks_the_same_whatever_is_compared(
    query: str, moved: None, client_of: ClientOf, steering: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(steering)
    html(client, query)

    with django_assert_num_queries(16):
        html(client, query)
