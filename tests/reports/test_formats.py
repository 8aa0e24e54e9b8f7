"""Issues are data: every format ever released can be read, and two issues can be compared figure by figure."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from accounts.models import User
from milestones.models import Plan
from ozgtracker.charts import LanesChart
from ozgtracker.saying import say
from reports.issue.composing import compose
from reports.issue.data import IssueData
from reports.issue.drawing import draw
from reports.issue.formats import FORMAT, data_of, read, store
from reports.issue.lanes_1 import FirstIssue, FirstLanes
from reports.issue.parts import Issue
from reports.issue.storing import Unreadable
from reports.models import StatusReport
from tests.closed_worlds import world as worlds
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db
MAY, FIRST_OF_JUNE = date(2022, 5, 1), date(2022, 6, 1)
# As the program wrote it before the figures were stored as data: the whole plan and territory, nothing reported.
OLD = Path(__file__).with_name("format_1.json")
# The place of the lanes in a page: one drawing, or the set of two that the first format stored.
FIGURES = r'(?:<figure class="chart chart--lanes.*?</figure>\s*)+'
LANES = re.compile(rf'\s*(?:<div class="chart-set">\s*{FIGURES}</div>|{FIGURES})\s*', re.DOTALL)


def kept(data: IssueData) -> dict[str, Any]:
    """As it comes back from the database."""
    found: dict[str, Any] = json.loads(json.dumps(store(data)))
    return found


def issue(month: date = MAY, on: date = FIRST_OF_JUNE, number: int = 7) -> IssueData:
    return compose(number=number, month=month, on=on, demonstration=False)


def told(chart: LanesChart | FirstLanes) -> dict[str, Any]:
    """What lanes say, however they are drawn: every milestone in its phase with its day and its light."""
    phases = [(lane.title, [(one.label, one.words, one.light, one.href) for one in lane.marks]) for lane in chart.lanes]
    return {
        "title": chart.title,
        "linked": chart.linked,
        "phases": phases,
        "days": [chart.today.label, *(marker.label for marker in chart.markers)],
        "legend": [(light.slug, light.colour) for light in chart.legend],
        "has_agreed": chart.has_agreed,
    }


def drawings(page: str) -> list[str]:
    """The lanes of the first format in a page."""
    return re.findall(r'<figure class="chart chart--lanes chart--(\w+)">', page)


def test_what_is_read_is_what_was_stored(land: Plan) -> None:
    data = issue()

    assert data_of(kept(data)) == data
    assert read(kept(data)) == draw(data)


def test_an_issue_of_the_first_format_is_shown_as_it_was() -> None:
    stored = json.loads(OLD.read_text("utf-8"))

    shown = read(stored)

    assert (stored.get("format"), shown.number, shown.day) == (None, 7, "31.05.2022")
    html = render_to_string("reports/issue/document.html", {"issue": shown})
    assert (html.count("<svg"), html.count(say(shown.title))) == (18, 3)
    assert drawings(html) == ["wide", "narrow"]
    assert re.findall(r"<dt>([A-Z])</dt><dd>", html) == list("ABCDEFGHI")
    with pytest.raises(Unreadable):
        data_of(stored)


def test_the_page_of_an_issue_of_the_first_format_has_its_lanes(
    land: Plan, ministry: User, client_of: ClientOf
) -> None:
    """If it could not be read, its PDF would come instead, and nobody would miss the page."""
    StatusReport.objects.create(
        number=7,
        month=MAY,
        day=date(2022, 5, 31),
        created_on=FIRST_OF_JUNE,
        snapshot=json.loads(OLD.read_text("utf-8")),
        pdf=b"%PDF",
        sha256="0",
    )

    assert drawings(client_of(ministry).get("/reports/7/").content.decode()) == ["wide", "narrow"]


@pytest.mark.world(worlds.REAL)
def test_the_same_issue_in_both_formats_is_the_same_page() -> None:
    """What the first format stored as drawings, the second draws from its data: word for word, line for line.

    Only the lanes are drawn in another way since (ADR 0023), while those of the first format stay as they were stored:
    of them all that is said is compared, and nothing of where it stands.
    """
    worlds.furnish()
    old = json.loads(OLD.read_text("utf-8"))

    # Whom the world names differs from run to run, and so does the head of its chain.
    new = kept(issue()) | {"trail_head": old["trail_head"]}
    # The first format knew no trend analysis.
    del new["trend"]

    first, second = read(old), read(new)
    pages = [render_to_string("reports/issue/document.html", {"issue": one}) for one in (first, second)]
    rests = [LANES.subn("\n", page) for page in pages]
    assert [count for _, count in rests] == [1, 1]
    assert rests[1][0].splitlines() == rests[0][0].splitlines()
    assert isinstance(first, FirstIssue)
    assert isinstance(second, Issue)
    assert told(second.lanes_on_paper) == told(second.lanes) == told(first.lanes) == told(first.lanes_narrow)


@pytest.mark.world(worlds.REAL)
def test_it_stores_no_drawing_and_a_third_of_what_it_was() -> None:
    new = json.dumps(store(issue()), ensure_ascii=False, separators=(",", ":"))

    assert [word for word in ("<path", "viewBox", "view_box", "outline", " 0 0l") if word in new] == []
    assert len(new) < 0.5 * OLD.stat().st_size


@pytest.mark.parametrize("stored", [{"format": 3}, {"format": None}, {"format": "2"}, {"format": 2}, {}, {"format": 0}])
def test_a_format_nobody_wrote_is_said(stored: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read(stored)


def test_two_issues_can_be_compared(land: Plan) -> None:
    """Figures by name, milestones by code: numbers, days and reasons, never words."""
    first, second = (data_of(kept(issue(month, on))) for month, on in ((MAY, FIRST_OF_JUNE), (MAY, date(2022, 7, 1))))

    numbers = [{(one.name, one.about): one.count for one in data.numbers} for data in (first, second)]
    assert numbers[0].keys() == numbers[1].keys()
    assert len(numbers[0]) == len(first.numbers)
    assert numbers[0]["milestones.overdue", ""] == len(first.overdue)
    started = {one.code: one for one in first.milestones}["M2a"]
    assert (started.agreed, started.state, started.side) == (date(2022, 1, 31), "open", "ldi")
    assert kept(first)["format"] == FORMAT
