"""The page of the trend analysis: what it says of the letter's plan, on which day, and how much it asks."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.models import Baseline, BaselineDate, Milestone, Phase, Plan
from milestones.precision import Precision
from milestones.states import State
from milestones.status import plan_status
from milestones.trend import Pattern, Trend
from milestones.trends.kept import HitRate, Kept, hit_rate
from milestones.trends.lines import lines_of
from milestones.trends.page import joints_of
from milestones.trends.selection import LEADING, MOST_LINES, selections
from ozgtracker.ui.as_of import AsOf
from services.actions import report_component
from services.models import Component
from services.models import Delivery as Word
from tests.conftest import TODAY, ClientOf
from tests.milestones.conftest import By
from tests.milestones.reporting import Report

MONTHS = [date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 29)]
MAY = date(2022, 5, 31)
AT = AsOf(TODAY, TODAY)


@pytest.fixture
def handbook(report: Report) -> None:
    """Five months unchanged, thirty days later on the day it is due."""
    for day in MONTHS:
        report("M4", on=day, forecast_on=MAY)
    report("M4", on=MAY, forecast_on=date(2022, 6, 30), reason="Das Handbuch wird noch geprüft.")


@pytest.fixture
def platform(declare: Callable[[], None], report: Report) -> None:
    """The worked example of design, domain 4.1."""
    report("M2a", on=MONTHS[0], forecast_on=date(2022, 1, 31))
    report("M2a", on=MONTHS[1], forecast_on=date(2022, 2, 28), reason="Der Lasttest dauert an.")
    report("M2a", on=MONTHS[2], forecast_on=date(2022, 3, 15), reason="Der Lasttest dauert an.")
    declare()


def trends(plan: Plan, at: AsOf = AT) -> dict[str, Trend]:
    """What each line says, by the code of its milestone."""
    return {line.code: line.trend for line in lines_of(plan_status(plan, at))}


def page(client: Client, query: str = "") -> str:
    """The page as it is sent."""
    return client.get(f"/milestones/trend/{query}").content.decode()


def drawn(html: str) -> list[list[str]]:
    """The codes of the lines of each chart, in the order in which they are drawn."""
    charts = re.findall(r'<figure class="chart chart--triangle">.*?</figure>', html, re.DOTALL)
    return [re.findall(r'<tspan font-weight="600">(\w+)</tspan>', chart) for chart in charts]


def test_the_worked_example(platform: None, plan: Plan) -> None:
    assert trends(plan)["M2a"] == Trend(Pattern.RISING, 43, was_late=True)


def test_a_jump_on_the_due_day_is_a_late_jump(handbook: None, plan: Plan) -> None:
    assert trends(plan)["M4"] == Trend(Pattern.LATE_JUMP, 30)


def test_whoever_is_silent_for_too_long_is_told_as_silent_and_only_then(handbook: None, plan: Plan) -> None:
    after = [TODAY + timedelta(days=days) for days in (30, 31)]

    assert [(day - MAY).days for day in after] == [45, 46]
    assert [trends(plan, AsOf(day, day))["M4"].pattern for day in after] == [Pattern.LATE_JUMP, Pattern.STOPPED]


def test_an_aggregate_moves_with_its_components_and_one_word_a_month_counts(
    plan: Plan, catalogue: None, ministry: User, operator: User
) -> None:
    def say(slug: str, on: date, expected: date) -> None:
        component = Component.objects.get(slug=slug)
        by = operator if component.responsible == "ldi" else ministry
        report_component(
            by=by, component=component, on=on, forecast_on=expected, supersedes=Word.objects.latest_of(component),
            reason="Der Vertrag fehlt.", reason_category="contract",
        )  # fmt: skip

    agreed = date(2022, 9, 30)
    for slug in Component.objects.in_scope().values_list("slug", flat=True):
        say(slug, MONTHS[0], agreed)
    for day in MONTHS[1:]:
        say("epayment", day, agreed)
    for number, expected in ((2, agreed), (16, agreed), (31, date(2022, 10, 28))):
        say("epayment", date(2022, 5, number), expected)

    assert trends(plan)["M2"] == Trend(Pattern.RISING, 28, continued_on=date(2023, 3, 4))


def test_what_was_said_by_mistake_is_no_point_of_the_line(plan: Plan, report: Report, milestone: By) -> None:
    report("M4", on=MONTHS[0], forecast_on=MAY)
    report("M4", on=MONTHS[1], forecast_on=date(2022, 12, 1), reason="Die Abstimmung dauert länger.")
    report("M4", on=MONTHS[2], forecast_on=MAY, reason="Das Jahr war vertippt.", is_correction=True)

    def dates(day: date) -> list[tuple[date, date]]:
        lines = lines_of(plan_status(plan, AsOf(day, TODAY)))
        return [(point.said_on, point.expected_on) for line in lines if line.code == "M4" for point in line.points]

    assert dates(TODAY) == [(date(2021, 12, 21), MAY), (MONTHS[0], MAY), (MONTHS[2], MAY)]
    # Until it was corrected it stood there.
    assert dates(MONTHS[1])[-1] == (MONTHS[1], date(2022, 12, 1))


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
