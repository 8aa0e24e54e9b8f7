"""Issues are data: every format ever released can be read, and two issues can be compared figure by figure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from milestones.models import Plan
from ozgtracker.saying import say
from reports.issue.composing import compose
from reports.issue.data import IssueData
from reports.issue.drawing import draw
from reports.issue.formats import FORMAT, data_of, read, store
from reports.issue.storing import Unreadable
from tests.closed_worlds import world as worlds

pytestmark = pytest.mark.django_db
MAY, FIRST_OF_JUNE = date(2022, 5, 1), date(2022, 6, 1)
# As the program wrote it before the figures were stored as data: the whole plan and territory, nothing reported.
OLD = Path(__file__).with_name("format_1.json")


def kept(data: IssueData) -> dict[str, Any]:
    """As it comes back from the database."""
    found: dict[str, Any] = json.loads(json.dumps(store(data)))
    return found


def issue(month: date = MAY, on: date = FIRST_OF_JUNE, number: int = 7) -> IssueData:
    return compose(number=number, month=month, on=on, demonstration=False)


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
    with pytest.raises(Unreadable):
        data_of(stored)


@pytest.mark.world(worlds.REAL)
def test_the_same_issue_in_both_formats_is_the_same_page() -> None:
    """What the first format stored as drawings, the second draws from its data: word for word, line for line."""
    worlds.furnish()
    old = json.loads(OLD.read_text("utf-8"))

    # Whom the world names differs from run to run, and so does the head of its chain.
    new = kept(issue()) | {"trail_head": old["trail_head"]}

    pages = [render_to_string("reports/issue/document.html", {"issue": read(stored)}) for stored in (old, new)]
    assert pages[1].splitlines() == pages[0].splitlines()


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
