"""A figure is its rows: counted, tallied, listed and taken away they are one number, on every day, by every role."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.utils.http import urlencode

from accounts.roles import Role
from dashboards.figures import register
from dashboards.figures.criteria import Criteria, RolloutCriteria
from dashboards.figures.figure import Figure
from dashboards.figures.named import FIGURES
from dashboards.figures.tallies import state_tally
from dashboards.parts.figure_tiles import tile
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.small import DISTRICT, TOWN, VILLAGES, Small
from tests.dashboards.walking import TOTAL

TODAY = date(2022, 6, 15)
BEFORE_ANYTHING, MARCH, MAY = date(2022, 1, 3), date(2022, 3, 25), date(2022, 5, 10)
LISTED = [one for one in FIGURES if one.is_list]
# What a figure can be asked about, by what it counts.
ABOUT: dict[str, tuple[dict[str, object], ...]] = {
    "rollouts": (
        {},
        {"package": 1},
        {"assignment": "waits_for_lza"},
        {"service": "10002"},
        {"authority": TOWN},
        {"offered_to": VILLAGES},
        {"district": DISTRICT},
        {"kind": "landkreis"},
        {"component": "epayment"},
    ),
    "authorities": ({}, {"district": DISTRICT}, {"kind": "verbandsgemeinde"}),
    "municipalities": ({"bundle": "neu-zugezogen"}, {"bundle": "neu-zugezogen", "district": DISTRICT}),
    "services": ({}, {"assignment": "1"}, {"component": "epayment"}, {"life_event": "umzug"}),
    "milestones": ({}, {"side": "land"}),
}


def asked() -> Iterator[tuple[Figure, Criteria]]:
    """Every figure that has a list, about everything it can be asked about."""
    for one in LISTED:
        assert one.rows
        for about in ABOUT[one.rows.ROWS]:
            yield one, replace(one.rows, **about)


def one_of_each() -> Iterator[tuple[Figure, Criteria]]:
    """Every figure once, each about the next thing in turn."""
    turns: dict[str, int] = {}
    for one in LISTED:
        assert one.rows
        about = ABOUT[one.rows.ROWS]
        turn = turns[one.rows.ROWS] = turns.get(one.rows.ROWS, 0) + 1
        yield one, replace(one.rows, **about[turn % len(about)])


def test_every_figure_has_a_name_of_its_own_which_its_rows_know() -> None:
    names = [one.name for one in FIGURES]

    assert len(names) == len(set(names))
    assert [one.name for one in LISTED if one.rows and one.rows.name != one.name] == []
    assert [one.name for one in FIGURES if not str(one.label).strip()] == []


def test_every_denominator_is_a_figure_too() -> None:
    assert {one.of for one in FIGURES} - {one.name for one in FIGURES} == {""}


@pytest.mark.parametrize("day", [BEFORE_ANYTHING, MARCH, MAY, TODAY])
def test_a_part_is_never_more_than_what_it_is_a_part_of(told: Small, day: date) -> None:
    at = AsOf(day, TODAY)
    larger = [
        (figure.name, rows.about)
        for figure, rows in asked()
        if (whole := register.denominator(rows)) and register.count(rows, at) > register.count(whole, at)
    ]

    assert larger == []


@pytest.mark.parametrize("day", [BEFORE_ANYTHING, MARCH, MAY, TODAY])
def test_what_a_tally_answers_is_what_the_rows_say(told: Small, day: date) -> None:
    at = AsOf(day, TODAY)
    tally = state_tally(at)
    answered = {(rows.name, rows.about): tally.answer(rows) for _figure, rows in asked()}
    said = {key: number for key, number in answered.items() if number is not None}

    assert said == {
        (rows.name, rows.about): register.count(rows, at)
        for _figure, rows in asked()
        if (rows.name, rows.about) in said
    }
    # Every state and no state, what is under way, complete, and so by word alone: of all rollouts, of a package, of an
    # assignment and of a service.
    assert len(said) == 4 * (len(RolloutState) + 4)


def test_a_figure_that_a_tally_answers_costs_no_query(told: Small, at: AsOf, django_assert_num_queries: object) -> None:
    tally = state_tally(at)

    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django gives no type
        register.count(RolloutCriteria(state=RolloutState.LIVE), at, [tally])


@pytest.mark.slow
@pytest.mark.parametrize(("role", "day"), [(Role.MINISTRY, TODAY), (Role.AUTHORITY, MAY)])
def test_list_and_table_of_a_figure_hold_what_it_counts(
    told: Small, client_of: ClientOf, day: date, role: Role
) -> None:
    """Asked for by its name alone, as the address of a report or another program would."""
    client, at = client_of(factories.person(role)), AsOf(day, TODAY)
    wrong = []
    for figure, rows in one_of_each():
        counted = register.count(rows, at)
        listed, taken = _listed(client, figure, rows, day), _taken(client, figure, rows, day)
        if {counted, listed, taken} != {counted}:
            wrong.append((figure.name, rows.about, counted, listed, taken))

    assert wrong == []


def test_a_name_no_list_answers_is_said_to_be_left_out(told: Small, client_of: ClientOf) -> None:
    client = client_of(factories.person(Role.MINISTRY))

    for name in ("rollouts.lively", "people.bundle", "components.ready"):
        answer = client.get("/rollouts/", {"figure": name})
        assert answer.status_code == 200
        assert answer.context["listing"].filters.left_out == [f"figure={name}"]


def test_a_figure_is_called_by_what_it_is_about(at: AsOf) -> None:
    live = RolloutCriteria(state=RolloutState.LIVE)
    everywhere, in_package = tile(live, 3, at, of=7), tile(replace(live, package=1), 3, at)

    assert (everywhere.label, everywhere.value, everywhere.of) == ("Leistungen live, je Verwaltung gezählt", "3", "7")
    assert (in_package.label, in_package.of, in_package.about) == ("Ausspielungen live", "", "package-1")


def test_what_is_measured_is_asked_by_its_name_too(told: Small, at: AsOf) -> None:
    bundle = {"bundle": "neu-zugezogen"}

    assert register.value("people", at) == register.value("people.of-bundles", at, **bundle) > 0
    assert register.value("people.bundle", at, **bundle) <= register.value("people.of-bundles", at, **bundle)
    assert register.value("people.every", at, package=1) <= register.value("people.some", at, package=1)
    assert register.value("people.served", at, service="10005") == 0
    assert (register.value("components.ready", at), register.value("components", at)) == (1, 5)
    assert register.value("authorities.asked", at) == 4
    assert register.value("rollouts.live", at, package=1) == 2


def _listed(client: Client, figure: Figure, rows: Criteria, day: date) -> int:
    answer = client.get(_address(figure, rows, day), follow=True)
    total = TOTAL.search(answer.content.decode())
    return int(total[1]) if total else -1


def _taken(client: Client, figure: Figure, rows: Criteria, day: date) -> int:
    answer = client.get(_address(figure, rows, day, "csv/"), follow=True)
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a StreamingHttpResponse has it
    return len(list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";")))


def _address(figure: Figure, rows: Criteria, day: date, table: str = "") -> str:
    """By name; what it is about as the list itself asks it."""
    assert figure.rows
    asks = figure.rows.query()
    about = {name: value for name, value in rows.query().items() if value and not asks[name]}
    past = {} if day == TODAY else {"stichtag": day.isoformat()}
    return f"/rollouts/{table}?" + urlencode({"figure": figure.name, **about, **past})
