"""The ministry hears by mail, once, that mail does not leave or that a report is missing."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.roles import Role
from milestones.models import Plan
from reports import actions
from reports.actions.queueing import Letter, queue
from reports.models import Delivery, MailLine
from tests.conftest import TODAY, ClientOf, Person
from tests.reports.issues import kept_issue
from tests.reports.post import Post
from tests.reports.shown import heading, text

pytestmark = pytest.mark.django_db
MOMENT = datetime(2022, 6, 15, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def run(moment: datetime, on: date = TODAY) -> int:
    """What the scheduled job does; returns how many alarms are new."""
    new = actions.raise_alarms(moment=moment, on=on)
    actions.deliver_due(instant=lambda: moment, now=lambda: moment)
    return new


def alarms() -> list[tuple[str, str]]:
    found = Delivery.objects.filter(kind="alarm").order_by("period", "recipient")
    return list(found.values_list("recipient", "subject"))


def test_an_outage_of_an_hour_is_told_once_and_the_alarm_goes_first(
    settings: Settings, post: Post, ministry: User, caplog: pytest.LogCaptureFixture
) -> None:
    before = settings.MAILERS
    settings.MAILERS = {"default": {**before["default"], "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 2}}}
    queue([Letter("report", "a@demo.example", "A", "2022-05", "Bericht", "Text")], on=TODAY)

    with caplog.at_level(logging.ERROR):
        new = [run(MOMENT + minutes * timedelta(minutes=1)) for minutes in (0, 30, 59, 60, 65, 120, 600)]

    assert new == [0, 0, 0, 1, 0, 0, 0]
    assert alarms() == [(ministry.email, "Der Mailserver ist nicht erreichbar")]
    assert [r.getMessage() for r in caplog.records if r.name.startswith("reports")] == [
        "Mail server out of reach since 2022-06-15 06:00:00+00:00"
    ]
    settings.MAILERS = before
    run(MOMENT + 11 * HOUR)
    assert [str(message["To"]) for message in post.accepted] == [ministry.email, "a@demo.example"]
    assert MailLine.objects.get().unreachable_since is None


def test_the_page_says_since_when_nobody_answers(ministry: User, client_of: ClientOf) -> None:
    MailLine.objects.create(pk=1, unreachable_since=MOMENT)

    assert "Der Mailserver ist seit 15.06.2022, 08:00 Uhr nicht erreichbar." in text(client_of(ministry), "/mail/")


def test_every_missing_month_is_told_once_to_everybody_of_the_ministry(
    land: Plan, person: Person, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = sorted(person(Role.MINISTRY).email for _ in range(2))
    person(Role.MINISTRY, is_active=False)
    kept_issue(1, date(2022, 3, 1))

    with caplog.at_level(logging.ERROR):
        assert [run(MOMENT), run(MOMENT + HOUR), run(MOMENT + 24 * HOUR, date(2022, 6, 16))] == [4, 0, 0]

    assert alarms() == [
        (first, "Der Statusbericht für April 2022 fehlt"),
        (second, "Der Statusbericht für April 2022 fehlt"),
        (first, "Der Statusbericht für Mai 2022 fehlt"),
        (second, "Der Statusbericht für Mai 2022 fehlt"),
    ]
    body = Delivery.objects.filter(period="missing 2022-05")[0].body
    assert body.splitlines()[2] == "der Statusbericht für Mai 2022 war am 01.06.2022 fällig und fehlt."
    assert "„manage.py run_reports --month 2022-05“" in body
    assert [r.getMessage() for r in caplog.records if r.name.startswith("reports")] == [
        "Monthly report missing: 2022-04 was due on 2022-05-02",
        "Monthly report missing: 2022-05 was due on 2022-06-01",
    ]


def test_on_its_day_a_report_is_not_missing_yet(land: Plan, ministry: User, post: Post) -> None:
    kept_issue(1, date(2022, 4, 1))

    assert run(MOMENT, date(2022, 6, 1)) == 0
    assert run(MOMENT, date(2022, 6, 2)) == 1


def test_before_the_plan_and_without_one_nothing_is_missing(ministry: User, post: Post) -> None:
    assert run(MOMENT) == 0


def test_the_page_names_every_missing_month_and_how_to_make_it(land: Plan, ministry: User, client_of: ClientOf) -> None:
    for number, month in ((1, date(2022, 1, 1)), (2, date(2022, 3, 1))):
        kept_issue(number, month)
    client = client_of(ministry)

    assert heading(client, "/reports/").endswith("3 fällige Berichte fehlen: Februar 2022, April 2022, Mai 2022.")
    page = text(client, "/reports/")
    for words in (
        "Februar 2022, fällig war 01.03.2022; einzeln: „manage.py run_reports --month 2022-02“",
        "April 2022, fällig war 02.05.2022; einzeln: „manage.py run_reports --month 2022-04“",
        "Mai 2022, fällig war 01.06.2022; einzeln: „manage.py run_reports --month 2022-05“",
    ):
        assert words in page


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_says_so(land: Plan, ministry: User, post: Post) -> None:
    kept_issue(1, date(2022, 4, 1))
    run(MOMENT)

    assert alarms() == [(ministry.email, "[Demonstrationsdaten] Der Statusbericht für Mai 2022 fehlt")]
