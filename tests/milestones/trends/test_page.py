"""The page of the trend analysis: what it says of the letter's plan, on which day, and how much it asks."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.models import Baseline, BaselineDate, Milestone, Phase, Plan
from milestones.precision import Precision
from milestones.states import State
from milestones.status import plan_status
from milestones.trends.kept import HitRate, Kept, hit_rate
from milestones.trends.lines import lines_of
from milestones.trends.page import joints_of
from milestones.trends.selection import LEADING, MOST_LINES, selections
from ozgtracker.ui.as_of import AsOf
from tests.conftest import TODAY, ClientOf
from tests.milestones.conftest import By
from tests.milestones.reporting import Report
from tests.milestones.trends.conftest import MAY, MONTHS

AT = AsOf(TODAY, TODAY)


def page(client: Client, query: str = "") -> str:
    """The page as it is sent."""
    return client.get(f"/milestones/trend/{query}").content.decode()


def drawn(html: str) -> list[list[str]]:
    """The codes of the lines of each chart, in the order in which they are drawn."""
    charts = re.findall(r'<figure class="chart chart--triangle">.*?</figure>', html, re.DOTALL)
    return [re.findall(r'<tspan font-weight="600">(\w+)</tspan>', chart) for chart in charts]


# -- which lines there are


def test_streams_undated_ones_and_the_statutory_day_have_no_line(plan: Plan) -> None:
    lines = lines_of(plan_status(plan, AT))
    every = selections(plan_status(plan, AT), lines)

    assert [line.code for line in lines] == ["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]
    assert {one.key: [line.code for line in one.lines] for one in every} == {
        "": ["M1", "M2a", "M2", "M3", "P2", "M4", "L1"],
        LEADING: ["M2a", "M2", "M3", "P2"],
        "phase-1": ["M1"],
        "phase-2": ["M2a", "M2"],
        "phase-3": ["M3", "P2", "L1"],
        "phase-4": ["M4"],
    }


@pytest.fixture
def many(plan: Plan) -> Plan:
    """Phase 4 has fourteen milestones more."""
    phase = Phase.objects.get(plan=plan, number=4)
    first = plan.milestones.get(code="M4")
    baseline = Baseline.objects.get(plan=plan)
    for number in range(14):
        values = {"kind": first.kind, "commitment": first.commitment, "responsible": first.responsible}
        one = Milestone.objects.create(
            plan=plan, phase=phase, slug=f"more-{number}", code=f"X{number}", title=f"Weiterer {number}",
            ordinal=100 + number, is_assumption=True, source="Test", **values,
        )  # fmt: skip
        BaselineDate.objects.create(baseline=baseline, milestone=one, date=MAY, precision=Precision.DAY)
    return plan


def test_too_many_lines_are_drawn_phase_by_phase_and_never_more_than_can_be_told_apart(
    many: Plan, handbook: None, client_of: ClientOf, steering: User
) -> None:
    html = page(client_of(steering))

    charts = drawn(html)
    assert [codes[:2] for codes in charts] == [["M2a", "M2"], ["M1"], ["M2a", "M2"], ["M3", "P2"], ["M4", "X0"]]
    assert [len(codes) for codes in charts] == [4, 1, 2, 3, MOST_LINES]
    assert re.findall(r"(\d+) weitere Linien stehen nur in der Tabelle", html) == ["3"]
    assert len(re.findall(r'<th scope="row"', html)) == 21


# -- the page


def test_it_answers_first(platform: None, handbook: None, client_of: ClientOf, steering: User) -> None:
    html = page(client_of(steering))

    assert re.findall(r"<h1>(.*?)</h1>", html) == ["1 von 6 offenen Meilensteinen rückt nach hinten."]
    assert drawn(html) == [["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]]


def test_nothing_reported_is_said_and_the_agreed_dates_are_drawn(
    plan: Plan, client_of: ClientOf, steering: User
) -> None:
    html = page(client_of(steering))

    assert "Es gibt noch keinen Verlauf" in html
    assert drawn(html) == [["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]]


def test_without_a_plan_there_is_no_trend(catalogue: None, client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)

    assert [client.get(f"/milestones/trend/{page}").status_code for page in ("", "csv/")] == [200, 404]


@pytest.mark.parametrize("query", ["?auswahl=gibtsnicht", "?linie=gibtsnicht", "?auswahl=phase-9&linie=%3Cb%3E"])
def test_nonsense_shows_all_lines(query: str, plan: Plan, client_of: ClientOf, steering: User) -> None:
    assert drawn(page(client_of(steering), query)) == [["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]]


def test_a_raised_line_stands_out_with_what_it_waits_for(plan: Plan, client_of: ClientOf, steering: User) -> None:
    html = page(client_of(steering), "?linie=start-paket-2")

    faded = re.findall(r'trend-line--faded".*?<tspan font-weight="600">(\w+)</tspan>', html, re.DOTALL)
    assert faded == ["M1", "M2a", "M3", "M4", "L1"]


def test_a_past_day_does_not_know_what_came_later(
    platform: None, handbook: None, client_of: ClientOf, steering: User
) -> None:
    html = page(client_of(steering), "?stichtag=2022-04-30")

    assert re.findall(r"<h1>(.*?)</h1>", html) == ["Die Termine der 6 offenen Meilensteine rücken nicht nach hinten."]
    assert "30.06.2022" not in html


def test_the_page_of_a_milestone_calls_its_line_the_same(
    platform: None, handbook: None, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)
    names = dict(re.findall(r"<strong>([^<]+)</strong> · <a href=\"(/milestones/[^/]+/)", page(client)))

    for name, address in names.items():
        assert f'<p class="panel__links muted">{name}</p>' in client.get(address).content.decode(), address
    assert set(names) == {"spät gesprungen", "steigend, erreicht mit Verzug", "noch kein Verlauf"}


def test_the_rules_stand_on_the_page_with_their_thresholds(plan: Plan, client_of: ClientOf, steering: User) -> None:
    html = page(client_of(steering))
    told = html[html.index('id="rules"') :]

    numbers = re.findall(r"<dd>[^<]*?(\d+)(?: %)?[^<]*</dd>", told)
    assert numbers == ["10", "10", "10", "30", "45", "60", "30"]


# -- as a table


def test_the_table_has_a_column_for_each_month_and_says_who_was_silent(
    handbook: None, report: Report, client_of: ClientOf, steering: User
) -> None:
    report("P2", on=MONTHS[1], forecast_on=date(2022, 9, 30), forecast_precision=Precision.FROM_DAY)
    answer = client_of(steering).get("/milestones/trend/csv/")
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines(), delimiter=";"))
    cells = {row[0]: row[2:] for row in rows}

    assert rows[0][2:9] == ["vereinbart", "Dez 21", "Jan 22", "Feb 22", "Mär 22", "Apr 22", "Mai 22"]
    assert cells["M4"][:9] == [*["31.05.2022"] * 6, "30.06.2022", "", "30"]
    silent = "nicht gemeldet"
    assert cells["P2"][:7] == ["30.09.2022", silent, "30.09.2022", silent, silent, silent, silent]


# -- new agreements


def test_a_later_agreement_moves_the_line_and_hides_no_miss(
    handbook: None, plan: Plan, milestone: By, client_of: ClientOf, steering: User
) -> None:
    """The hit rate is always against both."""
    second = Baseline.objects.create(
        plan=plan, number=1, name="Fortschreibung", agreed_on=date(2022, 6, 1), source="Beschluss"
    )
    BaselineDate.objects.create(
        baseline=second, milestone=milestone("M4"), date=date(2022, 6, 30), precision=Precision.DAY
    )
    status = plan_status(plan, AT)

    assert hit_rate(status) == HitRate(original=Kept(0, 5), agreed=Kept(0, 4))
    html = page(client_of(steering))
    assert "neu vereinbart; gepunktet der frühere Termin" in html


def test_a_dropped_one_ends_with_a_cross_and_is_open_no_more(
    plan: Plan, report: Report, client_of: ClientOf, steering: User
) -> None:
    report("M4", on=MONTHS[0], forecast_on=MAY)
    report("M4", on=MONTHS[1], state=State.CANCELLED, reason="Der Ausschuss hat ihn gestrichen.")

    (line,) = (one for one in lines_of(plan_status(plan, AT)) if one.code == "M4")
    html = page(client_of(steering))

    assert (line.ended_on, line.status.facts.state) == (MONTHS[1], State.CANCELLED)
    assert html.count('class="chart-cross"') == 2  # the line's end, and the legend


# -- how much it asks


@pytest.mark.parametrize("reported", [1, 3])
def test_it_asks_the_same_however_much_was_said(
    reported: int,
    report: Report,
    client_of: ClientOf,
    steering: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in MONTHS[:reported]:
        report("M4", on=day, forecast_on=MAY)
        report("L1", on=day, forecast_on=date(2022, 3, 31))
    client = client_of(steering)
    page(client)

    with django_assert_num_queries(18):
        page(client)


def test_joints_of_the_whole_plan(platform: None, handbook: None, plan: Plan) -> None:
    status = plan_status(plan, AT)
    lines = lines_of(status)

    codes: list[Any] = [(one.finding.code, one.codes) for one in joints_of(status, lines)]

    assert codes == [("trend.crossed-soft", ("M4", "M3")), ("trend.closer", ("M2a", "M3"))]
