"""The trend analysis in the report: kept as data, drawn again the same, and as its page said it on that day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from accounts.models import User
from milestones.models import Plan
from milestones.status import plan_status
from milestones.trends.lines import lines_of
from milestones.trends.words import headline
from ozgtracker.ui.as_of import AsOf
from reports.actions import issue_report
from reports.issue.data import IssueData
from reports.issue.formats import data_of, read
from reports.issue.parts import Issue
from reports.issue.storing import from_json, to_json
from reports.models import StatusReport
from tests.conftest import ClientOf

MAY = date(2022, 5, 1)
LAST = date(2022, 5, 31)
ON = date(2022, 6, 15)


def issued(by: User) -> StatusReport:
    """The report about May."""
    return issue_report(by=by, month=MAY, on=ON)


def test_an_issue_keeps_the_lines_as_data_and_draws_them_again(land: Plan, ministry: User) -> None:
    kept = issued(ministry).snapshot
    trend = data_of(kept).trend
    assert trend is not None

    assert [line.short for line in trend.lines] == ["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]
    assert json.loads(json.dumps(to_json(trend))) == kept["trend"]
    shown = read(kept)
    assert isinstance(shown, Issue)
    assert shown.trend is not None
    assert [line.source for line in shown.trend.chart.lines] == list(trend.lines)


def test_it_says_what_the_page_says_of_that_day(land: Plan, ministry: User) -> None:
    trend = data_of(issued(ministry).snapshot).trend
    status = plan_status(land, AsOf(LAST, ON))

    assert trend is not None
    assert trend.sentence == headline(lines_of(status), [])
    assert (trend.day, trend.marked_on) == (LAST, date(2022, 12, 31))


def test_page_and_paper_carry_the_same_drawing(land: Plan, ministry: User, client_of: ClientOf) -> None:
    report = issued(ministry)

    page = client_of(ministry).get(f"/reports/{report.number}/").content.decode()

    assert page.count('class="chart chart--triangle"') == 1


def test_an_issue_from_before_has_none_and_is_shown(land: Plan, ministry: User) -> None:
    stored = {name: value for name, value in issued(ministry).snapshot.items() if name != "trend"}

    shown = read(stored)

    assert isinstance(shown, Issue)
    assert shown.trend is None
    data = from_json(IssueData, {name: value for name, value in stored.items() if name != "format"})
    assert replace(data, trend=None) == data
